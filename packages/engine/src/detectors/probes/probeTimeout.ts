import { eventEvidence } from '../../findings/evidence';
import { eventCount, eventTime } from '../../snapshot/events';
import { conditionOf } from '../../snapshot/conditions';
import { hours, minutes, within } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { PodContainer, containersOf } from '../shared/containers';
import { unquietActivePods } from '../shared/pods';
import { probeFailure, probeField } from '../shared/probes';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { probesOf } from './probesOf';

const MANY = 3;
const FRESH = minutes(15);
const TIMEOUT =
  /deadline exceeded|Client\.Timeout|i\/o timeout|(?:command|probe)\b.* timed out/i;

/** A probe that is not answered in time. */
export const probeTimeout: Detector = {
  id: 'probe.timeout',
  title: 'Probe is not answered in time',
  tier: 'problem',
  kinds: ['Pod', 'Event'],
  explainedBy: ['probe.port-name-unknown', 'probe.port-number-undeclared'],
  documentation: {
    speaks:
      'A probe was not answered within its timeout three times or more within an hour, and within the last 15 minutes.',
    silent:
      'While the node itself does not report, containers that were restarted since and are ready, and gRPC probes, whose health service has a row of its own.',
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  for (const pod of unquietActivePods(context)) {
    if (!isNodeReady(pod, context)) continue;
    const containers = containersOf(pod);
    for (const { declared, kind, probe, path } of probesOf(pod)) {
      const { name } = declared.container;
      const container = containers.find(each => each.name === name);
      const event = container && probeFailure(container, kind, context);
      if (!event || !TIMEOUT.test(event.message ?? '')) continue;
      if ('grpc' in probe) continue;
      if (!within(context.snapshot, eventTime(event), FRESH)) continue;
      if (countWithinHour(event) < MANY) continue;
      if (hasRecovered(container, event)) continue;
      const subject = context.graph.topOwner(pod);
      yield {
        subject,
        key: `${name}/${kind.toLowerCase()}`,
        severity: 'medium' as const,
        message: `${kind} probe of container ${name} of ${nameOf(subject)} is not answered within ${probe.timeoutSeconds ?? 1} s`,
        evidence: [probeField(pod, path, probe), eventEvidence(event)],
        affected: affectedPod(pod, {
          container: name,
          since: event.firstTimestamp,
        }),
      };
    }
  }
}

/** An event counts since it was first seen; of a longer time, the hour's share. */
function countWithinHour(event: KnownKinds['Event']) {
  const span =
    Date.parse(eventTime(event) ?? '') - Date.parse(event.firstTimestamp ?? '');
  const count = eventCount(event);
  return span > hours(1) ? (count * hours(1)) / span : count;
}

/** Whether a container was started after the event and is ready. */
function hasRecovered({ status }: PodContainer, event: KnownKinds['Event']) {
  const startedAt = Date.parse(status.state?.running?.startedAt ?? '');
  return status.ready && Date.parse(eventTime(event) ?? '') < startedAt;
}

function isNodeReady(pod: KnownKinds['Pod'], { snapshot }: DetectionContext) {
  const node = snapshot.get('Node', undefined, pod.spec?.nodeName);
  return !node || conditionOf(node, 'Ready')?.status === 'True';
}
