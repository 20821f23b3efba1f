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
  valuesOf,
} from '../format/incidentFilters';
import { namespaceOf } from '../format/objectName';
import { useFilterValueText } from './useFilterValueText';

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
  const valueText = useFilterValueText();
  const fixed = (
    filter: Filter,
    values: readonly string[],
    counts?: readonly FacetValue[],
  ) =>
    values.map(value => ({
      value,
      label: valueText(filter, value),
      count: counts && countOf(counts, value),
    }));
  const found = (
    filter: Filter,
    counts: readonly FacetValue[] | undefined,
    shown: readonly string[],
  ) =>
    [
      ...new Set([
        ...valuesOf(filters, filter),
        ...(counts?.map(each => each.value) ?? shown),
      ]),
    ]
      .map(value => ({
        value,
        label: valueText(filter, value),
        count: counts && countOf(counts, value),
      }))
      .sort((a, b) => a.label.localeCompare(b.label));
  return {
    severity: fixed('severity', SEVERITIES, facets?.severity),
    state: fixed('state', STATES, facets?.state),
    age: fixed('age', AGES),
    cluster: found(
      'cluster',
      facets?.cluster,
      items.map(each => each.cluster),
    ),
    namespace: found(
      'namespace',
      undefined,
      items.flatMap(each => namespaceOf(each.subject) ?? []),
    ),
    owner: found(
      'owner',
      facets?.owner,
      items.flatMap(each => each.owners),
    ),
    system: found('system', facets?.system, []),
    cause: found(
      'cause',
      facets?.cause,
      items.map(each => each.cause.cause),
    ),
  };
}

function countOf(counts: readonly FacetValue[], value: string) {
  return counts.find(each => each.value === value)?.count ?? 0;
}
