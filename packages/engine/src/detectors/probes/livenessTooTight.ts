import type { Container, ContainerStatus } from 'kubernetes-types/core/v1';
import { append } from '../../append';
import { Evidence } from '../../findings/Finding';
import { eventEvidence } from '../../findings/evidence';
import { oncePerObject } from '../../oncePerObject';
import { seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { containersOf, declaredContainers } from '../shared/containers';
import { activeAlikePods } from '../shared/pods';
import { probeBudget, probeField, probeKill } from '../shared/probes';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

const LEAST_BUDGET = seconds(10);
const NONE: readonly never[] = [];

type Pod = KnownKinds['Pod'];

/** Milliseconds from the start of each container to the readiness of its pod, by name, as far as pods tell: those that are ready and were never restarted. */
const startsOf = oncePerObject(
  (pods: readonly Pod[]): ReadonlyMap<string, number[]> => {
    const starts = new Map<string, number[]>();
    for (const { status } of pods) {
      const ready = readySince(status);
      if (!ready) continue;
      addStarts(starts, status?.initContainerStatuses, ready);
      addStarts(starts, status?.containerStatuses, ready);
    }
    return starts;
  },
);

function addStarts(
  starts: Map<string, number[]>,
  statuses: readonly ContainerStatus[] | undefined,
  ready: string,
) {
  for (const status of statuses ?? NONE) {
    const start = startOf(status, ready);
    if (start && statusOf(statuses, status.name) === status)
      append(starts, status.name, start);
  }
}

/** Whether a container of a pod is known to have been up within a budget. */
function hasStartedWithin(budget: number, { status }: Pod, name: string) {
  const ready = readySince(status);
  if (!ready) return false;
  const isWithin = (statuses: readonly ContainerStatus[] | undefined) => {
    const container = statusOf(statuses, name);
    const start = container && startOf(container, ready);
    return start !== undefined && start <= budget;
  };
  return (
    isWithin(status?.containerStatuses) ||
    isWithin(status?.initContainerStatuses)
  );
}

function statusOf(
  statuses: readonly ContainerStatus[] | undefined,
  name: string,
) {
  return statuses?.find(each => each.name === name);
}

/** When the containers of a pod became ready, if it is. */
function readySince(status: Pod['status']): string | undefined {
  let since: string | undefined;
  let ready: string | undefined;
  for (const condition of status?.conditions ?? NONE)
    if (condition.type === 'Ready') ready ??= condition.status;
    else if (condition.type === 'ContainersReady')
      since ??= condition.lastTransitionTime;
  return ready === 'True' ? since : undefined;
}

function startOf(
  { state, restartCount }: ContainerStatus,
  ready: string,
): number | undefined {
  const startedAt = state?.running?.startedAt;
  if (!startedAt || startedAt === ready || restartCount > 0) return undefined;
  const start = Date.parse(ready) - Date.parse(startedAt);
  return start > 0 ? start : undefined;
}

/**
 * A liveness probe that kills a container before it is up.
 *
 * Of the starts that were seen the quickest counts: readiness may have come and gone since, so that each is at most too long.
 */
export const livenessTooTight: Detector = {
  id: 'probe.liveness-too-tight',
  title: 'Liveness probe does not wait for the start',
  tier: 'risk',
  kinds: ['Pod'],
  concludesFrom: ['Event'],
  explainedBy: ['probe.port-number-undeclared'],
  documentation: {
    speaks:
      'A liveness probe gives up (initial delay plus failures times period) sooner than a start takes, as read from at least two replicas that are ready and were never restarted; or within ten seconds. A problem once it has killed a container that is not ready.',
    silent:
      'Containers with a startup probe, which holds the liveness probe back.',
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  for (const { first, pods } of activeAlikePods(context))
    if (mayBeTight(first, context))
      for (const pod of pods) yield* sightingsOf(pod, context);
}

function* sightingsOf(pod: Pod, context: DetectionContext) {
  const { graph } = context;
  for (const { container, path, role } of declaredContainers(pod)) {
    const probe = container.livenessProbe;
    if (!probe || container.startupProbe || role === 'init') continue;
    const budget = probeBudget(probe);
    const subject = graph.topOwner(pod);
    const start = quickestStart(
      startsOf(graph.podsOf(subject)).get(container.name),
    );
    if (budget >= LEAST_BUDGET && !(start && budget < start)) continue;

    const kill = killBeforeReady(pod, container.name, context);
    const evidence: Evidence[] = [
      probeField(pod, `${path}.livenessProbe`, probe),
      ...(kill ? [eventEvidence(kill)] : []),
    ];
    const needs =
      start && budget < start
        ? `, but a start takes ${Math.round(start / 1_000)} s`
        : '';
    yield {
      subject,
      key: container.name,
      severity: 'medium' as const,
      tier: kill ? ('problem' as const) : ('risk' as const),
      message: `Liveness probe gives up on container ${container.name} of ${nameOf(subject)} ${budget / 1_000} s after its start${needs}; no startup probe holds it back`,
      evidence,
      affected: affectedPod(pod, { container: container.name }),
    };
  }
}

/** Whether a liveness probe of the pod, without a startup probe, gives up too soon. */
function mayBeTight(pod: Pod, { graph }: DetectionContext): boolean {
  const { containers, initContainers } = pod.spec ?? {};
  const isTight = ({ name, livenessProbe, startupProbe }: Container) => {
    if (!livenessProbe || startupProbe) return false;
    const budget = probeBudget(livenessProbe);
    if (budget < LEAST_BUDGET) return true;
    // One start within the budget is enough to call it wide enough, so that the others need not be read.
    if (hasStartedWithin(budget, pod, name)) return false;
    const replicas = graph.podsOf(graph.topOwner(pod));
    const start = quickestStart(startsOf(replicas).get(name));
    return start !== undefined && budget < start;
  };
  return Boolean(containers?.some(isTight) || initContainers?.some(isTight));
}

function killBeforeReady(pod: Pod, name: string, context: DetectionContext) {
  const container = containersOf(pod).find(each => each.name === name);
  return container?.status.ready === false
    ? probeKill(container, 'Liveness', context)
    : undefined;
}

function quickestStart(starts: readonly number[] = []) {
  return starts.length >= 2 ? Math.min(...starts) : undefined;
}
