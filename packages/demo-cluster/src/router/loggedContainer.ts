import type { ObjectOf } from '@opsagent/engine';
import type { ContainerStatus } from 'kubernetes-types/core/v1';
import { badRequest } from '../errors/failures';

/** The container whose log a request means, and when the run in question began. */
export interface LoggedContainer {
  name: string;
  startedAt?: string;
  /** The run has ended, and no later one has begun. */
  ended: boolean;
}

/**
 * Finds the container and checks that it has a log to show.
 *
 * @returns undefined for a pod that no node has taken up
 * @throws StatusError 400, in the words of the API server or of the kubelet behind it
 */
export function loggedContainer(
  pod: ObjectOf<'Pod'>,
  wanted: string | undefined,
  previous: boolean,
): LoggedContainer | undefined {
  const name = chosenName(pod, wanted);
  if (!pod.spec?.nodeName) return undefined;
  const statuses = [
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.containerStatuses ?? []),
    ...(pod.status?.ephemeralContainerStatuses ?? []),
  ];
  const status = statuses.find(each => each.name === name);
  const run = loggedRun(pod, name, status, previous);
  return {
    name,
    startedAt: run?.startedAt,
    ended: !status?.state?.running,
  };
}

function chosenName(pod: ObjectOf<'Pod'>, wanted: string | undefined): string {
  const names = (containers: readonly { name: string }[] | undefined) =>
    (containers ?? []).map(each => each.name);
  const main = names(pod.spec?.containers);
  const init = names(pod.spec?.initContainers);
  const all = [...main, ...init, ...names(pod.spec?.ephemeralContainers)];
  const podName = pod.metadata.name;
  if (wanted) {
    if (all.includes(wanted)) return wanted;
    throw badRequest(`container ${wanted} is not valid for pod ${podName}`);
  }
  if (all.length === 1) return all[0];
  const initial =
    init.length > 0
      ? ` or one of the init containers: [${init.join(' ')}]`
      : '';
  throw badRequest(
    `a container name must be specified for pod ${podName}, choose one of: [${main.join(' ')}]${initial}`,
  );
}

function loggedRun(
  pod: ObjectOf<'Pod'>,
  name: string,
  status: ContainerStatus | undefined,
  previous: boolean,
): { startedAt?: string } | undefined {
  const last = status?.lastState?.terminated;
  const subject = `container "${name}" in pod "${pod.metadata.name}"`;
  if (previous) {
    if (last) return last;
    throw badRequest(`previous terminated ${subject} not found`);
  }
  const { running, terminated, waiting } = status?.state ?? {};
  const run = running ?? terminated ?? last;
  if (run) return run;
  throw badRequest(`${subject} is waiting to start${why(waiting?.reason)}`);
}

function why(reason: string | undefined): string {
  switch (reason) {
    case undefined:
      return ' - no logs yet';
    case 'ErrImagePull':
      return `: image can't be pulled`;
    case 'ImagePullBackOff':
      return ': trying and failing to pull image';
    default:
      return `: ${reason}`;
  }
}
