import { ObjectReference } from '../findings/Finding';

/** Tells objects apart in maps. */
export function referenceKey({
  kind,
  namespace = '',
  name,
}: ObjectReference): string {
  return `${kind}/${namespace}/${name}`;
}
