import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { FocusRings } from '../FocusRings';
import { EntityAsk } from './EntityAsk';

/** The Ask tab of the entity in whose page it stands. */
export function EntityAskContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  return (
    <FocusRings>
      <EntityAsk key={entityRef} entityRef={entityRef} />
    </FocusRings>
  );
}
