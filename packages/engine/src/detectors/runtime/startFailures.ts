import { Evidence } from '../../findings/Finding';
import { eventEvidence, field, shorten } from '../../findings/evidence';
import { eventTime } from '../../snapshot/events';
import { olderThan, seconds } from '../../snapshot/durations';
import { DetectionContext } from '../Detector';
import { detectorFamily } from '../detectorFamily';
import {
  PodContainer,
  containersOf,
  lastEnd,
  waitingReason,
} from '../shared/containers';
import { OOM_AT_START, memoryLimitOf } from '../shared/oom';
import { notReadySince, troublesomePods } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { startFailureClass } from './startFailureClass';

const ROWS = [
  {
    id: 'pod.config-error',
    title: 'Container configuration cannot be built',
    grace: seconds(60),
    explainedBy: ['config.*', 'pod.run-as-nonroot-conflict'],
  },
  {
    id: 'pod.run-as-nonroot-conflict',
    title: 'Container must not run as root but would',
    grace: seconds(60),
  },
  {
    id: 'pod.container-create-error',
    title: 'Container cannot be created',
    grace: seconds(60),
    explainedBy: ['config.*'],
  },
  {
    id: 'pod.container-start-error',
    title: 'Container cannot be started',
    grace: seconds(60),
    explainedBy: ['config.*'],
  },
  {
    id: 'pod.oom-at-start',
    title: 'Memory limit too low to start the container',
    grace: seconds(30),
  },
  {
    id: 'pod.poststart-hook-failed',
    title: 'postStart hook fails',
    grace: seconds(60),
  },
] as const;

type RowId = (typeof ROWS)[number]['id'];

interface Reading {
  row: RowId;
  message: string;
  evidence: Evidence[];
}

/**
 * Containers that do not get as far as their process: the kubelet or the runtime refuses to create or start them.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/kubelet/kuberuntime/kuberuntime_container.go
 */
export const startFailures = detectorFamily({
  rows: ROWS,
  tier: 'problem',
  kinds: ['Pod'],
  read: context => groupSightings(startFailuresIn(context)),
});

function* startFailuresIn(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of troublesomePods(context)) {
    const since = notReadySince(pod);
    for (const container of containersOf(pod)) {
      const reading = read(container, context);
      const row = ROWS.find(each => each.id === reading?.row);
      if (!reading || !row || !olderThan(snapshot, since, row.grace)) continue;
      const subject = graph.topOwner(pod);
      yield {
        detector: row.id,
        subject,
        key: container.name,
        severity: 'high' as const,
        message: `Container ${container.name} of ${nameOf(subject)} ${reading.message}`,
        evidence: reading.evidence,
        affected: affectedPod(pod, { container: container.name, since }),
      };
    }
  }
}

function read(
  container: PodContainer,
  context: DetectionContext,
): Reading | undefined {
  const reason = waitingReason(container);
  const failure = failureText(container, context);
  if (failure && OOM_AT_START.test(failure.text)) {
    return oomAtStart(container, failure);
  }
  if (reason === 'CreateContainerConfigError') return configError(container);
  if (
    reason === 'PostStartHookError' ||
    hookFailedSinceStart(container, context)
  )
    return hookFailure(container, context);
  if (!failure) return undefined;

  const creating = CREATE_REASONS.includes(reason ?? '');
  return {
    row: creating ? 'pod.container-create-error' : 'pod.container-start-error',
    message: `cannot be ${creating ? 'created' : 'started'}: ${startFailureClass(failure.text)}`,
    evidence: failure.evidence,
  };
}

const CREATE_REASONS: readonly string[] = [
  'CreateContainerError',
  'PreCreateHookError',
  'PreStartHookError',
];
const START_REASONS: readonly string[] = ['RunContainerError'];
const FAILED_START_ENDS: readonly string[] = [
  'StartError',
  'ContainerCannotRun',
];

interface FailureText {
  text: string;
  evidence: Evidence[];
}

/** What the runtime said when it refused to create or start the container; undefined when it did not refuse. */
function failureText(
  container: PodContainer,
  { graph }: DetectionContext,
): FailureText | undefined {
  const { pod, name, status, statusPath } = container;
  const { waiting } = status.state ?? {};
  const reason = waiting?.reason ?? '';
  if ([...CREATE_REASONS, ...START_REASONS].includes(reason)) {
    const [event] = graph
      .eventsOf(pod, { reasons: ['Failed'], container: name })
      .filter(each => !/pull/i.test(each.message ?? ''));
    return {
      text: waiting?.message || event?.message || reason,
      evidence: [
        field(pod, `${statusPath}.state.waiting`, shortened(waiting)),
        ...(event ? [eventEvidence(event)] : []),
      ],
    };
  }
  const sandbox = sandboxFailure(container, graph);
  if (sandbox) return sandbox;
  const last = lastEnd(container);
  if (!last || status.state?.running) return undefined;
  if (!FAILED_START_ENDS.includes(last.end.reason ?? '')) return undefined;
  return {
    text: last.end.message || last.end.reason || '',
    evidence: [field(pod, last.path, shortened(last.end))],
  };
}

