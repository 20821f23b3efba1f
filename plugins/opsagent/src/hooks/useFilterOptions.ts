import {
  FacetValue,
  IncidentFacets,
  IncidentSummary,
} from '@opsagent/backstage-plugin-opsagent-common';
import { FilterOption } from '../format/filterOption';
import {
  AGES,
  Filter,
  IncidentFilters,
  SEVERITIES,
  STATES,
} from '../format/incidentFilters';
import { namespaceOf } from '../format/objectName';
import { useText } from './useText';

export interface FilterOptionsSources {
  filters: IncidentFilters;
  /** Absent until they are known. */
  facets: IncidentFacets | undefined;
  /** What the list shows. Its namespaces can be chosen, and all else while the facets are unknown. */
  items: readonly IncidentSummary[];
}

/** What each filter of the list of incidents offers to choose from, with how many incidents there are of it. */
export function useFilterOptions(
  sources: FilterOptionsSources,
): Record<Filter, FilterOption[]> {
  const { filters, facets, items } = sources;
  const t = useText();
  const fixed = <T extends string>(
    values: readonly T[],
    label: (value: T) => string,
    counts?: readonly FacetValue[],
  ) =>
    values.map(value => ({
      value,
      label: label(value),
      count: counts && countOf(counts, value),
    }));
  const found = (
    chosen: readonly string[] = [],
    counts: readonly FacetValue[] | undefined,
    shown: readonly string[],
    label: (value: string) => string = value => value,
  ) =>
    [...new Set([...chosen, ...(counts?.map(each => each.value) ?? shown)])]
      .map(value => ({
        value,
        label: label(value),
        count: counts && countOf(counts, value),
      }))
      .sort((a, b) => a.label.localeCompare(b.label));
  return {
    severity: fixed(
      SEVERITIES,
      each => t(`severity.${each}`),
      facets?.severity,
    ),
    state: fixed(STATES, each => t(`lifecycle.state.${each}`), facets?.state),
    age: fixed(AGES, each => t(`incidentList.age.${each}`)),
    cluster: found(
      filters.cluster,
      facets?.cluster,
      items.map(each => each.cluster),
    ),
    namespace: found(
      filters.namespace,
      undefined,
      items.flatMap(each => namespaceOf(each.subject) ?? []),
    ),
    owner: found(
      filters.owner,
      facets?.owner,
      items.flatMap(each => each.owners),
      nameOf,
    ),
    system: found(filters.system, facets?.system, [], nameOf),
    cause: found(
      filters.cause,
      facets?.cause,
      items.map(each => each.cause.cause),
    ),
  };
}

function countOf(counts: readonly FacetValue[], value: string) {
  return counts.find(each => each.value === value)?.count ?? 0;
}

function nameOf(entityRef: string) {
  return entityRef.slice(entityRef.lastIndexOf('/') + 1);
}
