export interface KnownOwners {
  /** Owners by entity. */
  byEntity: ReadonlyMap<string, readonly string[]>;
  /** The owner of what belongs to no entity. */
  platformOwner?: string;
}

/**
 * The owners of something as one reader may see them, sorted: those of the entities that the reader sees, or the platform's when it belongs to no entity at all and such things
 * are for the reader.
 *
 * @param entityRefs - all that it belongs to, visible or not
 */
export function ownersFor(
  entityRefs: readonly string[],
  reader: { visible: ReadonlySet<string>; unmapped: boolean },
  { byEntity, platformOwner }: KnownOwners,
): string[] {
  if (entityRefs.length === 0)
    return reader.unmapped && platformOwner ? [platformOwner] : [];
  const owners = entityRefs
    .filter(ref => reader.visible.has(ref))
    .flatMap(ref => byEntity.get(ref) ?? []);
  return [...new Set(owners)].sort();
}
