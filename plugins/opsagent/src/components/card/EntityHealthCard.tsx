import { stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useText } from '../../hooks/useText';
import { diagnosisTabRouteRef } from '../../routes';
import { FocusRings } from '../FocusRings';
import { EntityHealthStatement } from './EntityHealthStatement';

/** Whether the workloads of the entity in whose page it stands are broken, in a few lines. */
export function EntityHealthCard() {
  const t = useText();
  const { entity } = useEntity();
  const diagnosisPath = useRouteRef(diagnosisTabRouteRef);
  const entityRef = stringifyEntityRef(entity);
  return (
    <InfoCard
      title={t('card.title')}
      deepLink={
        diagnosisPath && { title: t('card.more'), link: diagnosisPath() }
      }
    >
      <FocusRings>
        <EntityHealthStatement key={entityRef} entityRef={entityRef} />
      </FocusRings>
    </InfoCard>
  );
}
