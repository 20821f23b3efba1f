import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { IncidentSummary } from '@opsagent/backstage-plugin-opsagent-common';
import {
  activeFilters,
  Filter,
  FILTERS,
  IncidentFilters,
  SEVERITIES,
  STATES,
} from '../../format/incidentFilters';
import { useText } from '../../hooks/useText';
import { FilterSelect } from './FilterSelect';

export interface IncidentFilterBarProps {
  filters: IncidentFilters;
  /** What the list shows; its clusters and causes can be chosen. */
  items: readonly IncidentSummary[];
  narrow(filter: Filter, values: readonly string[]): void;
  clear(): void;
}

/** What the list of incidents is narrowed to. */
export function IncidentFilterBar(props: IncidentFilterBarProps) {
  const { filters, items, narrow, clear } = props;
  const t = useText();
  const same = (values: readonly string[]) =>
    [...new Set(values)]
      .sort((a, b) => a.localeCompare(b))
      .map(value => ({ value, label: value }));
  const named = (entityRefs: readonly string[]) =>
    same(entityRefs).map(({ value }) => ({
      value,
      label: value.slice(value.lastIndexOf('/') + 1),
    }));
  const options = {
    severity: SEVERITIES.map(value => ({
      value,
      label: t(`severity.${value}`),
    })),
    state: STATES.map(value => ({
      value,
      label: t(`lifecycle.state.${value}`),
    })),
    cluster: same([
      ...(filters.cluster ?? []),
      ...items.map(each => each.cluster),
    ]),
    namespace: same([
      ...(filters.namespace ?? []),
      ...items.flatMap(each => each.subject.namespace ?? []),
    ]),
    owner: named([
      ...(filters.owner ?? []),
      ...items.flatMap(each => each.owners),
    ]),
    system: named(filters.system ?? []),
    cause: same([
      ...(filters.cause ?? []),
      ...items.map(each => each.cause.cause),
    ]),
  };
  // Incidents do not tell their systems, so that there is none to choose until a link has done so.
  const shown = FILTERS.filter(each => each !== 'system' || filters.system);
  return (
    <Stack
      direction="row"
      useFlexGap
      flexWrap="wrap"
      gap={1}
      alignItems="center"
      role="group"
      aria-label={t('page.filters')}
    >
      {shown.map(filter => (
        <FilterSelect
          key={filter}
          label={t(`page.filter.${filter}`)}
          options={options[filter]}
          chosen={filters[filter] ?? []}
          onChoose={values => narrow(filter, values)}
        />
      ))}
      {activeFilters(filters).length > 0 && (
        <Button size="small" onClick={clear} sx={{ textTransform: 'none' }}>
          {t('page.clear')}
        </Button>
      )}
    </Stack>
  );
}
