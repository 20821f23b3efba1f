import { KubernetesObject } from './objects';

type Named = Pick<KubernetesObject, 'metadata'>;

/** The order of a snapshot's objects of one kind, which is the API server's: by namespace, then by name. */
export function compareNames(
  { metadata: one }: Named,
  { metadata: other }: Named,
): number {
  return (
    compare(one.namespace ?? '', other.namespace ?? '') ||
    compare(one.name, other.name)
  );
}

function compare(one: string, other: string) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
