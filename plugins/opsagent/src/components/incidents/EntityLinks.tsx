import { EntityRefLinks } from '@backstage/plugin-catalog-react';

export interface EntityLinksProps {
  entityRefs: readonly string[];
  /** The kind that most of them have, and that is therefore not said. */
  defaultKind?: 'component' | 'group';
}

/** Entities by name, each leading to its page. */
export function EntityLinks({
  entityRefs,
  defaultKind = 'component',
}: EntityLinksProps) {
  return (
    <EntityRefLinks
      entityRefs={[...entityRefs]}
      defaultKind={defaultKind}
      hideIcons
    />
  );
}
