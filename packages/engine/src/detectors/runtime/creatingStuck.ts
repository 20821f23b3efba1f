import { eventEvidence, field } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { DetectionContext, Detector } from '../Detector';
import { containersOf, waitingReason } from '../shared/containers';
import { activePods, notReadySince, podCondition } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

const GRACE = minutes(5);

/**
 * A pod that has had a node for five minutes and whose containers are still being created, while nothing else here says why. An image on its way has its own row, and
 * so has an init container that runs or fails.
 */
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
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of activePods(context)) {
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
