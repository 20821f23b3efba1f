import { Finding, ObjectReference } from '@opsagent/engine';
import { LinkedFinding } from '../findings/FindingStore';
import { objectKey } from './objectKey';

/** The part of `EntityLinker` that it takes. */
export interface ObjectLinks {
  entitiesOf(object: ObjectReference): string[];
}

/**
 * Links a finding to the entities of its subject. What nobody owns, such as a registry, a node or a webhook, is linked to the entities that suffer from it, with
 * a note of whose each named object is: not all of it is for all of them to see.
 */
export function linkFinding(
  finding: Finding,
  links: ObjectLinks,
): LinkedFinding {
  const owners = links.entitiesOf(finding.subject);
  if (owners.length > 0) return { finding, entityRefs: owners };

  const sufferers = new Set(
    finding.affected.flatMap(each => links.entitiesOf(each)),
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
