import type {
  Container,
  ContainerStateTerminated,
  ContainerStatus,
  PodSpec,
} from 'kubernetes-types/core/v1';
import { oncePerObject } from '../../oncePerObject';
import { KnownKinds } from '../../snapshot/objects';

type Pod = KnownKinds['Pod'];

/**
 * What a container is for: the application, a step before it that must end, or a native sidecar (an init container that restarts always and runs beside it).
 */
export type ContainerRole = 'main' | 'init' | 'sidecar';

/** One container of a pod with its status and the paths at which both stand. */
export interface PodContainer {
  pod: Pod;
  name: string;
  role: ContainerRole;
  spec: Container | undefined;
  specPath: string;
  status: ContainerStatus;
  statusPath: string;
}

/** The container's specification and where it stands in the pod. */
export interface DeclaredContainer {
  container: Container;
  role: ContainerRole;
  path: string;
}

/** Containers as the pod declares them, init containers first, as they start. One without a name cannot be spoken of and is left out. */
export const declaredContainers = oncePerObject(
  ({ spec }: Pod): readonly DeclaredContainer[] => containersIn(spec, 'spec'),
);

/** The containers of a pod specification that stands at a path, in the order of `declaredContainers`. */
export function containersIn(
  spec: PodSpec | undefined,
  at: string,
): DeclaredContainer[] {
  const found: DeclaredContainer[] = [];
  let index = 0;
  for (const container of spec?.initContainers ?? []) {
    const path = `${at}.initContainers[${index++}]`;
    if (container.name)
      found.push({ container, role: roleOfInit(container), path });
  }
  index = 0;
  for (const container of spec?.containers ?? []) {
    const path = `${at}.containers[${index++}]`;
    if (container.name) found.push({ container, role: 'main', path });
  }
  return found;
}

/** Containers of which the kubelet has reported a status, init containers first. */
export const containersOf = oncePerObject(
  (pod: Pod): readonly PodContainer[] => {
    const { initContainerStatuses, containerStatuses } = pod.status ?? {};
    const found: PodContainer[] = [];
    collect(found, pod, initContainerStatuses, 'initContainerStatuses');
    collect(found, pod, containerStatuses, 'containerStatuses');
    return found;
  },
);

function collect(
  found: PodContainer[],
  pod: Pod,
  statuses: readonly ContainerStatus[] | undefined,
  list: 'initContainerStatuses' | 'containerStatuses',
) {
  const fallback = list === 'containerStatuses' ? 'main' : 'init';
  let index = 0;
  for (const status of statuses ?? []) {
    const statusPath = `status.${list}[${index++}]`;
    const { name } = status;
    if (!name) continue;
    const known = declaredContainers(pod).findLast(
      each => each.container.name === name,
    );
    found.push({
      pod,
      name,
      role: known?.role ?? fallback,
      spec: known?.container,
      specPath: known?.path ?? 'spec',
      status,
      statusPath,
    });
  }
}

/** The end of a container's latest run that is over, and where it stands. */
export interface LastEnd {
  end: ContainerStateTerminated;
  path: string;
}

/** How the container ended last: now, or before its present run or wait. */
export function lastEnd({
  status,
  statusPath,
}: PodContainer): LastEnd | undefined {
  const now = status.state?.terminated;
  if (now) return { end: now, path: `${statusPath}.state.terminated` };
  const before = status.lastState?.terminated;
  return before && { end: before, path: `${statusPath}.lastState.terminated` };
}

/** The reason for which the kubelet says that a container waits. */
export function waitingReason({ status }: PodContainer): string | undefined {
  return status.state?.waiting?.reason;
}

function roleOfInit(container: Container): ContainerRole {
  return container.restartPolicy === 'Always' ? 'sidecar' : 'init';
}
