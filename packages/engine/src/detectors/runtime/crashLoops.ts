import { Evidence } from '../../findings/Finding';
import { field, logEvidence } from '../../findings/evidence';
import { minutes, olderThan, seconds, within } from '../../snapshot/durations';
import { DetectionContext } from '../Detector';
import { detectorFamily } from '../detectorFamily';
import {
  LastEnd,
  PodContainer,
  containersOf,
  lastEnd,
  waitingReason,
} from '../shared/containers';
import { describeExit } from '../shared/exitCodes';
import { probeBudget } from '../shared/probes';
import { shownProgram } from '../shared/shownProgram';
import {
  earlier,
  failingSince,
  notReadySince,
  podCondition,
  troublesomePods,
} from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

const EXPLAINED_BY = [
  'pod.oom-killed',
  'pod.oom-at-start',
  'pod.node-oom-victim',
  'pod.startup-probe-failing',
  'pod.liveness-killing',
  'pod.container-start-error',
  'pod.poststart-hook-failed',
  'storage.permission-denied',
  'storage.read-only-volume',
  'ref.service-missing',
  'ref.service-port-unknown',
] as const;

const ROWS = [
  {
    id: 'pod.crash-loop',
    title: 'Container crashes again and again',
    documentation: {
      speaks:
        'A container has ended with an error and been restarted over and over: it is in back-off, or has three restarts or more and last failed within ten minutes.',
    },
    explainedBy: EXPLAINED_BY,
  },
  {
    id: 'pod.exit-zero-loop',
    title: 'Container ends by itself and is restarted again and again',
    documentation: {
      speaks:
        'A container ends by itself with exit code 0 and is restarted over and over, because its pod restarts whatever ends.',
      silent:
        'Pods of Jobs, and containers with restart rules of their own: they are to end.',
    },
    explainedBy: EXPLAINED_BY,
  },
  {
    id: 'pod.init-failing',
    title: 'Init container fails',
    documentation: {
      speaks:
        'An init container fails and is tried again, or has failed for good, so that no other container of the pod starts.',
      sources: [
        'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/',
      ],
    },
    explainedBy: EXPLAINED_BY,
  },
  {
    id: 'pod.native-sidecar-failing',
    title: 'Native sidecar fails',
    documentation: {
      speaks:
        'A native sidecar, an init container with restartPolicy Always, crashes over and over, or has not passed its startup probe in the time that this allows, and holds up every container after it.',
      sources: [
        'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
      ],
    },
    explainedBy: EXPLAINED_BY,
  },
] as const;

type RowId = (typeof ROWS)[number]['id'];

const GRACE: Readonly<Record<RowId, number>> = {
  'pod.crash-loop': seconds(60),
  'pod.exit-zero-loop': seconds(60),
  'pod.init-failing': seconds(30),
  'pod.native-sidecar-failing': seconds(60),
};

/** Restarts after which the kubelet's back-off alone has lasted longer than any grace here. */
const MANY_RESTARTS = 3;

/** Containers whose process runs and ends, over and over. Such a container may happen to run between two crashes. */
export const crashLoops = detectorFamily({
  rows: ROWS,
  tier: 'problem',
  kinds: ['Pod'],
  documentation: {
    silent:
      'The first minute of failures, half of one for init containers, unless there have been three restarts. What killed the container, such as memory or a probe, has its own row, under which these are listed.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy',
      'https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/',
    ],
  },
  read: context => groupSightings(crashLoopsIn(context)),
});

function* crashLoopsIn(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of troublesomePods(context)) {
    for (const container of containersOf(pod)) {
      const row = rowOf(container, context);
      if (!row) continue;
      const last = lastEnd(container);
      const since = failingSince(
        pod,
        container.name,
        context,
        earlier(snapshot, notReadySince(pod), last?.end.finishedAt),
      );
      const restarts = container.status.restartCount ?? 0;
      if (restarts < MANY_RESTARTS && !olderThan(snapshot, since, GRACE[row]))
        continue;
      const subject = graph.topOwner(pod);
      yield {
        detector: row,
        subject,
        key: container.name,
        severity: 'high' as const,
        message: `${label(container)} of ${nameOf(subject)} ${story(container, last)}`,
        evidence: evidenceOf(container, last, context),
        affected: affectedPod(pod, { container: container.name, since }),
      };
    }
  }
}

