import { olderThan, seconds } from '../../snapshot/durations';
import { DetectionContext, Detector } from '../Detector';
import { unquietActivePods, notReadySince } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { kubeletWordsOn } from './kubeletSays';

const PREPARE =
  /failed to prepare subPath for volumeMount "([^"]{1,253})" of container "([^"]{1,253})"/i;
const NOT_A_DIRECTORY = /subpath.{0,1000}not a directory/i;

/** Parts of volumes that cannot be mounted. */
export const subpathFailed: Detector = {
  id: 'config.subpath-failed',
  title: 'subPath of a volume cannot be mounted',
  tier: 'problem',
  kinds: ['Pod'],
  concludesFrom: ['Event'],
  documentation: {
    speaks:
      'For more than a minute the kubelet has said that it cannot prepare the subPath of a mount: the part is missing, of the wrong kind, or leads out of the volume.',
    sources: [
      'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of unquietActivePods(context)) {
    const since = notReadySince(pod);
    if (!olderThan(snapshot, since, seconds(60))) continue;
    for (const { text, evidence } of kubeletWordsOn(pod, context)) {
      const [, mount, container] = PREPARE.exec(text) ?? [];
      if (!mount && !NOT_A_DIRECTORY.test(text)) continue;
      const subject = graph.topOwner(pod);
      yield {
        subject,
        key: mount,
        severity: 'medium' as const,
        message: mount
          ? `Container ${container} of ${nameOf(subject)} cannot start: the subPath of its mount ${mount} cannot be prepared`
          : `Pods of ${nameOf(subject)} cannot start: a subPath is not a directory`,
        evidence: [evidence],
        affected: affectedPod(pod, { container, since }),
      };
      break;
    }
  }
}
