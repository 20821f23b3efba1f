import { FieldEvidence } from '../../findings/Finding';
import { field } from '../../findings/evidence';
import { KubernetesObject } from '../../snapshot/objects';
import { fieldsOf, listOf, numberOf, textOf } from '../../snapshot/untyped';

/** What the controller of a custom resource says under one condition type. */
export interface ReportedCondition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  /** RFC 3339; since when it stands, but never before the object itself. */
  since?: string;
  /** Whether the controller itself says since when. */
  isDated: boolean;
  /** Where it was read, such as `status.conditions[Ready]`. */
  path: string;
}

/** Where conditions stand that are not in `status.conditions`. */
export interface ConditionPlace {
  conditions: unknown;
  /** Path of the list. */
  path: string;
}

/**
 * The condition of a type, if it was written and speaks of the present spec.
 *
 * Kinds that carry a first status by default date it to 1970, so a condition counts from the object's creation at the earliest.
 */
export function reportedCondition(
  object: KubernetesObject,
  type: string,
  place: ConditionPlace = statusConditions(object),
): ReportedCondition | undefined {
  const found = listOf(place.conditions).find(each => each.type === type);
  if (!found || isOutdated(object, found.observedGeneration)) return undefined;
  const changed = textOf(found.lastTransitionTime);
  const since = later(changed, object.metadata.creationTimestamp);
  const reason = textOf(found.reason);
  const message = textOf(found.message);
  return {
    type,
    status: textOf(found.status) ?? 'Unknown',
    ...(reason ? { reason } : {}),
    ...(message ? { message } : {}),
    ...(since ? { since } : {}),
    isDated: changed !== undefined,
    path: `${place.path}[${type}]`,
  };
}

/** Whether an object's status was written for an earlier spec. */
export function isOutdated(
  object: KubernetesObject,
  conditionGeneration?: unknown,
): boolean {
  const observed =
    numberOf(conditionGeneration) ??
    numberOf(fieldsOf(object.status).observedGeneration);
  const { generation } = object.metadata;
  return (
    observed !== undefined && generation !== undefined && observed < generation
  );
}

/** A condition's status, reason and message, each as far as it was given. */
export function conditionEvidence(
  object: KubernetesObject,
  { path, status, reason, message }: ReportedCondition,
): FieldEvidence[] {
  return [
    field(object, `${path}.status`, status),
    ...(reason ? [field(object, `${path}.reason`, reason)] : []),
    ...(message ? [field(object, `${path}.message`, message)] : []),
  ];
}

/** The controller's words for a condition, else its reason. */
export function wordsOf({ reason, message }: ReportedCondition): string {
  return message ?? reason ?? 'no reason given';
}

function statusConditions(object: KubernetesObject): ConditionPlace {
  const { conditions } = fieldsOf(object.status);
  return { conditions, path: 'status.conditions' };
}

function later(one: string | undefined, other: string | undefined) {
  if (!one || !other) return one ?? other;
  return Date.parse(one) < Date.parse(other) ? other : one;
}
