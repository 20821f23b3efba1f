import {
  IncidentFilter,
  IncidentOrder,
  LifecycleState,
} from '@opsagent/backstage-plugin-opsagent-common';
import { DateTime } from 'luxon';
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

/** How long ago something began at most. */
export const AGES = ['day', 'week', 'month'] as const;

export type Age = (typeof AGES)[number];

/** The first is the one that is used unless the URL says otherwise. */
export const ORDERS = [
  'severity',
  'newest',
  'longest',
] as const satisfies readonly IncidentOrder[];

/** What the list of incidents can be narrowed by, as spelled in the URL. */
export const FILTERS = [
  'severity',
  'state',
  'age',
  'cluster',
  'namespace',
  'owner',
  'cause',
  'system',
] as const;

export type Filter = (typeof FILTERS)[number];

export interface IncidentFilters extends Pick<
  IncidentFilter,
  Exclude<Filter, 'age'>
> {
  age?: Age;
}

/** What the list shows: which incidents, in which order. */
export interface IncidentListing {
  filters: IncidentFilters;
  order: IncidentOrder;
}

const ORDER = 'order';

/** What a URL asks for. Severities, states, ages and orders that do not exist are passed over. */
export function listingOf(parameters: URLSearchParams): IncidentListing {
  const known = <T extends string>(name: string, values: readonly T[]) => {
    const asked = new Set(parameters.getAll(name));
    return orAbsent(values.filter(each => asked.has(each)));
  };
  const given = (name: Filter) =>
    orAbsent(parameters.getAll(name).filter(Boolean));
  return {
    filters: {
      severity: known('severity', SEVERITIES),
      state: known('state', STATES),
      age: known('age', AGES)?.at(-1),
      cluster: given('cluster'),
      namespace: given('namespace'),
      owner: given('owner'),
      system: given('system'),
      cause: given('cause'),
    },
    order: known(ORDER, ORDERS)?.[0] ?? ORDERS[0],
  };
}

/** The query of a URL that asks for this, spelled in one way only. */
export function searchOf({ filters, order }: IncidentListing): string {
  const parameters = new URLSearchParams();
  for (const filter of FILTERS)
    valuesOf(filters, filter).forEach(each => parameters.append(filter, each));
  if (order !== ORDERS[0]) parameters.append(ORDER, order);
  return parameters.toString();
}

/** The chosen values of one filter; none when it narrows nothing. */
export function valuesOf(
  filters: IncidentFilters,
  filter: Filter,
): readonly string[] {
  return [filters[filter] ?? []].flat();
}

/** The filters as the backend understands them. */
export function backendFilters(
  { age, ...filters }: IncidentFilters,
  now: Date,
): IncidentFilter {
  if (!age) return filters;
  const start = DateTime.fromJSDate(now).minus({ [age]: 1 });
  return { ...filters, firstSeenAfter: start.toJSDate().toISOString() };
}

/** The names of the filters that narrow anything. */
export function activeFilters(filters: IncidentFilters): Filter[] {
  return FILTERS.filter(each => filters[each] !== undefined);
}

function orAbsent<T>(values: T[]): T[] | undefined {
  return values.length === 0 ? undefined : values;
}
