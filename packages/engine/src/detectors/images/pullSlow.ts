import { eventEvidence, field } from '../../findings/evidence';
import { eventTime } from '../../snapshot/events';
import { hours, olderThan } from '../../snapshot/durations';
import { DetectionContext, Detector } from '../Detector';
import { containersOf, waitingReason } from '../shared/containers';
import { unquietActivePods } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { SLOW_PULL } from './pullFailureClasses';

/** Images that take long to arrive. */
export const pullSlow: Detector = {
  id: 'image.pull-slow',
  title: 'Image pull takes long',
  tier: 'problem',
  kinds: ['Pod', 'Event'],
  documentation: {
    speaks:
      'An image has been on its way for ten minutes, neither pulled nor refused.',
    silent: 'Once the Pulling event has expired, after about an hour.',
    sources: [
      'https://kubernetes.io/docs/concepts/containers/images/#serial-and-parallel-image-pulls',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

const WAITING: readonly string[] = ['ContainerCreating', 'PodInitializing'];

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of unquietActivePods(context)) {
    for (const container of containersOf(pod)) {
      if (!WAITING.includes(waitingReason(container) ?? '')) continue;
      const [newest] = graph.eventsOf(pod, {
        reasons: ['Pulling', 'Pulled', 'Failed', 'BackOff'],
        container: container.name,
        within: hours(1),
      });
      const since = newest && eventTime(newest);
      if (newest?.reason !== 'Pulling') continue;
      if (!olderThan(snapshot, since, SLOW_PULL)) continue;

      const image = container.spec?.image ?? container.status.image;
      const subject = graph.topOwner(pod);
      yield {
        subject,
        key: container.name,
        severity: 'medium' as const,
        message: `Image ${image} of container ${container.name} of ${nameOf(subject)} is still being pulled after ten minutes`,
        evidence: [
          eventEvidence(newest),
          field(pod, `${container.specPath}.image`, image),
        ],
        affected: affectedPod(pod, { container: container.name, since }),
      };
    }
  }
}
