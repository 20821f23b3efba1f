import type {
  Container,
  ContainerStateTerminated,
  ContainerStatus,
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
  (pod: Pod): readonly DeclaredContainer[] => {
    const init = (pod.spec?.initContainers ?? []).map((container, index) => ({
      container,
      role: roleOfInit(container),
      path: `spec.initContainers[${index}]`,
    }));
    const main = (pod.spec?.containers ?? []).map((container, index) => ({
      container,
      role: 'main' as const,
      path: `spec.containers[${index}]`,
    }));
    return [...init, ...main].filter(({ container }) => container.name);
  },
);

/** Containers of which the kubelet has reported a status, init containers first. */
export const containersOf = oncePerObject(
  (pod: Pod): readonly PodContainer[] => {
    const declared = new Map(
      declaredContainers(pod).map(each => [each.container.name, each]),
    );
    const read = (
      statuses: readonly ContainerStatus[] | undefined,
      list: string,
      fallback: ContainerRole,
    ) =>
      (statuses ?? []).flatMap((status, index) => {
        const known = declared.get(status.name);
        return status.name
          ? [
              {
                pod,
                name: status.name,
                role: known?.role ?? fallback,
                spec: known?.container,
                specPath: known?.path ?? 'spec',
                status,
                statusPath: `status.${list}[${index}]`,
              },
            ]
          : [];
      });
    return [
      ...read(
        pod.status?.initContainerStatuses,
        'initContainerStatuses',
        'init',
      ),
      ...read(pod.status?.containerStatuses, 'containerStatuses', 'main'),
    ];
  },
);

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
