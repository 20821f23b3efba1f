import { EntityRefLinks } from '@backstage/plugin-catalog-react';

export interface EntityLinksProps {
  entityRefs: readonly string[];
}

/** Entities by name, each leading to its page. */
export function EntityLinks({ entityRefs }: EntityLinksProps) {
  return (
    <EntityRefLinks
      entityRefs={[...entityRefs]}
      defaultKind="component"
      hideIcons
    />
  );
}
