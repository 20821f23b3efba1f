import type { ContainerStatus, Pod } from 'kubernetes-types/core/v1';

/** The STATUS column of `kubectl get pods`: the most telling reason among the pod's and its containers'. */
export function podStatus(pod: Pick<Pod, 'metadata' | 'status'>): string {
  const { status } = pod;
  const initializing = initStatus(status?.initContainerStatuses ?? []);
  const reason =
    initializing ??
    containerReason(status?.containerStatuses ?? []) ??
    status?.reason ??
    status?.phase ??
    'Unknown';
  return pod.metadata?.deletionTimestamp ? 'Terminating' : reason;
}

function initStatus(statuses: readonly ContainerStatus[]): string | undefined {
  const at = statuses.findIndex(
    ({ state, started }) => state?.terminated?.exitCode !== 0 && !started,
  );
  if (at < 0) return undefined;
  const { state } = statuses[at];
  if (state?.terminated) return `Init:${state.terminated.reason || 'Error'}`;
  const waiting = state?.waiting?.reason;
  return waiting && waiting !== 'PodInitializing'
    ? `Init:${waiting}`
    : `Init:${at}/${statuses.length}`;
}

function containerReason(
  statuses: readonly ContainerStatus[],
): string | undefined {
  for (const { state } of [...statuses].reverse()) {
    if (state?.waiting?.reason) return state.waiting.reason;
    if (state?.terminated?.reason) return state.terminated.reason;
  }
  return undefined;
}
