import { olderThan, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { isFirstRollout } from './isFirstRollout';
import { notReadySince } from './pods';
import { probeBudget } from './probes';

const LEAST_GRACE = seconds(120);

/**
 * Whether it is too early to miss a pod that is not ready: for two minutes, for what its probes allow, and during its Deployment's first rollout,
 * which nobody can rule out where Deployments are unread.
 */
export function mayYetBecomeReady(
  pod: KnownKinds['Pod'],
  { snapshot, graph }: DetectionContext,
): boolean {
  const { kind, namespace, name } = graph.topOwner(pod);
  const deployment =
    kind === 'Deployment'
      ? snapshot.lookup('Deployment', namespace, name)
      : undefined;
  if (deployment?.state === 'unknown') return true;
  return (
    (deployment?.state === 'present' && isFirstRollout(deployment.object)) ||
    !olderThan(snapshot, notReadySince(pod), timeToStart(pod))
  );
}

/** How long, in milliseconds, a pod's probes give it to become ready. */
function timeToStart(pod: KnownKinds['Pod']) {
  const budgets = (pod.spec?.containers ?? []).map(
    ({ startupProbe, readinessProbe }) =>
      (startupProbe ? probeBudget(startupProbe) : 0) +
      (readinessProbe ? probeBudget(readinessProbe) : 0),
  );
  return Math.max(LEAST_GRACE, ...budgets);
}
