import type {
  V1Container,
  V1ContainerState,
  V1ContainerStatus,
  V1Pod,
} from '@kubernetes/client-node';

/** What a kubelet would have to say of a pod's events. */
export interface PlayedEvent {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  /** The field path that the kubelet names, such as `spec.containers{app}`. */
  fieldPath?: string;
}

export interface PlayedPod {
  /** A merge patch for the pod's status, without conditions that others write. */
  status: {
    phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
    startTime: string;
    podIP: string;
    conditions: object[];
    containerStatuses: V1ContainerStatus[];
  };
  events: PlayedEvent[];
}

/** Answers whether a ConfigMap or Secret of the pod's namespace exists, with which keys. Undefined when it does not exist. */
export type KeysOf = (
  kind: 'ConfigMap' | 'Secret',
  name: string,
) => readonly string[] | undefined;

export interface PlayOptions {
  keysOf: KeysOf;
  podIP: string;
  now: Date;
}

/**
 * What becomes of a pod on its node, judged by its spec alone. Texts are those of kubelet and containerd.
 *
 * Understands just enough for the manifests of this folder: references to ConfigMaps and Secrets; images whose tag is `no-such-tag`, whose registry ends in `.invalid`
 * or whose name has capitals; commands that `exit` with a code or exhaust the memory with `tail /dev/zero`; readiness probes that execute `false`. Any other pod is well.
 */
export function playPod(pod: V1Pod, options: PlayOptions): PlayedPod {
  const { podIP, now } = options;
  const containers = pod.spec?.containers ?? [];
  const outcomes = containers.map(each => playContainer(pod, each, options));
  const ready = outcomes.every(each => each.ready);
  const time = now.toISOString();
  const condition = (type: string, status: boolean, reason?: string) => ({
    type,
    status: status ? 'True' : 'False',
    lastTransitionTime: time,
    ...(reason ? { reason } : {}),
  });
  const phase = phaseOf(outcomes);
  const unready = phase === 'Succeeded' ? 'PodCompleted' : 'ContainersNotReady';
  return {
    status: {
      phase,
      startTime: time,
      podIP,
      conditions: [
        condition('PodReadyToStartContainers', true),
        condition('Initialized', true),
        condition('ContainersReady', ready, ready ? undefined : unready),
        condition('Ready', ready, ready ? undefined : unready),
      ],
      containerStatuses: outcomes.map((outcome, index) =>
        containerStatus(containers[index], outcome),
      ),
    },
    events: outcomes.flatMap(each => each.events),
  };
}

/** What becomes of one container. */
interface Outcome {
  state: V1ContainerState;
  lastState?: V1ContainerState;
  ready: boolean;
  restartCount: number;
  events: PlayedEvent[];
}

function playContainer(
  pod: V1Pod,
  container: V1Container,
  { keysOf, now }: PlayOptions,
): Outcome {
  const fieldPath = `spec.containers{${container.name}}`;
  const warning = (reason: string, message: string): PlayedEvent => ({
    type: 'Warning',
    reason,
    message,
    fieldPath,
  });
  const mount = mountProblem(pod, keysOf);
  if (mount) {
    return waiting('ContainerCreating', undefined, [
      { type: 'Warning', reason: 'FailedMount', message: mount },
    ]);
  }
  const pull = pullProblem(container.image ?? '');
  if (pull) {
    return waiting(pull.reason, pull.message, [
      warning('Failed', pull.event),
      warning('Failed', `Error: ${pull.reason}`),
    ]);
  }
  const reference = referenceProblem(pod, container, keysOf);
  if (reference) {
    return waiting('CreateContainerConfigError', reference, [
      warning('Failed', `Error: ${reference}`),
    ]);
  }
  const end = endOf(container, now);
  if (end) return ended(pod, container, end, warning);

  const probe = container.readinessProbe?.exec?.command;
  const ready = probe?.[0] !== 'false';
  return {
    state: { running: { startedAt: now } },
    ready,
    restartCount: 0,
    events: ready ? [] : [warning('Unhealthy', 'Readiness probe failed: ')],
  };
}

function waiting(
  reason: string,
  message: string | undefined,
  events: PlayedEvent[],
): Outcome {
  return {
    state: { waiting: { reason, ...(message ? { message } : {}) } },
    ready: false,
    restartCount: 0,
    events,
  };
}

function mountProblem(pod: V1Pod, keysOf: KeysOf): string | undefined {
  for (const { name, configMap, secret } of pod.spec?.volumes ?? []) {
    const setUp = `MountVolume.SetUp failed for volume "${name}" :`;
    if (configMap?.name && !configMap.optional) {
      if (!keysOf('ConfigMap', configMap.name)) {
        return `${setUp} configmap "${configMap.name}" not found`;
      }
    }
    if (secret?.secretName && !secret.optional) {
      if (!keysOf('Secret', secret.secretName)) {
        return `${setUp} secret "${secret.secretName}" not found`;
      }
    }
  }
  return undefined;
}

