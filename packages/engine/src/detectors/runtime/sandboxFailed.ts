import { eventEvidence, field, shorten } from '../../findings/evidence';
import { olderThan, seconds } from '../../snapshot/durations';
import { eventTime } from '../../snapshot/events';
import { DetectionContext, Detector } from '../Detector';
import { containersOf, waitingReason } from '../shared/containers';
import { OOM_AT_START } from '../shared/oom';
import { unquietActivePods, notReadySince, podCondition } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

const GRACE = seconds(60);

/** What keeps a pod's sandbox from being made; first match wins. Network plugins word the second and third class freely. */
const CAUSES: readonly (readonly [key: string, words: string, RegExp])[] = [
  ['memory', 'its memory limit is too low even for that', OOM_AT_START],
  [
    'runtime-handler',
    'the node has no such runtime class handler',
    /no runtime for "|runtime handler .* not found|unknown runtime handler/i,
  ],
  [
    'pause-image',
    'the sandbox image cannot be pulled',
    /failed to (?:get|pull) sandbox image|pulling? pause image/i,
  ],
  [
    'no-free-ip',
    'there is no free pod address',
    /no (?:more )?(?:available |free )?(?:ip|ips|ip addresses|addresses)\b|range is full|failed to (?:allocate|assign) an? (?:ip|address)|no IP addresses available/i,
  ],
  [
    'network',
    'the network plugin fails',
    /\bcni\b|network plugin|failed to (?:set ?up|setup) network|plugin type=/i,
  ],
];

/** Pods whose sandbox cannot be made. */
export const sandboxFailed: Detector = {
  id: 'pod.sandbox-failed',
  title: 'Pod sandbox cannot be created',
  tier: 'problem',
  kinds: ['Pod', 'Event'],
  explainedBy: ['pod.oom-at-start', 'create.runtime-class-missing'],
  documentation: {
    speaks:
      'For more than a minute the runtime has failed to make the sandbox that a pod’s containers live in, as a FailedCreatePodSandBox event says. Tells a lack of pod addresses, a failing network plugin, a missing runtime handler, a missing sandbox image and a memory limit too low apart.',
    silent: 'Events from before the present sandbox was lost.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-has-network',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of unquietActivePods(context)) {
    const sandbox = podCondition(pod, 'PodReadyToStartContainers');
    const containers = containersOf(pod);
    const none =
      sandbox?.status === 'False' ||
      (sandbox === undefined &&
        containers.length > 0 &&
        containers.every(each =>
          ['ContainerCreating', 'PodInitializing'].includes(
            waitingReason(each) ?? '',
          ),
        ));
    const since = notReadySince(pod);
    if (!none || !olderThan(snapshot, since, GRACE)) continue;
    const [event] = graph.eventsOf(pod, {
      reasons: ['FailedCreatePodSandBox'],
    });
    if (!event || isHistory(eventTime(event), sandbox?.lastTransitionTime))
      continue;

    const text = event.message ?? '';
    const [key, words] = CAUSES.find(([, , pattern]) => pattern.test(text)) ?? [
      'other',
      shorten(text),
    ];
    const subject = graph.topOwner(pod);
    yield {
      subject,
      key,
      severity: 'high' as const,
      message: `No sandbox can be created for pods of ${nameOf(subject)} on node ${pod.spec?.nodeName ?? 'unknown'}: ${words}`,
      evidence: [
        eventEvidence(event),
        ...(sandbox
          ? [field(pod, `${sandbox.path}.status`, sandbox.status)]
          : []),
      ],
      affected: affectedPod(pod, { since }),
    };
  }
}

/** An event from before the present sandbox was lost explains nothing. */
function isHistory(event: string | undefined, moment: string | undefined) {
  return Date.parse(event ?? '') < Date.parse(moment ?? '');
}
