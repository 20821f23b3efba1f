import { eventEvidence, field } from '../../findings/evidence';
import { olderThan, seconds } from '../../snapshot/durations';
import { DetectionContext, Detector } from '../Detector';
import { PodContainer, containersOf } from '../shared/containers';
import { unquietActivePods, podCondition } from '../shared/pods';
import { probeBudget, probeFailure, probeField } from '../shared/probes';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

const LEAST_GRACE = seconds(120);

/** Containers that run and do not become ready. */
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
  documentation: {
    speaks:
      'A container runs but has not passed its readiness probe for at least two minutes, and longer than the probe’s own settings allow.',
    silent:
      'Containers without a readiness probe, which are ready once started, containers whose startup probe is still out, and those started a moment ago: their crash has its own row.',
    sources: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-readiness-probes',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  for (const pod of unquietActivePods(context)) {
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
