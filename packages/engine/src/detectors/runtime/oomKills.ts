import { field } from '../../findings/evidence';
import { hours, within } from '../../snapshot/durations';
import { DetectionContext } from '../Detector';
import { detectorFamily } from '../detectorFamily';
import {
  LastEnd,
  PodContainer,
  containersOf,
  lastEnd,
} from '../shared/containers';
import { memoryLimitOf, oomEvidence } from '../shared/oom';
import {
  earlier,
  failingSince,
  notReadySince,
  troublesomePods,
} from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

const ROWS = [
  {
    id: 'pod.oom-killed',
    title: 'Container was killed for lack of memory',
    documentation: {
      speaks:
        'A container was killed for lack of memory within the last hour, or twice within a day. Its reason is OOMKilled, or its node recorded the kill and named it.',
      silent: 'Exit code 137 without such a record: SIGKILL has many senders.',
    },
    explainedBy: ['pod.node-oom-victim'],
  },
  {
    id: 'pod.oom-recovered',
    title: 'Container was killed for lack of memory earlier today',
    documentation: {
      speaks:
        'A container was killed for lack of memory once within the last day, more than an hour ago, and has been ready since.',
    },
    tier: 'risk' as const,
    explainedBy: ['pod.oom-killed'],
  },
] as const;

/** Containers that the kernel killed for memory, also while they run again. */
export const oomKills = detectorFamily({
  rows: ROWS,
  tier: 'problem',
  kinds: ['Pod'],
  documentation: {
    sources: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/',
      'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-limits-are-run',
    ],
  },
  read: context => groupSightings(oomKillsIn(context)),
});

function* oomKillsIn(context: DetectionContext) {
  const { graph } = context;
  for (const pod of troublesomePods(context)) {
    for (const container of containersOf(pod)) {
      const last = lastEnd(container);
      if (!last) continue;
      const evidence = oomEvidence(container, last, context);
      if (evidence.length === 0) continue;
      const now = isRecent(container, last, context);
      if (!now && !hasRecovered(container, last, context)) continue;

      const limit = memoryLimitOf(container);
      const subject = graph.topOwner(pod);
      const { finishedAt } = last.end;
      yield {
        detector: now ? 'pod.oom-killed' : 'pod.oom-recovered',
        subject,
        key: container.name,
        severity: now ? ('high' as const) : ('medium' as const),
        message: `Container ${container.name} of ${nameOf(subject)} was killed for lack of memory ${bound(limit?.value)}`,
        evidence: [
          ...evidence,
          field(pod, `${last.path}.finishedAt`, finishedAt),
          field(
            pod,
            `${container.statusPath}.restartCount`,
            container.status.restartCount,
          ),
          field(
            pod,
            limit?.path ?? `${container.specPath}.resources.limits.memory`,
            limit?.value,
          ),
        ],
        affected: affectedPod(pod, {
          container: container.name,
          since: killedSince(container, last, context),
        }),
      };
    }
  }
}

/** In a back-off the last kill is one of many: it began when the pod ceased to be ready. */
function killedSince(
  { pod, name, status }: PodContainer,
  { end }: LastEnd,
  context: DetectionContext,
) {
  const loops = status.state?.waiting?.reason === 'CrashLoopBackOff';
  const since = loops
    ? earlier(context.snapshot, notReadySince(pod), end.finishedAt)
    : end.finishedAt;
  return failingSince(pod, name, context, since);
}

function bound(limit: string | undefined) {
  return limit === undefined
    ? 'although it has no memory limit of its own'
    : `at its limit of ${limit}`;
}

/** Within the last hour; or now and before, both within a day. */
function isRecent(
  { status }: PodContainer,
  { end }: LastEnd,
  { snapshot }: DetectionContext,
) {
  if (within(snapshot, end.finishedAt, hours(1))) return true;
  const before = status.state?.terminated && status.lastState?.terminated;
  return (
    before?.reason === 'OOMKilled' &&
    within(snapshot, before.finishedAt, hours(24)) &&
    within(snapshot, end.finishedAt, hours(24))
  );
}

function hasRecovered(
  { status }: PodContainer,
  { end }: LastEnd,
  { snapshot }: DetectionContext,
) {
  return (
    status.ready === true &&
    end.reason === 'OOMKilled' &&
    within(snapshot, end.finishedAt, hours(24))
  );
}
