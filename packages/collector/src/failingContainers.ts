import { ClusterSnapshot, KnownKinds } from '@opsagent/engine';

/** A container whose log may tell why it ended. */
export interface FailingContainer {
  namespace: string;
  pod: string;
  container: string;
  /** Whether the log of the run before the present one is the interesting one. */
  previous: boolean;
}

/**
 * Containers that ended with an error and are not, or not for the first time, running, and those that were restarted and do not become ready: a server that ends
 * in good order when its probe kills it reports no error. The first replica of each workload comes first.
 */
export function failingContainers(
  snapshot: ClusterSnapshot,
): FailingContainer[] {
  const first: FailingContainer[] = [];
  const further: FailingContainer[] = [];
  const seen = new Set<string>();
  for (const pod of snapshot.all('Pod')) {
    const owner = pod.metadata.ownerReferences?.[0]?.uid ?? pod.metadata.uid;
    for (const failing of failingIn(pod)) {
      const key = `${owner}/${failing.container}`;
      (seen.has(key) ? further : first).push(failing);
      seen.add(key);
    }
  }
  return [...first, ...further];
}

function failingIn(pod: KnownKinds['Pod']): FailingContainer[] {
  const { namespace = '', name } = pod.metadata;
  return [
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.containerStatuses ?? []),
  ].flatMap(({ name: container, state, lastState, ready }) => {
    const ended = state?.terminated ?? lastState?.terminated;
    const isRestarted = !state?.terminated && !ready;
    return ended && (ended.exitCode !== 0 || isRestarted)
      ? [{ namespace, pod: name, container, previous: !state?.terminated }]
      : [];
  });
}
