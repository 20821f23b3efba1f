import {
  ClusterSnapshot,
  KindRead,
  KubernetesObject,
  kindKey,
  reduceObject,
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
  const place = placeIn(copy, choice);
  if (!place) return copy;
  const { holder, key } = place;
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
  return copy;
}

/** A copy of an object with another value in one of its fields, as a snapshot holds it. */
export function withField(
  object: KubernetesObject,
  choice: number,
  value: unknown,
): KubernetesObject {
  const copy = structuredClone(object);
  const place = placeIn(copy, choice);
  if (!place) return copy;
  // A list is changed by the same key as an object.
  (place.holder as Record<string, unknown>)[place.key] = structuredClone(value);
  return reduceObject(copy);
}

function placeIn(object: KubernetesObject, choice: number): Place | undefined {
  const places = placesIn(object, 0);
  return places[choice % places.length];
}

const KEPT = new Set(['apiVersion', 'kind', 'metadata', 'name', 'namespace']);

type Holder = Record<string, unknown> | unknown[];

interface Place {
  holder: Holder;
  key: string;
}

function placesIn(holder: Holder, depth: number): Place[] {
  return Object.entries(holder).flatMap(([key, value]) => [
    ...(depth <= 1 && KEPT.has(key) ? [] : [{ holder, key }]),
    ...(typeof value === 'object' && value !== null
      ? placesIn(value as Holder, depth + 1)
      : []),
  ]);
}
