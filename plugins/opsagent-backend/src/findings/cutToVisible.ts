import { Evidence, Finding, ObjectReference } from '@opsagent/engine';
import { objectKey } from '../entities/objectKey';
import { ObjectEntities } from './FindingStore';

/** Kinds that say nothing of workloads: evidence on them may be seen by whoever suffers. Not so events, whose text may name a pod. */
const INFRASTRUCTURE: readonly string[] = [
  'CSIDriver',
  'IngressClass',
  'Node',
  'PriorityClass',
  'StorageClass',
];

/**
 * A finding about what nobody owns, as it may be told to somebody who sees only some of the entities that suffer from it. When anything is left out the free
 * text goes too, as it may speak of what was left out.
 */
export function cutToVisible(
  finding: Finding,
  entities: ObjectEntities,
  visible: ReadonlySet<string>,
): Finding {
  const isVisible = (object: ObjectReference) =>
    entities[objectKey(object)]?.some(ref => visible.has(ref)) ?? false;
  const affected = finding.affected.filter(isVisible);
  const evidence = finding.evidence.filter(
    each => isVisible(each.object) || isOfInfrastructure(each),
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

function isOfInfrastructure({ type, object }: Evidence) {
  return (
    (type === 'field' || type === 'absence') &&
    !object.namespace &&
    INFRASTRUCTURE.includes(object.kind)
  );
}
