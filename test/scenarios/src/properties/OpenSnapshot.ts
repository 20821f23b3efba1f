import {
  ClusterSnapshot,
  KindRead,
  KubernetesObject,
  kindKey,
} from '@opsagent/engine';

/** A snapshot taken apart, so that a test can put it together in another way. */
export interface OpenSnapshot {
  capturedAt: Date;
  objects: readonly KubernetesObject[];
  reads: readonly KindRead[];
  logs: ReadonlyMap<string, string>;
}

export function takeApart(snapshot: ClusterSnapshot): OpenSnapshot {
  const logs = new Map<string, string>();
  for (const { metadata, spec } of snapshot.all('Pod')) {
    const { namespace, name } = metadata;
    const { containers = [], initContainers = [] } = spec ?? {};
    for (const container of [...containers, ...initContainers]) {
      const lines = snapshot.logs(namespace, name, container.name);
      if (lines)
        logs.set(`${namespace}/${name}/${container.name}`, lines.join('\n'));
    }
  }
  return {
    capturedAt: snapshot.capturedAt,
    objects: snapshot
      .kinds()
      .flatMap(kind => [...(snapshot.all(kind) as KubernetesObject[])]),
    reads: snapshot.kinds().flatMap(kind => snapshot.readOf(kind) ?? []),
    logs,
  };
}

export function assemble(opened: OpenSnapshot): ClusterSnapshot {
  return new ClusterSnapshot({ cluster: 'scenario', ...opened });
}

/** The same cluster, seen by an account that may not list these kinds. */
export function withoutKinds(
  { reads, objects, ...rest }: OpenSnapshot,
  forbidden: readonly string[],
): OpenSnapshot {
  const hidden = new Set(forbidden);
  return {
    ...rest,
    objects: objects.filter(each => !hidden.has(kindKey(each))),
    reads: [
      ...reads.filter(({ kind }) => !hidden.has(kind)),
      ...forbidden.map<KindRead>(kind => ({ kind, state: 'forbidden' })),
    ],
  };
}

/** A copy of an object without one of its fields, however deep: the one that the number chooses. Its kind and name stay, as without them it is no object. */
export function withoutField(
  object: KubernetesObject,
  choice: number,
): KubernetesObject {
  const copy = structuredClone(object);
  const places = removable(copy, 0);
  if (places.length === 0) return copy;
  const { holder, key } = places[choice % places.length];
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
  return copy;
}

const KEPT = new Set(['apiVersion', 'kind', 'metadata', 'name', 'namespace']);

type Holder = Record<string, unknown> | unknown[];

function removable(
  holder: Holder,
  depth: number,
): { holder: Holder; key: string }[] {
  return Object.entries(holder).flatMap(([key, value]) => [
    ...(depth <= 1 && KEPT.has(key) ? [] : [{ holder, key }]),
    ...(typeof value === 'object' && value !== null
      ? removable(value as Holder, depth + 1)
      : []),
  ]);
}
