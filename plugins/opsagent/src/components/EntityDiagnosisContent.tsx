import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Diagnosis } from './Diagnosis';

/** The Diagnosis tab of the entity in whose page it stands. */
export function EntityDiagnosisContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  return <Diagnosis key={entityRef} entity={entity} entityRef={entityRef} />;
}
