import { Evidence } from '../../findings/Finding';
import { eventEvidence, field } from '../../findings/evidence';
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
import { configError } from './configError';
import {
  CREATE_REASONS,
  FailureText,
  failureText,
  shortened,
} from './failureText';
import { startFailureClass } from './startFailureClass';

const ROWS = [
  {
    id: 'pod.config-error',
    title: 'Container configuration cannot be built',
    documentation: {
      speaks:
        'A container has waited for more than a minute with reason CreateContainerConfigError: the kubelet cannot build its configuration.',
      silent:
        'What is missing by name, such as a ConfigMap or one of its keys, has rows of its own, under which this one is listed.',
    },
    grace: seconds(60),
    explainedBy: ['config.*', 'pod.run-as-nonroot-conflict'],
  },
  {
    id: 'pod.run-as-nonroot-conflict',
    title: 'Container must not run as root but would',
    documentation: {
      speaks:
        'A container has waited for more than a minute because it must not run as root, but its image, a user without a number, or runAsUser 0 would make it root.',
      sources: [
        'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
        'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
      ],
    },
    grace: seconds(60),
  },
  {
    id: 'pod.container-create-error',
    title: 'Container cannot be created',
    documentation: {
      speaks:
        'A container has waited for more than a minute with reason CreateContainerError or one of its kind: the runtime refuses to create it.',
    },
    grace: seconds(60),
    explainedBy: ['config.*'],
  },
  {
    id: 'pod.container-start-error',
    title: 'Container cannot be started',
    documentation: {
      speaks:
        'A container has been created, but for more than a minute the runtime has not been able to start its process, for example because the command is not in the image or was built for another architecture.',
    },
    grace: seconds(60),
    explainedBy: ['config.*'],
  },
  {
    id: 'pod.oom-at-start',
    title: 'Memory limit too low to start the container',
    documentation: {
      speaks:
        'For more than half a minute the runtime has reported that a container, or the sandbox of its pod, was killed for memory before its process ran, and the container has a memory limit.',
      silent: 'Containers without a memory limit.',
      sources: [
        'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
      ],
    },
    grace: seconds(30),
    concludesFrom: ['Event'],
  },
  {
    id: 'pod.poststart-hook-failed',
    title: 'postStart hook fails',
    documentation: {
      speaks:
        'A container is killed after its start because its postStart hook fails, as its reason for waiting or an event since its last start says, and has not been ready for more than a minute.',
      sources: [
        'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
      ],
    },
    grace: seconds(60),
    concludesFrom: ['Event'],
  },
] as const;

type RowId = (typeof ROWS)[number]['id'];

interface Reading {
  row: RowId;
  message: string;
  evidence: Evidence[];
}

/** Containers that do not get as far as their process: the kubelet or the runtime refuses to create or start them. */
export const startFailures = detectorFamily({
  rows: ROWS,
  tier: 'problem',
  kinds: ['Pod'],
  documentation: {
    silent:
      'Pods that are being deleted, and failed ones that a healthy successor has replaced.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-states',
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/kuberuntime_container.go',
    ],
  },
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
