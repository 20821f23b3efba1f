import { field } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { DetectionContext, Detector } from '../Detector';
import { containersOf } from '../shared/containers';
import { unquietActivePods, podCondition } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

const GRACE = minutes(10);

/** Init containers that do not end. */
export const initStuck: Detector = {
  id: 'pod.init-stuck',
  title: 'Init container does not end',
  tier: 'problem',
  kinds: ['Pod'],
  explainedBy: ['pod.init-failing'],
  documentation: {
    speaks:
      'An init container has been running for ten minutes, and the pod waits for it to end: usually it waits for something itself.',
    silent: 'Native sidecars, which are to go on.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of unquietActivePods(context)) {
    const initialized = podCondition(pod, 'Initialized');
    if (initialized?.status !== 'False') continue;
    for (const { name, role, status, statusPath } of containersOf(pod)) {
      const startedAt = status.state?.running?.startedAt;
      if (role !== 'init' || !olderThan(snapshot, startedAt, GRACE)) continue;
      const subject = graph.topOwner(pod);
      yield {
        subject,
        key: name,
        severity: 'medium' as const,
        message: `Init container ${name} of ${nameOf(subject)} has been running since ${startedAt} and keeps the pod from starting`,
        evidence: [
          field(pod, `${statusPath}.state.running.startedAt`, startedAt),
          field(pod, `${initialized.path}.status`, initialized.status),
        ],
        affected: affectedPod(pod, { container: name, since: startedAt }),
      };
    }
  }
}
