import { Evidence, Finding, ObjectReference, kindKey } from '@opsagent/engine';
import { objectKey } from '../entities/objectKey';

/** Kinds that say nothing of workloads: evidence on them may be seen by whoever suffers. Not so events, whose text may name a pod. */
const INFRASTRUCTURE: readonly string[] = [
  'CSIDriver',
  'IngressClass',
  'Node',
  'PriorityClass',
  'StorageClass',
];

/** Kinds whose fields name objects of no entity when they belong to none themselves: what a Service selects would make it belong. */
const HELPERS: readonly string[] = ['Service'];

/**
 * A finding about what nobody owns, as it may be told to somebody who sees only some of the entities that suffer from it. When anything is left out the free
 * text goes too, as it may speak of what was left out.
 */
export function cutToVisible(
  finding: Finding,
  isVisible: (object: ObjectReference) => boolean,
): Finding {
  const affected = finding.affected.filter(isVisible);
  const evidence = finding.evidence.filter(
    each =>
      isVisible(each.object) ||
      isOfInfrastructure(each) ||
      isOfHelper(each, finding.subject),
  );
  if (
    affected.length === finding.affected.length &&
    evidence.length === finding.evidence.length
  ) {
    return finding;
  }
  const { key: _, ...rest } = finding;
  return {
    ...rest,
    message: `${finding.title}; what concerns others is left out`,
    affected,
    evidence,
    symptoms: [],
  };
}

/** Whether evidence says nothing of workloads, so that whoever suffers may see it. */
export function isOfInfrastructure(
  evidence: Pick<Evidence, 'type' | 'object'>,
): boolean {
  const { object } = evidence;
  return (
    isOfObjectItself(evidence) &&
    !object.namespace &&
    INFRASTRUCTURE.includes(object.kind)
  );
}

/** Whether evidence is on a subject of a kind whose fields whoever is told the subject may see. */
export function isOfHelper(
  evidence: Pick<Evidence, 'type' | 'object'>,
  subject: ObjectReference,
) {
  return (
    isOfObjectItself(evidence) &&
    HELPERS.includes(kindKey(subject)) &&
    objectKey(evidence.object) === objectKey(subject)
  );
}

function isOfObjectItself({ type }: Pick<Evidence, 'type'>) {
  return type === 'field' || type === 'absence';
}
