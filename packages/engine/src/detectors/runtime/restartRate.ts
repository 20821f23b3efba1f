import { field } from '../../findings/evidence';
import { hours, minutes, within } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { PodContainer, containersOf, lastEnd } from '../shared/containers';
import { describeExit } from '../shared/exitCodes';
import { unquietActivePods, isFinished } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

const MANY_RESTARTS = 3;
const RECENT = hours(1);
const TOGETHER = minutes(5);

/** Containers that keep being restarted. What restarts them usually has its own row. */
export const restartRate: Detector = {
  id: 'pod.restart-rate',
  title: 'Container restarts often',
  tier: 'problem',
  kinds: ['Pod'],
  explainedBy: [
    'pod.crash-loop',
    'pod.exit-zero-loop',
    'pod.init-failing',
    'pod.native-sidecar-failing',
    'pod.oom-killed',
    'pod.oom-at-start',
    'pod.node-oom-victim',
    'pod.liveness-killing',
    'pod.startup-probe-failing',
    'pod.container-start-error',
    'pod.poststart-hook-failed',
  ],
  documentation: {
    speaks:
      'A container has been restarted three times or more, the last time within the hour.',
    silent:
      'A high count without a recent end, as a count has no times; and a restart that all pods of the node had at the same time: then the node restarted.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restarts',
    ],
  },
  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of unquietActivePods(context)) {
    for (const container of containersOf(pod)) {
      const { name, status, statusPath } = container;
      const last = lastEnd(container);
      if ((status.restartCount ?? 0) < MANY_RESTARTS || !last) continue;
      if (!within(snapshot, last.end.finishedAt, RECENT)) continue;
      if (nodeRestarted(pod, last.end.finishedAt, context)) continue;

      const subject = graph.topOwner(pod);
      yield {
        subject,
        key: name,
        severity: 'medium' as const,
        message: `Container ${name} of ${nameOf(subject)} was restarted ${status.restartCount} times, last after ${describeExit(last.end.exitCode)}`,
        evidence: [
          field(pod, `${statusPath}.restartCount`, status.restartCount),
          field(pod, last.path, last.end),
        ],
        affected: affectedPod(pod, {
          container: name,
          since: last.end.finishedAt,
        }),
      };
    }
  }
}

/** Whether all pods that ran on the pod's node then and still do, at least three, lost a container within the same five minutes. */
function nodeRestarted(
  pod: KnownKinds['Pod'],
  moment: string | undefined,
  { graph }: DetectionContext,
) {
  const time = Date.parse(moment ?? '');
  const neighbours = graph
    .podsOn(pod.spec?.nodeName ?? '')
    .filter(
      each =>
        !isFinished(each) &&
        Date.parse(each.metadata.creationTimestamp ?? '') < time,
    );
  return (
    neighbours.length >= 3 &&
    neighbours.every(each =>
      containersOf(each).some(container => endedNear(container, time)),
    )
  );
}

function endedNear(container: PodContainer, time: number) {
  const ended = Date.parse(lastEnd(container)?.end.finishedAt ?? '');
  return Math.abs(ended - time) <= TOGETHER;
}
