import {
  IncidentQuery,
  LifecycleState,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Severity } from './types';

export const SEVERITIES: readonly Severity[] = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
];

export const STATES: readonly LifecycleState[] = [
  'open',
  'regressed',
  'acknowledged',
  'snoozed',
  'resolved',
];

/** What the list of incidents can be narrowed by, as spelled in the URL. */
export const FILTERS = [
  'severity',
  'state',
  'cluster',
  'namespace',
  'owner',
  'system',
  'cause',
] as const;

export type Filter = (typeof FILTERS)[number];

export type IncidentFilters = Pick<IncidentQuery, Filter>;

/** The filters that a URL asks for. Severities and states that do not exist are passed over. */
export function filtersOf(parameters: URLSearchParams): IncidentFilters {
  const known = <T extends string>(name: Filter, values: readonly T[]) => {
    const asked = new Set(parameters.getAll(name));
    return orAbsent(values.filter(each => asked.has(each)));
  };
  return {
    severity: known('severity', SEVERITIES),
    state: known('state', STATES),
    cluster: orAbsent(parameters.getAll('cluster').filter(Boolean)),
    namespace: orAbsent(parameters.getAll('namespace').filter(Boolean)),
    owner: orAbsent(parameters.getAll('owner').filter(Boolean)),
    system: orAbsent(parameters.getAll('system').filter(Boolean)),
    cause: orAbsent(parameters.getAll('cause').filter(Boolean)),
  };
}

/** The names of the filters that narrow anything. */
export function activeFilters(filters: IncidentFilters): Filter[] {
  return FILTERS.filter(each => filters[each] !== undefined);
}

function orAbsent<T>(values: T[]): T[] | undefined {
  return values.length === 0 ? undefined : values;
}
