/** Who owns an entity, and the systems that it is part of, as the catalog relates them. */
export interface EntityOwnership {
  entityRef: string;
  /** Owners of the entity. */
  ownerRefs: readonly string[];
  /** Parent groups of these owners, without the owners themselves. */
  parentRefs: readonly string[];
  systemRefs: readonly string[];
}

/** Who owns the entities that objects of clusters belong to. */
export interface EntityOwners {
  /** Takes over what the catalog says of all of them; those that are not given are forgotten. */
  replace(ownerships: readonly EntityOwnership[]): Promise<void>;
  /** Entities that any of the owners owns; a group also owns what its direct child groups own. */
  ownedBy(ownerRefs: readonly string[]): Promise<string[]>;
}