function pullProblem(image: string) {
  if (/[A-Z]/.test(image.split(':')[0])) {
    const message = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format: repository name must be lowercase`;
    return { reason: 'InvalidImageName', message, event: message };
  }
  const full = image.includes('/') ? image : `docker.io/library/${image}`;
  const cause = image.endsWith(':no-such-tag')
    ? `${full}: not found`
    : registryProblem(full);
  if (!cause) return undefined;
  const failure = `failed to pull and unpack image "${full}": failed to resolve reference "${full}": ${cause}`;
  return {
    reason: 'ImagePullBackOff',
    message: `Back-off pulling image "${image}": ErrImagePull: ${failure}`,
    event: `Failed to pull image "${image}": ${failure}`,
  };
}

function registryProblem(image: string) {
  const [host, ...path] = image.split(/[/:]/);
  if (!host.endsWith('.invalid')) return undefined;
  const tag = path.pop();
  const url = `https://${host}/v2/${path.join('/')}/manifests/${tag}`;
  return `failed to do request: Head "${url}": dial tcp: lookup ${host} on 10.0.0.10:53: no such host`;
}

function referenceProblem(
  pod: V1Pod,
  container: V1Container,
  keysOf: KeysOf,
): string | undefined {
  const namespace = pod.metadata?.namespace;
  const problem = (
    kind: 'ConfigMap' | 'Secret',
    reference?: { name?: string; key?: string; optional?: boolean },
  ) => {
    if (!reference?.name || reference.optional) return undefined;
    const keys = keysOf(kind, reference.name);
    if (!keys) return `${kind.toLowerCase()} "${reference.name}" not found`;
    return reference.key && !keys.includes(reference.key)
      ? `couldn't find key ${reference.key} in ${kind} ${namespace}/${reference.name}`
      : undefined;
  };
  const problems = [
    ...(container.envFrom ?? []).flatMap(each => [
      problem('ConfigMap', each.configMapRef),
      problem('Secret', each.secretRef),
    ]),
    ...(container.env ?? []).flatMap(({ valueFrom }) => [
      problem('ConfigMap', valueFrom?.configMapKeyRef),
      problem('Secret', valueFrom?.secretKeyRef),
    ]),
  ];
  return problems.find(Boolean);
}

/** How the container's process ends, when it ends by itself. */
function endOf(container: V1Container, now: Date) {
  const command = container.command?.join(' ') ?? '';
  const times = { startedAt: now, finishedAt: now };
  if (
    command.includes('tail /dev/zero') &&
    container.resources?.limits?.memory
  ) {
    return { exitCode: 137, reason: 'OOMKilled', ...times };
  }
  const code = /\bexit (\d+)/.exec(command)?.[1];
  if (code === undefined) return undefined;
  return {
    exitCode: Number(code),
    reason: code === '0' ? 'Completed' : 'Error',
    ...times,
  };
}

function ended(
  pod: V1Pod,
  container: V1Container,
  end: NonNullable<ReturnType<typeof endOf>>,
  warning: (reason: string, message: string) => PlayedEvent,
): Outcome {
  const { name, namespace, uid } = pod.metadata ?? {};
  const policy = pod.spec?.restartPolicy;
  const final =
    policy === 'Never' || (policy === 'OnFailure' && end.exitCode === 0);
  if (final) {
    return {
      state: { terminated: end },
      ready: false,
      restartCount: 0,
      events: [],
    };
  }
  const which = `${container.name} in pod ${name}_${namespace}(${uid})`;
  return {
    state: {
      waiting: {
        reason: 'CrashLoopBackOff',
        message: `back-off 1m20s restarting failed container=${container.name} pod=${name}_${namespace}(${uid})`,
      },
    },
    lastState: { terminated: end },
    ready: false,
    restartCount: 4,
    events: [
      warning('BackOff', `Back-off restarting failed container ${which}`),
    ],
  };
}

function phaseOf(outcomes: readonly Outcome[]) {
  if (outcomes.every(each => each.state.terminated)) {
    return outcomes.some(each => each.state.terminated?.exitCode !== 0)
      ? 'Failed'
      : 'Succeeded';
  }
  return outcomes.some(each => each.state.waiting && !each.lastState)
    ? 'Pending'
    : 'Running';
}

function containerStatus(
  container: V1Container,
  { state, lastState, ready, restartCount }: Outcome,
): V1ContainerStatus {
  return {
    name: container.name,
    image: container.image ?? '',
    imageID: '',
    ready,
    started: Boolean(state.running),
    restartCount,
    state,
    lastState: lastState ?? {},
  };
}
