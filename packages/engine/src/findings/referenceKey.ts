import { kindKey } from '../snapshot/resources';
import { ObjectReference } from './Finding';

/** Tells objects apart in maps: two groups may serve the same kind. One without an API version is of the built-in kind of that name, if there is one. */
export function referenceKey(reference: ObjectReference): string {
  const { namespace = '', name } = reference;
  return `${kindKey(reference)}/${namespace}/${name}`;
}
