import {
  Entity,
  RELATION_CHILD_OF,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { EntityOwnership } from './EntityOwners';

/** Parent groups by group, both as entity refs. */
export type GroupParents = ReadonlyMap<string, readonly string[]>;

export function groupParentsOf(groups: Iterable<Entity>): GroupParents {
  return new Map(
    [...groups].map(group => [
      stringifyEntityRef(group),
      relatedTo(group, RELATION_CHILD_OF),
    ]),
  );
}

/** What the relations of an entity say of its owners and systems. */
export function ownershipOf(
  entity: Entity,
  parents: GroupParents,
): EntityOwnership {
  const ownerRefs = relatedTo(entity, RELATION_OWNED_BY);
  return {
    entityRef: stringifyEntityRef(entity),
    ownerRefs,
    parentRefs: parentsOf(ownerRefs, parents),
    systemRefs: relatedTo(entity, RELATION_PART_OF).filter(
      ref => parseEntityRef(ref).kind === 'system',
    ),
  };
}

/**
 * The owner of what belongs to no entity, as its own owner: so that a filter by the owner, or by its parent group, finds it in the same table.
 */
export function ownershipOfPlatform(
  platformOwner: string,
  parents: GroupParents,
): EntityOwnership {
  return {
    entityRef: platformOwner,
    ownerRefs: [platformOwner],
    parentRefs: parentsOf([platformOwner], parents),
    systemRefs: [],
  };
}

function parentsOf(ownerRefs: readonly string[], parents: GroupParents) {
  const found = new Set(ownerRefs.flatMap(ref => parents.get(ref) ?? []));
  return [...found].filter(ref => !ownerRefs.includes(ref));
}

function relatedTo(entity: Entity, type: string): string[] {
  const refs = (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef);
  return [...new Set(refs)];
}
