import { Evidence } from '../../findings/Finding';
import { eventEvidence, field } from '../../findings/evidence';
import { eventTime } from '../../snapshot/events';
import { minutes, olderThan } from '../../snapshot/durations';
import { DetectionContext } from '../Detector';
import { detectorFamily } from '../detectorFamily';
import { PodContainer, containersOf, lastEnd } from '../shared/containers';
import { unquietActivePods } from '../shared/pods';
import {
  probeBudget,
  probeFailure,
  probeField,
  probeKill,
} from '../shared/probes';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

const ROWS = [
  {
    id: 'pod.liveness-killing',
    title: 'Liveness probe has the container killed',
    documentation: {
      speaks:
        'The kubelet kills a container because its liveness probe fails, as its event says, or the container has ended since the probe began to fail.',
    },
    kinds: ['Pod', 'Event'],
    explainedBy: ['pod.startup-probe-failing', 'probe.*'],
  },
  {
    id: 'pod.startup-probe-failing',
    title: 'Container does not pass its startup probe',
    documentation: {
      speaks:
        'A container has not passed its startup probe in the time that this allows (initialDelaySeconds and failureThreshold periods), or was killed for it.',
    },
    explainedBy: ['probe.*'],
  },
] as const;

interface Reading {
  row: (typeof ROWS)[number]['id'];
  message: string;
  since: string | undefined;
  evidence: Evidence[];
}

/** Containers that the kubelet kills, or is about to, because a probe keeps failing. */
export const probeKills = detectorFamily({
  rows: ROWS,
  tier: 'problem',
  kinds: ['Pod'],
  concludesFrom: ['Event'],
  documentation: {
    silent: 'Containers that have been ready for more than half an hour.',
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
    ],
  },
  read: context => groupSightings(probeKillsIn(context)),
});

function* probeKillsIn(context: DetectionContext) {
  for (const pod of unquietActivePods(context)) {
    for (const container of containersOf(pod)) {
      if (hasBeenReadyLong(container, context)) continue;
      const reading =
        startupFailure(container, context) ?? livenessKill(container, context);
      if (!reading) continue;
      const subject = context.graph.topOwner(pod);
      yield {
        detector: reading.row,
        subject,
        key: container.name,
        severity: 'high' as const,
        message: `Container ${container.name} of ${nameOf(subject)} ${reading.message}`,
        evidence: reading.evidence,
        affected: affectedPod(pod, {
          container: container.name,
          since: reading.since,
        }),
      };
    }
  }
}

function hasBeenReadyLong(
  { status }: PodContainer,
  { snapshot }: DetectionContext,
) {
  return (
    status.ready === true &&
    olderThan(snapshot, status.state?.running?.startedAt, minutes(30))
  );
}

function startupFailure(
  container: PodContainer,
  context: DetectionContext,
): Reading | undefined {
  const { pod, spec, specPath, status, statusPath } = container;
  const probe = spec?.startupProbe;
  const kill = probeKill(container, 'Startup', context);
  const { running } = status.state ?? {};
  const budget = probe && probeBudget(probe);
  const overdue =
    budget !== undefined &&
    running !== undefined &&
    status.started === false &&
    olderThan(context.snapshot, running.startedAt, budget);
  if (!overdue && (!kill || status.started === true)) return undefined;

  const failure = probeFailure(container, 'Startup', context);
  const allowed =
    budget === undefined ? '' : ` within the ${budget / 1_000} s it allows`;
  return {
    row: 'pod.startup-probe-failing',
    message: `does not pass its startup probe${allowed}`,
    since: running?.startedAt ?? kill?.firstTimestamp,
    evidence: [
      ...(kill ? [eventEvidence(kill)] : []),
      ...(failure ? [eventEvidence(failure)] : []),
      field(pod, `${statusPath}.started`, status.started),
      ...(probe ? [probeField(pod, `${specPath}.startupProbe`, probe)] : []),
    ],
  };
}

function livenessKill(
  container: PodContainer,
  context: DetectionContext,
): Reading | undefined {
  const { pod, spec, specPath, status, statusPath } = container;
  const kill = probeKill(container, 'Liveness', context);
  const failure = probeFailure(container, 'Liveness', context);
  if (!kill && !(failure && restartedSince(container, failure.firstTimestamp)))
    return undefined;

  const probe = spec?.livenessProbe;
  const event = kill ?? failure;
  return {
    row: 'pod.liveness-killing',
    message: 'is killed and restarted because its liveness probe fails',
    since: event?.firstTimestamp ?? (event && eventTime(event)),
    evidence: [
      ...(kill ? [eventEvidence(kill)] : []),
      ...(failure ? [eventEvidence(failure)] : []),
      field(pod, `${statusPath}.restartCount`, status.restartCount),
      ...(probe ? [probeField(pod, `${specPath}.livenessProbe`, probe)] : []),
    ],
  };
}

/** Whether the container's last run ended after the probe had begun to fail. */
function restartedSince(container: PodContainer, moment: string | undefined) {
  const ended = Date.parse(lastEnd(container)?.end.finishedAt ?? '');
  const failing = Date.parse(moment ?? '');
  return (container.status.restartCount ?? 0) > 0 && ended >= failing;
}
