import { Severity } from '@opsagent/engine';

/** What one condition of the portal's policy asks. */
export type Filter =
  | {
      property: 'cluster' | 'namespace' | 'severity';
      values: readonly string[];
    }
  | {
      property: 'entity';
      values: readonly string[];
      /** Whether what belongs to no entity meets it as well. */
      orNone: boolean;
    };

/** What a policy lets a caller do: everything, nothing, or what meets its conditions. */
export type Grant =
  | boolean
  | Filter
  | { allOf: readonly Grant[] }
  | { anyOf: readonly Grant[] }
  | { not: Grant };

/** What a grant is asked about. Filters on what is not given are not met. */
export interface GrantSubject {
  cluster: string;
  namespace?: string;
  severity?: Severity;
  /** Those that it belongs to; empty when it belongs to none. */
  entityRefs?: readonly string[];
}

/** Whether a grant covers whatever is not given as well, such as every namespace of a cluster: what depends on it is not granted. */
export function isGrantedThroughout(
  grant: Grant,
  subject: GrantSubject,
): boolean {
  return decided(grant, subject) === true;
}

export function isGranted(grant: Grant, subject: GrantSubject): boolean {
  if (typeof grant === 'boolean') return grant;
  if ('allOf' in grant)
    return grant.allOf.every(each => isGranted(each, subject));
  if ('anyOf' in grant)
    return grant.anyOf.some(each => isGranted(each, subject));
  if ('not' in grant) return !isGranted(grant.not, subject);
  return meets(grant, subject);
}

/** Whether there could be anything in a cluster for which a grant answers so. */
export function isPossibleIn(
  cluster: string,
  grant: Grant,
  answer = true,
): boolean {
  if (typeof grant === 'boolean') return grant === answer;
  if ('not' in grant) return isPossibleIn(cluster, grant.not, !answer);
  if ('property' in grant)
    return grant.property !== 'cluster' || meets(grant, { cluster }) === answer;
  const [parts, needsAll] =
    'allOf' in grant ? [grant.allOf, answer] : [grant.anyOf, !answer];
  const isPossible = (part: Grant) => isPossibleIn(cluster, part, answer);
  return needsAll ? parts.every(isPossible) : parts.some(isPossible);
}

/** Undefined when it depends on what is not given. */
function decided(grant: Grant, subject: GrantSubject): boolean | undefined {
  if (typeof grant === 'boolean') return grant;
  if ('not' in grant) {
    const answer = decided(grant.not, subject);
    return answer === undefined ? undefined : !answer;
  }
  if ('property' in grant)
    return isGiven(grant, subject) ? meets(grant, subject) : undefined;
  const [parts, deciding] =
    'allOf' in grant ? [grant.allOf, false] : [grant.anyOf, true];
  const answers = parts.map(each => decided(each, subject));
  if (answers.includes(deciding)) return deciding;
  return answers.includes(undefined) ? undefined : !deciding;
}

function isGiven({ property }: Filter, subject: GrantSubject): boolean {
  const given = property === 'entity' ? subject.entityRefs : subject[property];
  return given !== undefined;
}

function meets(filter: Filter, subject: GrantSubject): boolean {
  if (filter.property !== 'entity') {
    const value = subject[filter.property];
    return value !== undefined && filter.values.includes(value);
  }
  const { entityRefs } = subject;
  if (entityRefs?.length === 0) return filter.orNone;
  return entityRefs?.some(ref => filter.values.includes(ref)) ?? false;
}
