import { Evidence } from '../../findings/Finding';
import { eventEvidence } from '../../findings/evidence';
import { eventTime } from '../../snapshot/events';
import { minutes, olderThan, seconds, within } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { detectorFamily } from '../detectorFamily';
import { PodContainer, containersOf } from '../shared/containers';
import { unquietActivePods, notReadySince } from '../shared/pods';
import {
  probeBudget,
  probeFailure,
  probeField,
  probeKill,
} from '../shared/probes';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { FAILURE_ROWS, failureClass } from './failureClass';
import { DeclaredProbe, probesOf } from './probesOf';

type ClusterEvent = KnownKinds['Event'];

const FRESH = minutes(15);
const GRACE = seconds(60);
const ERRORED = /^liveness probe errored/i;
/** How long after its initial delay a container may take to listen before a refused connection is told. */
const WARM_UP = seconds(30);
const WHILE_IT_MATTERS =
  'Told while the container has been running beyond the budget of its probe and still has not passed, or when the kubelet has just killed it for it; a liveness probe whose error the kubelet throws away, so that it never acts, is a risk.';

/** Probes that fail in a way that the kubelet's words tell. */
export const probeFailures = detectorFamily({
  rows: FAILURE_ROWS.map(({ id, title, speaks }) => ({
    id,
    title,
    documentation: { speaks: `${speaks} ${WHILE_IT_MATTERS}` },
    explainedBy: [
      'probe.port-name-unknown',
      'probe.port-number-undeclared',
      'probe.liveness-too-tight',
    ],
  })),
  tier: 'problem',
  kinds: ['Pod', 'Event'],
  documentation: {
    silent:
      'Containers that crash by themselves, events that are older than the present run or than 15 minutes, and containers that are ready again.',
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/prober/prober.go',
    ],
  },
  read: context => groupSightings(sightings(context)),
});

function* sightings(context: DetectionContext) {
  for (const pod of unquietActivePods(context)) {
    const containers = new Map(
      containersOf(pod).map(each => [each.name, each]),
    );
    for (const declared of probesOf(pod)) {
      const { container: spec } = declared.declared;
      const container = containers.get(spec.name);
      const failing = container && failingProbe(container, declared, context);
      if (!failing) continue;
      const text = failing.event.message ?? '';
      const failure = failureClass(text, declared);
      const row = FAILURE_ROWS.find(({ id }) => id === failure?.row);
      if (!failure || !row) continue;
      const subject = context.graph.topOwner(pod);
      yield {
        detector: row.id,
        subject,
        key: `${spec.name}/${declared.kind.toLowerCase()}`,
        severity: failing.isProblem ? row.severity : ('medium' as const),
        tier: failing.isProblem ? ('problem' as const) : ('risk' as const),
        message: `${declared.kind} probe of container ${spec.name} of ${nameOf(subject)} ${failure.words}`,
        evidence: [
          probeField(pod, declared.path, declared.probe),
          ...failing.evidence,
        ],
        affected: affectedPod(pod, {
          container: spec.name,
          since: failing.since,
        }),
      };
    }
  }
}

interface FailingProbe {
  event: ClusterEvent;
  isProblem: boolean;
  evidence: Evidence[];
  since: string | undefined;
}

function failingProbe(
  container: PodContainer,
  { kind, probe }: DeclaredProbe,
  context: DetectionContext,
): FailingProbe | undefined {
  const { snapshot } = context;
  const { status, pod } = container;
  const event = probeFailure(container, kind, context);
  if (!event || !within(snapshot, eventTime(event), FRESH)) return undefined;

  const kill =
    kind === 'Readiness' ? undefined : probeKill(container, kind, context);
  if (kill && within(snapshot, eventTime(kill), FRESH)) {
    // Passed since: it has been ready longer than the probe would need to fail again.
    const hasRecovered =
      status.ready === true &&
      olderThan(
        snapshot,
        status.state?.running?.startedAt,
        probeBudget(probe) + GRACE,
      );
    return hasRecovered
      ? undefined
      : {
          event,
          isProblem: true,
          evidence: [eventEvidence(event), eventEvidence(kill)],
          since: kill.firstTimestamp ?? eventTime(kill),
        };
  }
  const isPending =
    (kind === 'Readiness' &&
      status.ready === false &&
      status.started !== false) ||
    (kind === 'Startup' && status.started === false);
  const startedAt = status.state?.running?.startedAt;
  if (!startedAt) return undefined;
  if (Date.parse(eventTime(event) ?? '') < Date.parse(startedAt))
    return undefined;
  const evidence = [eventEvidence(event)];
  // An error, other than a failure, is thrown away: this liveness probe will never act.
  if (kind === 'Liveness' && ERRORED.test(event.message ?? ''))
    return { event, isProblem: false, evidence, since: startedAt };
  if (!isPending) return undefined;
  const allowance = Math.max(
    probeBudget(probe),
    seconds(probe.initialDelaySeconds ?? 0) + WARM_UP,
    GRACE,
  );
  const since = kind === 'Readiness' ? notReadySince(pod) : startedAt;
  if (!olderThan(snapshot, startedAt, allowance)) return undefined;
  if (!olderThan(snapshot, since, GRACE)) return undefined;
  return { event, isProblem: true, evidence, since };
}
