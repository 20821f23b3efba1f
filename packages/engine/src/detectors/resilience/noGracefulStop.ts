import { field } from '../../findings/evidence';
import { servingWorkloads } from '../shared/servingWorkloads';
import { workloadDetector } from '../shared/workloadDetector';

/** Seconds in which no request that is under way comes to its end. */
const TOO_SHORT = 1;

/** Pods that are killed as soon as they are asked to stop. */
export const noGracefulStop = workloadDetector({
  id: 'resources.no-graceful-stop',
  title: 'Pods get no time to stop',
  kinds: ['Service'],
  documentation: {
    speaks:
      'A Service routes to pods whose `terminationGracePeriodSeconds` is 0 or 1: each rollout and each drain cuts off the requests that are under way.',
    silent: 'Jobs and single pods, and pods that no Service selects.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
    ],
  },
  among: servingWorkloads,
  check({ pod, source, path }) {
    const grace = pod.spec?.terminationGracePeriodSeconds;
    if (grace === undefined || grace > TOO_SHORT) return undefined;
    return {
      severity: 'medium',
      message: `The pods are killed ${grace} s after they are asked to stop`,
      evidence: [field(source, `${path}.terminationGracePeriodSeconds`, grace)],
    };
  },
});
