import {
  Finding,
  ObjectReference,
  TEMPLATED_KINDS,
  kindKey,
} from '@opsagent/engine';
import { LinkedFinding, ObjectEntities } from '../findings/FindingStore';
import { objectKey } from './objectKey';

/** The part of `EntityLinker` that it takes. */
export interface ObjectLinks {
  entitiesOf(object: ObjectReference): string[];
}

const WORKLOADS: readonly string[] = TEMPLATED_KINDS;

/**
 * Links a finding to the entities of its subject, and notes which of the objects that it names are of others. What nobody owns, such as a registry, a node or a webhook, is linked to the entities that suffer from it, and
 * to those of a workload beside it that the evidence names, such as the one that a Service fails to select. Not all of it is for all of them to see, so it comes
 * with a note of whose each named object is.
 */
export function linkFinding(
  finding: Finding,
  links: ObjectLinks,
): LinkedFinding {
  const owners = links.entitiesOf(finding.subject);
  if (owners.length > 0)
    return {
      finding,
      entityRefs: owners,
      otherEntities: othersOf(finding, owners, links),
    };

  const sufferers = new Set(
    [...finding.affected, ...workloadsBeside(finding)].flatMap(each =>
      links.entitiesOf(each),
    ),
  );
  if (sufferers.size === 0)
    return { finding, entityRefs: [], otherEntities: {} };
  return {
    finding,
    entityRefs: [...sufferers].sort(),
    objectEntities: Object.fromEntries(
      namedIn(finding).map(each => [objectKey(each), links.entitiesOf(each)]),
    ),
  };
}

function namedIn({ affected, evidence }: Finding): ObjectReference[] {
  return [...affected, ...evidence.map(each => each.object)];
}

/** Those of the objects that a finding names which belong to some entity, but not to all that own the subject. */
function othersOf(
  finding: Finding,
  owners: readonly string[],
  links: ObjectLinks,
): ObjectEntities {
  const others = namedIn(finding)
    .map(each => [objectKey(each), links.entitiesOf(each)] as const)
    .filter(
      ([, refs]) =>
        refs.length > 0 && !owners.every(owner => refs.includes(owner)),
    );
  return Object.fromEntries(others);
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
