import { append } from '../append';
import { entryOf } from '../entryOf';
import { oncePerObject } from '../oncePerObject';
import { ClusterSnapshot } from './ClusterSnapshot';
import { ObjectOf } from './objects';

type ByName = Map<string, ObjectOf<string>[]>;

/** By kind and name; a kind is read when it is first asked for. */
const namesIn = oncePerObject(
  (_: ClusterSnapshot) => new Map<string, ByName>(),
);

/** Objects of a kind that have a name, of whatever namespace. */
export function namesakes<K extends string>(
  kind: K,
  name: string,
  snapshot: ClusterSnapshot,
): readonly ObjectOf<K>[] {
  const byKind = namesIn(snapshot);
  const isRead = byKind.has(kind);
  const byName = entryOf(byKind, kind);
  if (!isRead)
    for (const each of snapshot.all(kind))
      append(byName, each.metadata.name, each);
  return (byName.get(name) ?? []) as unknown as readonly ObjectOf<K>[];
}
