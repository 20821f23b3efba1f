import { before } from './metadata';
import { Fault, SyntheticWorkload } from './workload';

const SECOND = 1_000;
const MINUTE = 60_000;
const DAY = 86_400_000;
/** Milliseconds from the start of a container until it is ready. */
const WARM_UP = 12 * SECOND;

interface DeclaredContainer {
  name: string;
  image: string;
  resources: { requests: Record<string, string>; limits: object };
  volumeMounts: { name: string; mountPath: string; readOnly?: boolean }[];
}

/**
 * What a scheduler and a kubelet of Kubernetes 1.35 write of a pod, the resources, the user and the mounts of each container included.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodStatus
 */
export function podStatusOf(
  { fault }: SyntheticWorkload,
  containers: readonly DeclaredContainer[],
  { ordinal, nodes }: { ordinal: number; nodes: number },
) {
  return fault === 'unschedulable'
    ? pendingStatus(nodes)
    : startedStatus(fault, containers, ordinal);
}

function pendingStatus(nodes: number) {
  return {
    observedGeneration: 1,
    phase: 'Pending',
    qosClass: 'Burstable',
    conditions: [
      {
        type: 'PodScheduled',
        observedGeneration: 1,
        status: 'False',
        lastProbeTime: null,
        lastTransitionTime: before(DAY),
        reason: 'Unschedulable',
        message: `0/${nodes} nodes are available: ${nodes} Insufficient cpu. preemption: 0/${nodes} nodes are available: ${nodes} Preemption is not helpful for scheduling.`,
      },
    ],
  };
}

function startedStatus(
  fault: Fault | undefined,
  containers: readonly DeclaredContainer[],
  ordinal: number,
) {
  const statuses = containers.map(each => containerStatus(fault, each));
  const ready = statuses.every(each => each.ready);
  const readySince = before(ready ? DAY - WARM_UP : 10 * MINUTE);
  const ip = `10.1.${ordinal}.7`;
  return {
    observedGeneration: 1,
    phase:
      fault === 'image' || fault === 'missing-secret' ? 'Pending' : 'Running',
    conditions: [
      condition('PodReadyToStartContainers', true, before(DAY - 3 * SECOND)),
      condition('Initialized', true, before(DAY)),
      condition('Ready', ready, readySince),
      condition('ContainersReady', ready, readySince),
      condition('PodScheduled', true, before(DAY)),
    ],
    hostIP: '10.0.0.1',
    hostIPs: [{ ip: '10.0.0.1' }],
    podIP: ip,
    podIPs: [{ ip }],
    startTime: before(DAY),
    containerStatuses: statuses,
    qosClass: 'Burstable',
  };
}

function condition(type: string, status: boolean, since: string) {
  return {
    type,
    observedGeneration: 1,
    status: status ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: since,
    ...(status
      ? {}
      : {
          reason: 'ContainersNotReady',
          message: 'containers with unready status: [app]',
        }),
  };
}

function containerStatus(
  fault: Fault | undefined,
  { name, image, resources, volumeMounts }: DeclaredContainer,
) {
  const state = stateOf(fault, image);
  const ready = 'running' in state;
  return {
    name,
    state,
    lastState:
      fault === 'crash-loop'
        ? {
            terminated: {
              exitCode: 1,
              reason: 'Error',
              startedAt: before(2 * MINUTE),
              finishedAt: before(MINUTE),
              containerID: `containerd://${'76543210fedcba98'.repeat(4)}`,
            },
          }
        : {},
    ready,
    restartCount: fault === 'crash-loop' ? 12 : 0,
    image,
    imageID: ready ? `${image}@sha256:${'0123456789abcdef'.repeat(4)}` : '',
    ...(ready
      ? { containerID: `containerd://${'fedcba9876543210'.repeat(4)}` }
      : {}),
    started: ready,
    allocatedResources: resources.requests,
    resources,
    volumeMounts: volumeMounts.map(mount =>
      mount.readOnly ? { ...mount, recursiveReadOnly: 'Disabled' } : mount,
    ),
    ...(ready
      ? { user: { linux: { uid: 10001, gid: 0, supplementalGroups: [0] } } }
      : {}),
  };
}

function stateOf(fault: Fault | undefined, image: string) {
  switch (fault) {
    case 'crash-loop':
      return {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: 'back-off 5m0s restarting failed container=app',
        },
      };
    case 'image':
      return {
        waiting: {
          reason: 'ImagePullBackOff',
          message: `Back-off pulling image "${image}": ErrImagePull: failed to resolve reference "${image}": ${image}: not found`,
        },
      };
    case 'missing-secret':
      return {
        waiting: {
          reason: 'CreateContainerConfigError',
          message: 'secret not found',
        },
      };
    default:
      return { running: { startedAt: before(DAY - 4 * SECOND) } };
  }
}
