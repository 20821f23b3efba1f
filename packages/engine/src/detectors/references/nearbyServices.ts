import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { namesakes } from '../../snapshot/namesakes';
import { KnownKinds } from '../../snapshot/objects';
import { ServiceName } from './serviceNameOf';

/** Services that a name which leads nowhere was probably to mean: the same one in another namespace, or one that is a slip of the pen away. */
export function nearbyServices(
  { name, namespace }: ServiceName,
  snapshot: ClusterSnapshot,
): KnownKinds['Service'][] {
  const elsewhere = namesakes('Service', name, snapshot).filter(
    ({ metadata }) => metadata.namespace !== namespace,
  );
  const alike = snapshot
    .inNamespace('Service', namespace)
    .filter(({ metadata }) => isOneEditAway(metadata.name, name));
  return [...alike, ...elsewhere];
}

/** Whether one letter was added, left out, replaced, or swapped with its neighbour. */
export function isOneEditAway(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  return (
    short.slice(at + 1) === long.slice(at + 1) ||
    (short[at] === long[at + 1] &&
      short[at + 1] === long[at] &&
      short.slice(at + 2) === long.slice(at + 2))
  );
}
