import { Entity } from '@backstage/catalog-model';
import { useEntityHealth } from '../hooks/useEntityHealth';
import { isForbidden } from '../format/failures';
import { DiagnosisReport } from './DiagnosisReport';
import { FocusRings } from './FocusRings';
import { FailedState } from './states/FailedState';
import { ForbiddenState } from './states/ForbiddenState';
import { LoadingState } from './states/LoadingState';

export interface DiagnosisProps {
  entity: Entity;
  entityRef: string;
}

/** Whether an entity's workloads are broken, why we believe it, and what the answer rests on. */
export function Diagnosis(props: DiagnosisProps) {
  return (
    <FocusRings>
      <DiagnosisState {...props} />
    </FocusRings>
  );
}

function DiagnosisState({ entity, entityRef }: DiagnosisProps) {
  const { health, error, refresh } = useEntityHealth(entityRef);
  if (error && isForbidden(error)) return <ForbiddenState />;
  if (health) {
    return (
      <DiagnosisReport
        entity={entity}
        health={health}
        error={error}
        refresh={refresh}
      />
    );
  }
  if (error) return <FailedState error={error} onRetry={refresh} />;
  return <LoadingState />;
}