function rowOf(
  container: PodContainer,
  context: DetectionContext,
): RowId | undefined {
  switch (container.role) {
    case 'init':
      return initFails(container, context) ? 'pod.init-failing' : undefined;
    case 'sidecar':
      return loops(container, context) || neverStarts(container, context)
        ? 'pod.native-sidecar-failing'
        : undefined;
    default:
      if (!loops(container, context)) return undefined;
      if (lastEnd(container)?.end.exitCode !== 0) return 'pod.crash-loop';
      return endsOnPurpose(container) ? undefined : 'pod.exit-zero-loop';
  }
}

/** In back-off, or between two crashes that are closer than ten minutes. */
function loops(container: PodContainer, { snapshot }: DetectionContext) {
  const { pod, status } = container;
  if (waitingReason(container) === 'CrashLoopBackOff') return true;
  if (pod.spec?.restartPolicy === 'Never') return false;
  const last = lastEnd(container);
  return (
    (status.restartCount ?? 0) >= MANY_RESTARTS &&
    !status.state?.waiting &&
    last !== undefined &&
    last.end.exitCode !== 0 &&
    within(snapshot, last.end.finishedAt, minutes(10))
  );
}

/** An init container has failed when it ended badly and its pod is past the first try, or will not try again. */
function initFails(container: PodContainer, context: DetectionContext) {
  const { pod, status } = container;
  if (loops(container, context)) return true;
  const ended = status.state?.terminated;
  if (!ended || ended.exitCode === 0) return false;
  return (status.restartCount ?? 0) >= 1 || pod.status?.phase === 'Failed';
}

/** A sidecar that has not started within its startup budget holds up every container after it. */
function neverStarts(
  { pod, spec, status }: PodContainer,
  { snapshot }: DetectionContext,
) {
  const { running } = status.state ?? {};
  if (!running || status.started !== false || !spec?.startupProbe) return false;
  if (podCondition(pod, 'Initialized')?.status === 'True') return false;
  return olderThan(snapshot, running.startedAt, probeBudget(spec.startupProbe));
}

/** A Job's container is to end, and so is one with a restart rule of its own. */
function endsOnPurpose({ pod, spec }: PodContainer) {
  const restartPolicy = pod.spec?.restartPolicy ?? 'Always';
  const ownRules = spec as
    { restartPolicy?: string; restartPolicyRules?: unknown[] } | undefined;
  return (
    restartPolicy !== 'Always' ||
    ownRules?.restartPolicy !== undefined ||
    (ownRules?.restartPolicyRules ?? []).length > 0
  );
}

function label({ role, name }: PodContainer) {
  if (role === 'init') return `Init container ${name}`;
  return role === 'sidecar' ? `Sidecar ${name}` : `Container ${name}`;
}

function story({ status }: PodContainer, last: LastEnd | undefined) {
  const restarts = status.restartCount ?? 0;
  const times = `${restarts} ${restarts === 1 ? 'restart' : 'restarts'}`;
  if (!last) return `does not stay up (${times})`;
  if (last.end.exitCode === 0)
    return `ends by itself with exit code 0 and is restarted (${times})`;
  const reason = last.end.reason;
  const said = reason && reason !== 'Error' ? `, ${reason}` : '';
  return `fails with ${describeExit(last.end.exitCode)}${said} (${times})`;
}

function evidenceOf(
  { pod, name, status, statusPath, spec, specPath }: PodContainer,
  last: LastEnd | undefined,
  { snapshot }: DetectionContext,
): Evidence[] {
  const { waiting } = status.state ?? {};
  const lines = snapshot.logs(pod.metadata.namespace, pod.metadata.name, name);
  return [
    ...(waiting?.reason
      ? [field(pod, `${statusPath}.state.waiting.reason`, waiting.reason)]
      : []),
    ...(last ? [field(pod, last.path, last.end)] : []),
    field(pod, `${statusPath}.restartCount`, status.restartCount),
    ...(last?.end.exitCode === 0 && spec?.command
      ? [field(pod, `${specPath}.command[0]`, shownProgram(spec.command))]
      : []),
    ...(lines ? [logEvidence(pod, name, lines)] : []),
  ];
}
