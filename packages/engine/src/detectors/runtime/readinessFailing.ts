import { eventEvidence, field } from '../../findings/evidence';
import { olderThan, seconds } from '../../snapshot/durations';
import { DetectionContext, Detector } from '../Detector';
import { PodContainer, containersOf } from '../shared/containers';
import { activePods, podCondition } from '../shared/pods';
import { probeBudget, probeFailure, probeField } from '../shared/probes';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

const LEAST_GRACE = seconds(120);

/**
 * A container that runs but does not pass its readiness probe, longer than the probe's own budget and at least two minutes.
 *
 * Silent without a readiness probe (such a container is ready once started), while a startup probe is still out, and for a container that has only just been started
 * again: its crash has its own row.
 */
export const readinessFailing: Detector = {
  id: 'pod.readiness-failing',
  title: 'Container does not become ready',
  tier: 'problem',
  kinds: ['Pod'],
  explainedBy: [
    'probe.*',
    'pod.startup-probe-failing',
    'pod.liveness-killing',
    'pod.crash-loop',
    'pod.oom-killed',
    'pod.native-sidecar-failing',
  ],
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  for (const pod of activePods(context)) {
    const condition = podCondition(pod, 'ContainersReady');
    if (pod.status?.phase !== 'Running' || condition?.status !== 'False')
      continue;
    for (const container of containersOf(pod)) {
      const probe = container.spec?.readinessProbe;
      if (!probe || !isUnreadyFor(container, probeBudget(probe), context))
        continue;
      const since = condition.lastTransitionTime;
      const grace = Math.max(probeBudget(probe), LEAST_GRACE);
      if (!olderThan(context.snapshot, since, grace)) continue;

      const { name, specPath, statusPath } = container;
      const failure = probeFailure(container, 'Readiness', context);
      const subject = context.graph.topOwner(pod);
      yield {
        subject,
        key: name,
        severity: 'medium' as const,
        message: `Container ${name} of ${nameOf(subject)} runs but does not pass its readiness probe${said(failure?.message)}`,
        evidence: [
          field(pod, `${statusPath}.ready`, false),
          field(pod, `${condition.path}.lastTransitionTime`, since),
          probeField(pod, `${specPath}.readinessProbe`, probe),
          ...(failure ? [eventEvidence(failure)] : []),
        ],
        affected: affectedPod(pod, { container: name, since }),
      };
    }
  }
}

function isUnreadyFor(
  { role, status }: PodContainer,
  budget: number,
  { snapshot }: DetectionContext,
) {
  const { running } = status.state ?? {};
  return (
    role !== 'init' &&
    running !== undefined &&
    status.ready === false &&
    status.started !== false &&
    (running.startedAt === undefined ||
      olderThan(snapshot, running.startedAt, budget))
  );
}

/** The status code or the network error, which is what tells two failures of a probe apart. */
function said(message: string | undefined) {
  const code = /statuscode: (\d{3})/i.exec(message ?? '')?.[1];
  if (code) return `: it answers ${code}`;
  const network =
    /connection refused|no route to host|i\/o timeout|deadline exceeded|no such host/i.exec(
      message ?? '',
    )?.[0];
  return network ? `: ${network.toLowerCase()}` : '';
}
