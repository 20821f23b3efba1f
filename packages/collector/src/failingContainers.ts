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
 * in good order when its probe kills it reports no error. Then those that have run for two minutes, were never restarted and are not ready: their present log says why.
 * The first replica of each workload comes first.
 */
export function failingContainers(
  snapshot: ClusterSnapshot,
): FailingContainer[] {
  const pods = snapshot.all('Pod');
  const seen = new Set<string>();
  const ended = firstOfEachFirst(pods, failingIn, seen);
  return [
    ...ended,
    ...firstOfEachFirst(pods, pod => unreadyIn(pod, snapshot), seen),
  ];
}

function firstOfEachFirst(
  pods: readonly KnownKinds['Pod'][],
  containersIn: (pod: KnownKinds['Pod']) => FailingContainer[],
  seen: Set<string>,
): FailingContainer[] {
  const first: FailingContainer[] = [];
  const further: FailingContainer[] = [];
  for (const pod of pods) {
    const owner = pod.metadata.ownerReferences?.[0]?.uid ?? pod.metadata.uid;
    for (const failing of containersIn(pod)) {
      const key = `${owner}/${failing.container}`;
      (seen.has(key) ? further : first).push(failing);
      seen.add(key);
    }
  }
  return [...first, ...further];
}

/** Milliseconds. */
const START_GRACE = 2 * 60_000;

function unreadyIn(
  pod: KnownKinds['Pod'],
  snapshot: ClusterSnapshot,
): FailingContainer[] {
  const { namespace = '', name, deletionTimestamp } = pod.metadata;
  if (deletionTimestamp) return [];
  return (pod.status?.containerStatuses ?? []).flatMap(
    ({ name: container, state, lastState, ready }) =>
      ready === false &&
      !lastState?.terminated &&
      (snapshot.age(state?.running?.startedAt) ?? 0) > START_GRACE
        ? [{ namespace, pod: name, container, previous: false }]
        : [],
  );
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
