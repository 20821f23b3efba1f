import { field } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { DetectionContext, Detector } from '../Detector';
import { unquietActivePods, podCondition } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

const GRACE = minutes(5);

/** Pods that wait for somebody else’s word. */
export const readinessGatePending: Detector = {
  id: 'pod.readiness-gate-pending',
  title: 'Pod waits for a readiness gate',
  tier: 'problem',
  kinds: ['Pod'],
  documentation: {
    speaks:
      'The containers of a pod have been ready for five minutes, but the pod is not, because the condition of a readiness gate is not True. Usually the controller of a load balancer is to set it.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of unquietActivePods(context)) {
    const containers = podCondition(pod, 'ContainersReady');
    const ready = podCondition(pod, 'Ready');
    const since = containers?.lastTransitionTime;
    if (containers?.status !== 'True' || ready?.status !== 'False') continue;
    if (!olderThan(snapshot, since, GRACE)) continue;

    for (const { conditionType } of pod.spec?.readinessGates ?? []) {
      const gate = podCondition(pod, conditionType);
      if (gate?.status === 'True') continue;
      const subject = graph.topOwner(pod);
      yield {
        subject,
        key: conditionType,
        severity: 'medium' as const,
        message: `Pods of ${nameOf(subject)} are not ready because readiness gate ${conditionType} is ${gate ? gate.status : 'not set by any controller'}`,
        evidence: [
          field(pod, gate?.path ?? 'status.conditions', gate?.status),
          field(pod, `${ready.path}.status`, ready.status),
        ],
        affected: affectedPod(pod, { since }),
      };
    }
  }
}
