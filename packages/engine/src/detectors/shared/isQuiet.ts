import type { ContainerStatus } from 'kubernetes-types/core/v1';
import { ResourceGraph } from '../../graph/ResourceGraph';
import { KnownKinds } from '../../snapshot/objects';

type Pod = KnownKinds['Pod'];

/**
 * Whether a pod's status gives no occasion for a word: every container runs, is ready and never ran before (init containers have ended well), each condition is one of
 * the usual ones and true, nobody deletes the pod, and no event speaks of it.
 *
 * Nearly all pods of a cluster are like this, so that rules about how pods fare look at the others only.
 */
export function isQuiet(pod: Pod, graph: ResourceGraph): boolean {
  const { status, metadata } = pod;
  if (status?.phase !== 'Running' || metadata.deletionTimestamp) return false;
  const { conditions, containerStatuses, initContainerStatuses } = status;
  return (
    conditions !== undefined &&
    conditions.length > 0 &&
    conditions.every(isAsUsual) &&
    (containerStatuses?.length ?? 0) === pod.spec?.containers?.length &&
    (!containerStatuses || containerStatuses.every(isRunningWell)) &&
    (!initContainerStatuses || initContainerStatuses.every(isPastOrWell)) &&
    graph.eventsOf(pod).length === 0
  );
}

function isAsUsual({ type, status }: { type: string; status: string }) {
  if (status !== 'True') return false;
  switch (type) {
    case 'PodReadyToStartContainers':
    case 'Initialized':
    case 'ContainersReady':
    case 'Ready':
    case 'PodScheduled':
      return true;
    default:
      return false;
  }
}

function isRunningWell({
  state,
  lastState,
  ready,
  started,
  restartCount,
}: ContainerStatus) {
  return (
    state?.running !== undefined &&
    ready &&
    started !== false &&
    restartCount === 0 &&
    lastState?.terminated === undefined
  );
}

function isPastOrWell(status: ContainerStatus) {
  return isRunningWell(status) || hasEndedWell(status);
}

function hasEndedWell({ state, restartCount }: ContainerStatus) {
  return state?.terminated?.exitCode === 0 && restartCount === 0;
}
