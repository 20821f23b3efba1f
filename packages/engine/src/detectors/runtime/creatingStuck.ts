import { eventEvidence, field } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { DetectionContext, Detector } from '../Detector';
import { containersOf, waitingReason } from '../shared/containers';
import { unquietActivePods, notReadySince, podCondition } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

const GRACE = minutes(5);

/** Pods whose containers are not created. Whatever says why stands above it. */
export const creatingStuck: Detector = {
  id: 'pod.creating-stuck',
  title: 'Containers are not created',
  tier: 'problem',
  kinds: ['Pod'],
  explainedBy: [
    'image.*',
    'config.*',
    'storage.*',
    'pod.sandbox-failed',
    'pod.oom-at-start',
    'pod.init-failing',
    'pod.init-stuck',
    'pod.native-sidecar-failing',
    'node.*',
  ],
  documentation: {
    speaks:
      'A pod has had a node for five minutes and its containers are still being created, and nothing else says why.',
    silent:
      'While an image is being pulled, or an init container runs or fails.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-state-waiting',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of unquietActivePods(context)) {
    const scheduled = podCondition(pod, 'PodScheduled');
    const since = scheduled?.lastTransitionTime ?? notReadySince(pod);
    if (scheduled?.status !== 'True' || !olderThan(snapshot, since, GRACE))
      continue;
    const containers = containersOf(pod);
    const creating = containers.find(
      each =>
        waitingReason(each) === 'ContainerCreating' ||
        (waitingReason(each) === 'PodInitializing' && each.role !== 'main'),
    );
    const isBusy = containers.some(
      ({ role, status }) => role !== 'main' && status.state?.running,
    );
    const pulling = graph.eventsOf(pod, {
      reasons: ['Pulling'],
      within: minutes(10),
    });
    if (!creating || isBusy || pulling.length > 0) continue;

    const [event] = graph.eventsOf(pod, { within: minutes(15) });
    const subject = graph.topOwner(pod);
    yield {
      subject,
      severity: 'medium' as const,
      message: `Containers of pods of ${nameOf(subject)} have been waiting to be created for more than five minutes`,
      evidence: [
        field(
          pod,
          `${creating.statusPath}.state.waiting.reason`,
          waitingReason(creating),
        ),
        field(pod, `${scheduled.path}.lastTransitionTime`, since),
        ...(event ? [eventEvidence(event)] : []),
      ],
      affected: affectedPod(pod, { since }),
    };
  }
}