/** Some runtimes need the pod's memory limit already for the sandbox. Other reasons for which it fails have their own row. */
function sandboxFailure(
  { pod, status }: PodContainer,
  graph: DetectionContext['graph'],
): FailureText | undefined {
  if (status.state?.waiting?.reason !== 'ContainerCreating') return undefined;
  const event = graph
    .eventsOf(pod, { reasons: ['FailedCreatePodSandBox'] })
    .find(each => OOM_AT_START.test(each.message ?? ''));
  return (
    event && { text: event.message ?? '', evidence: [eventEvidence(event)] }
  );
}

function oomAtStart(
  container: PodContainer,
  failure: FailureText,
): Reading | undefined {
  const limit = memoryLimitOf(container);
  if (!limit) return undefined;
  return {
    row: 'pod.oom-at-start',
    message: `cannot start within its memory limit of ${limit.value}: the kernel kills it before its process runs`,
    evidence: [
      ...failure.evidence,
      field(container.pod, limit.path, limit.value),
    ],
  };
}

/** The kubelet's three ways to say that a container would run as root. */
const WOULD_RUN_AS_ROOT =
  /image will run as root|non-numeric user|runAsUser breaks non-root policy/i;

function configError(container: PodContainer): Reading {
  const { pod, status, statusPath, spec, specPath } = container;
  const text = status.state?.waiting?.message ?? '';
  const evidence = [
    field(pod, `${statusPath}.state.waiting`, shortened(status.state?.waiting)),
  ];
  const effective = effectiveUser(container);
  if (
    WOULD_RUN_AS_ROOT.test(text) ||
    (!text && effective.nonRoot.value && effective.user.value === 0)
  ) {
    return {
      row: 'pod.run-as-nonroot-conflict',
      message: `must not run as root, but ${whyRoot(text, spec?.image)}`,
      evidence: [
        ...evidence,
        ...[effective.nonRoot, effective.user]
          .filter(each => each.value !== undefined)
          .map(each => field(pod, each.path, each.value)),
        field(pod, `${specPath}.image`, spec?.image),
      ],
    };
  }
  return {
    row: 'pod.config-error',
    message: `cannot be configured: ${text ? shorten(text) : 'the kubelet gives no reason'}`,
    evidence,
  };
}

function whyRoot(text: string, image = '') {
  if (/image will run as root/i.test(text))
    return `its image ${image} runs as root`;
  const user = /non-numeric user \(([^)]*)\)/i.exec(text)?.[1];
  if (user !== undefined)
    return `its image ${image} names its user "${user}" instead of giving a number, so the kubelet cannot tell`;
  return 'its security context sets runAsUser 0';
}

/** A container's own security settings win over its pod's. */
function effectiveUser({ pod, spec, specPath }: PodContainer) {
  const own = spec?.securityContext;
  const shared = pod.spec?.securityContext;
  const pick = (name: 'runAsNonRoot' | 'runAsUser') => ({
    path:
      own?.[name] === undefined
        ? `spec.securityContext.${name}`
        : `${specPath}.securityContext.${name}`,
    value: own?.[name] ?? shared?.[name],
  });
  return { nonRoot: pick('runAsNonRoot'), user: pick('runAsUser') };
}

function hookEvent({ pod, name }: PodContainer, { graph }: DetectionContext) {
  const [event] = graph.eventsOf(pod, {
    reasons: ['FailedPostStartHook'],
    container: name,
  });
  return event;
}

/** A hook that failed before the present run began is history. */
function hookFailedSinceStart(
  container: PodContainer,
  context: DetectionContext,
) {
  const event = hookEvent(container, context);
  if (!event || container.status.ready) return false;
  const { running } = container.status.state ?? {};
  const started = running?.startedAt ?? lastEnd(container)?.end.startedAt;
  return (
    started === undefined ||
    Date.parse(eventTime(event) ?? '') >= Date.parse(started)
  );
}

function hookFailure(
  container: PodContainer,
  context: DetectionContext,
): Reading {
  const { pod, spec, specPath, status, statusPath } = container;
  const event = hookEvent(container, context);
  const { waiting } = status.state ?? {};
  return {
    row: 'pod.poststart-hook-failed',
    message: 'is killed after each start because its postStart hook fails',
    evidence: [
      ...(waiting
        ? [field(pod, `${statusPath}.state.waiting`, shortened(waiting))]
        : []),
      ...(event ? [eventEvidence(event)] : []),
      field(
        pod,
        `${specPath}.lifecycle.postStart`,
        spec?.lifecycle?.postStart && Object.keys(spec.lifecycle.postStart),
      ),
    ],
  };
}

/** A state with its message cut to what a person reads. */
function shortened<T extends { message?: string }>(state: T | undefined) {
  return state?.message ? { ...state, message: shorten(state.message) } : state;
}
