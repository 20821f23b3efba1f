import type { LimitRangeItem } from 'kubernetes-types/core/v1';
import { field, referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { Amounts, amountsOf } from '../../snapshot/podRequests';
import { parseQuantity } from '../../snapshot/quantity';
import { FamilyDraft } from '../detectorFamily';
import { AdmittedContainer, AdmittedTemplate } from './admittedTemplates';

/** What of a pod one row of a limit range judges. */
interface Judged {
  name: string;
  path: string;
  stated: unknown;
  requests: Amounts;
  limits: Amounts;
}

interface Conflict {
  resource: string;
  /** The field of the row that is broken. */
  bound: 'min' | 'max' | 'maxLimitRequestRatio';
  message: string;
}

/** Where a template breaks a limit range, as the admission plugin would find. */
export function* limitConflicts(
  { workload, containers }: AdmittedTemplate,
  range: KnownKinds['LimitRange'],
): Iterable<FamilyDraft> {
  for (const [index, row] of (range.spec?.limits ?? []).entries()) {
    for (const judged of judgedBy(row, containers)) {
      for (const { resource, bound, message } of conflictsOf(row, judged)) {
        yield {
          detector: 'limitrange.conflict',
          subject: referenceTo(workload),
          key: `${judged.name}/${resource}`,
          severity: 'medium',
          message: `Limit range ${range.metadata.namespace}/${range.metadata.name} will refuse the next pod: ${message}`,
          evidence: [
            field(
              range,
              `spec.limits[${index}].${bound}[${resource}]`,
              row[bound]?.[resource],
            ),
            field(workload, judged.path, judged.stated ?? {}),
          ],
        };
      }
    }
  }
}

function judgedBy(
  { type }: LimitRangeItem,
  containers: readonly AdmittedContainer[],
): Judged[] {
  if (type === 'Container') return [...containers];
  // The sum over init containers follows other rules, and seldom decides.
  const main = containers.filter(
    each => !each.path.includes('.initContainers['),
  );
  const [first] = main;
  if (type !== 'Pod' || !first) return [];
  return [
    {
      name: 'pod',
      path: first.path.replace(/\[\d+\]\.resources$/, ''),
      stated: main.map(({ name, stated }) => ({
        name,
        resources: stated ?? {},
      })),
      requests: sumOf(main.map(each => each.requests)),
      limits: sumOf(main.map(each => each.limits)),
    },
  ];
}

/** A resource that one of them leaves out is left out of the sum. */
function sumOf(lists: readonly Amounts[]): Amounts {
  const [first, ...others] = lists;
  const total = new Map<string, number>();
  for (const [resource, amount] of first ?? []) {
    if (others.every(each => each.has(resource)))
      total.set(
        resource,
        others.reduce((sum, each) => sum + each.get(resource)!, amount),
      );
  }
  return total;
}

function* conflictsOf(
  { min, max, maxLimitRequestRatio }: LimitRangeItem,
  { name, requests, limits }: Judged,
): Iterable<Conflict> {
  for (const [resource, least] of amountsOf(min)) {
    const request = requests.get(resource);
    const limit = limits.get(resource) ?? least;
    if (request === undefined || Math.min(request, limit) < least)
      yield {
        resource,
        bound: 'min',
        message:
          request === undefined
            ? `${name} states no request for ${resource}, of which ${min?.[resource]} is the minimum`
            : `${name} asks for less ${resource} than the minimum of ${min?.[resource]}`,
      };
  }
  for (const [resource, most] of amountsOf(max)) {
    const limit = limits.get(resource);
    const request = requests.get(resource) ?? most;
    if (limit === undefined || Math.max(request, limit) > most)
      yield {
        resource,
        bound: 'max',
        message:
          limit === undefined
            ? `${name} states no limit for ${resource}, of which ${max?.[resource]} is the maximum`
            : `${name} asks for more ${resource} than the maximum of ${max?.[resource]}`,
      };
  }
  for (const [resource, text] of Object.entries(maxLimitRequestRatio ?? {})) {
    const most = parseQuantity(text);
    const limit = limits.get(resource);
    const request = requests.get(resource);
    if (most === undefined || (limit && request && limit / request <= most))
      continue;
    yield {
      resource,
      bound: 'maxLimitRequestRatio',
      message:
        limit && request
          ? `the ${resource} limit of ${name} is more than ${text} times its request`
          : `${name} states no ${limit ? 'request' : 'limit'} for ${resource}, whose limit may be ${text} times the request`,
    };
  }
}
