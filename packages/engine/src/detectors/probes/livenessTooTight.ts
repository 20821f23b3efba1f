import { Evidence } from '../../findings/Finding';
import { eventEvidence } from '../../findings/evidence';
import { seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { containersOf, declaredContainers } from '../shared/containers';
import { activePods, isReady, podCondition } from '../shared/pods';
import { probeBudget, probeField, probeKill } from '../shared/probes';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

const LEAST_BUDGET = seconds(10);

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
  const starts = new Map<string, number | undefined>();
  for (const pod of activePods(context)) {
    for (const { container, path, role } of declaredContainers(pod)) {
      const probe = container.livenessProbe;
      if (!probe || container.startupProbe || role === 'init') continue;
      const budget = probeBudget(probe);
      const subject = context.graph.topOwner(pod);
      const startKey = `${nameOf(subject)}/${container.name}`;
      if (!starts.has(startKey))
        starts.set(startKey, quickestStart(pod, container.name, context));
      const start = starts.get(startKey);
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
}

function killBeforeReady(
  pod: KnownKinds['Pod'],
  name: string,
  context: DetectionContext,
) {
  const container = containersOf(pod).find(each => each.name === name);
  return container?.status.ready === false
    ? probeKill(container, 'Liveness', context)
    : undefined;
}

function quickestStart(
  pod: KnownKinds['Pod'],
  name: string,
  { graph }: DetectionContext,
) {
  const samples = graph.podsOf(graph.topOwner(pod)).flatMap(replica => {
    const status = containersOf(replica).find(
      each => each.name === name,
    )?.status;
    const startedAt = status?.state?.running?.startedAt;
    const ready = podCondition(replica, 'ContainersReady');
    if (!startedAt || !isReady(replica) || status.restartCount > 0) return [];
    const start =
      Date.parse(ready?.lastTransitionTime ?? '') - Date.parse(startedAt);
    return start > 0 ? [start] : [];
  });
  return samples.length >= 2 ? Math.min(...samples) : undefined;
}
