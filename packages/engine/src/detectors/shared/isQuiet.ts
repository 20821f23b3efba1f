import type { ContainerStatus, PodCondition } from 'kubernetes-types/core/v1';
import { ResourceGraph } from '../../graph/ResourceGraph';
import { oncePerObject } from '../../oncePerObject';
import { KnownKinds } from '../../snapshot/objects';

type Pod = KnownKinds['Pod'];

/** Most pods have none, and need not be looked for by name. */
const podsWithEvents = oncePerObject(({ snapshot }: ResourceGraph) => {
  const pods = new Set<Pod | undefined>();
  for (const { involvedObject } of snapshot.all('Event'))
    if (involvedObject?.kind === 'Pod')
      pods.add(
        snapshot.get('Pod', involvedObject.namespace, involvedObject.name),
      );
  return pods;
});

/**
 * Whether a pod's status gives no occasion for a word: it is ready, every container runs, is ready and never ran before (init containers have ended well), each
 * condition is one of the usual ones and true, nobody deletes the pod, and no event speaks of it.
 *
 * Nearly all pods of a cluster are like this, so that rules about how pods fare look at the others only.
 */
export function isQuiet(pod: Pod, graph: ResourceGraph): boolean {
  const { status, metadata } = pod;
  if (status?.phase !== 'Running' || metadata.deletionTimestamp) return false;
  const { conditions, containerStatuses, initContainerStatuses } = status;
  return (
    conditions !== undefined &&
    areAsUsual(conditions) &&
    (containerStatuses?.length ?? 0) === pod.spec?.containers?.length &&
    (!containerStatuses || containerStatuses.every(isRunningWell)) &&
    (!initContainerStatuses || initContainerStatuses.every(isPastOrWell)) &&
    (!podsWithEvents(graph).has(pod) || graph.eventsOf(pod).length === 0)
  );
}

function areAsUsual(conditions: readonly PodCondition[]) {
  let isReady = false;
  for (const { type, status } of conditions) {
    if (status !== 'True') return false;
    switch (type) {
      case 'Ready':
        isReady = true;
        break;
      case 'PodReadyToStartContainers':
      case 'Initialized':
      case 'ContainersReady':
      case 'PodScheduled':
        break;
      default:
        return false;
    }
  }
  return isReady;
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
