import { ClusterSnapshot, KnownKinds } from '@opsagent/engine';

/** The namespaces of the pods on some nodes: those in which most are not well first, then those with most pods. */
export function namespacesOfPods(
  snapshot: ClusterSnapshot,
  nodes: ReadonlySet<string>,
): string[] {
  const counts = new Map<string, { unwell: number; all: number }>();
  for (const pod of snapshot.all('Pod')) {
    const { namespace } = pod.metadata;
    if (!namespace || !nodes.has(pod.spec?.nodeName ?? '')) continue;
    const count = counts.get(namespace) ?? { unwell: 0, all: 0 };
    count.all += 1;
    if (!isWell(pod)) count.unwell += 1;
    counts.set(namespace, count);
  }
  return [...counts]
    .sort(
      ([one, a], [other, b]) =>
        b.unwell - a.unwell || b.all - a.all || one.localeCompare(other),
    )
    .map(([namespace]) => namespace);
}

function isWell({ status }: KnownKinds['Pod']): boolean {
  return (
    status?.phase === 'Succeeded' ||
    (status?.conditions ?? []).some(
      ({ type, status: met }) => type === 'Ready' && met === 'True',
    )
  );
}
