import { conditionOf } from '../../snapshot/conditions';
import { KnownKinds } from '../../snapshot/objects';

/**
 * Whether a Deployment's first rollout is under way and within its deadline. The controller counts revisions in an annotation; it keeps Progressing at True while it
 * still has hope.
 */
export function isFirstRollout(deployment: KnownKinds['Deployment']): boolean {
  const progressing = conditionOf(deployment, 'Progressing');
  return (
    deployment.metadata.annotations?.['deployment.kubernetes.io/revision'] ===
      '1' &&
    progressing?.status === 'True' &&
    progressing.reason !== 'NewReplicaSetAvailable'
  );
}
