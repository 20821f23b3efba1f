import { ObjectReference } from '@opsagent/engine';

/** What incidents are compared by, as far as the reader may see it. */
export interface IncidentTraits {
  cluster: string;
  subject: ObjectReference;
  /** The id of the likeliest cause. */
  cause?: string;
  /** Ids of what found its findings. */
  detectors: readonly string[];
  /** Entity refs of those that it concerns. */
  entityRefs: readonly string[];
}

/** Below it, incidents have nothing in common but the kind of what they are about. */
export const LEAST_LIKENESS = 0.2;

/**
 * How much two incidents are alike, from 0 to 1: 0.4 for the same likeliest cause, up to 0.3 for the share of detectors that they have in common, 0.2 for an entity that both
 * concern, and 0.1 for the same subject, or half of that for one of the same kind.
 */
export function likenessOf(one: IncidentTraits, other: IncidentTraits): number {
  const sameCause = one.cause !== undefined && one.cause === other.cause;
  const sameEntity = one.entityRefs.some(ref => other.entityRefs.includes(ref));
  return (
    (sameCause ? 0.4 : 0) +
    0.3 * sharedPart(one.detectors, other.detectors) +
    (sameEntity ? 0.2 : 0) +
    0.1 * likenessOfSubjects(one, other)
  );
}

function sharedPart(one: readonly string[], other: readonly string[]) {
  const all = new Set([...one, ...other]);
  const shared = [...all].filter(
    each => one.includes(each) && other.includes(each),
  );
  return all.size === 0 ? 0 : shared.length / all.size;
}

function likenessOfSubjects(one: IncidentTraits, other: IncidentTraits) {
  if (one.subject.kind !== other.subject.kind) return 0;
  const isSame =
    one.cluster === other.cluster &&
    one.subject.namespace === other.subject.namespace &&
    one.subject.name === other.subject.name;
  return isSame ? 1 : 0.5;
}
