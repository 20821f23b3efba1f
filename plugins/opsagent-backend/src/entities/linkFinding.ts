import {
  Finding,
  ObjectReference,
  TEMPLATED_KINDS,
  kindKey,
} from '@opsagent/engine';
import { LinkedFinding } from '../findings/FindingStore';
import { objectKey } from './objectKey';

/** The part of `EntityLinker` that it takes. */
export interface ObjectLinks {
  entitiesOf(object: ObjectReference): string[];
}

const WORKLOADS: readonly string[] = TEMPLATED_KINDS;

/**
 * Links a finding to the entities of its subject. What nobody owns, such as a registry, a node or a webhook, is linked to the entities that suffer from it, and
 * to those of a workload beside it that the evidence names, such as the one that a Service fails to select. Not all of it is for all of them to see, so it comes
 * with a note of whose each named object is.
 */
export function linkFinding(
  finding: Finding,
  links: ObjectLinks,
): LinkedFinding {
  const owners = links.entitiesOf(finding.subject);
  if (owners.length > 0) return { finding, entityRefs: owners };

  const sufferers = new Set(
    [...finding.affected, ...workloadsBeside(finding)].flatMap(each =>
      links.entitiesOf(each),
    ),
  );
  if (sufferers.size === 0) return { finding, entityRefs: [] };
  const named = [
    ...finding.affected,
    ...finding.evidence.map(each => each.object),
  ];
  return {
    finding,
    entityRefs: [...sufferers].sort(),
    objectEntities: Object.fromEntries(
      named.map(each => [objectKey(each), links.entitiesOf(each)]),
    ),
  };
}

/** Workloads that the evidence names in the namespace of the subject. */
function workloadsBeside({ subject, evidence }: Finding): ObjectReference[] {
  if (!subject.namespace) return [];
  return evidence
    .map(each => each.object)
    .filter(
      each =>
        each.namespace === subject.namespace &&
        WORKLOADS.includes(kindKey(each)),
    );
}
