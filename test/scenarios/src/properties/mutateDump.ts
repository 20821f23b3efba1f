import {
  ClusterSnapshot,
  DumpFile,
  KubernetesObject,
  kindKey,
  readDump,
} from '@opsagent/engine';

/** A scenario's dump, taken apart so that a test can change it. */
export interface OpenDump {
  meta: Record<string, unknown>;
  objects: KubernetesObject[];
  logs: DumpFile[];
}

/** Reads the changed dump the way every dump is read. */
export function snapshotOf({ meta, objects, logs }: OpenDump): ClusterSnapshot {
  return readDump([
    { path: 'meta.json', text: JSON.stringify(meta) },
    {
      path: 'objects.json',
      text: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
    },
    ...logs,
  ]);
}

/** The same cluster, seen by an account that may not list these kinds. */
export function withoutKinds(
  dump: OpenDump,
  forbidden: readonly string[],
): OpenDump {
  const hidden = new Set(forbidden);
  return {
    ...dump,
    meta: { ...dump.meta, forbidden },
    objects: dump.objects.filter(each => !hidden.has(kindKey(each))),
  };
}

/** A copy of an object without one of its fields, however deep: the one that the number chooses. Its kind and name stay, as without them it is no object. */
export function withoutField<T extends object>(object: T, choice: number): T {
  const copy = structuredClone(object);
  const places = removable(copy as Record<string, unknown>, 0);
  if (places.length === 0) return copy;
  const { holder, key } = places[choice % places.length];
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
  return copy;
}

const KEPT = new Set(['apiVersion', 'kind', 'metadata', 'name', 'namespace']);

interface Place {
  holder: Record<string, unknown> | unknown[];
  key: string;
}

function removable(
  holder: Record<string, unknown> | unknown[],
  depth: number,
): Place[] {
  return Object.entries(holder).flatMap(([key, value]) => {
    const isKept = depth <= 1 && KEPT.has(key);
    return [
      ...(isKept ? [] : [{ holder, key }]),
      ...(typeof value === 'object' && value !== null
        ? removable(value as Record<string, unknown>, depth + 1)
        : []),
    ];
  });
}
