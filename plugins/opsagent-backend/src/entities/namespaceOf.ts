import { ObjectReference, kindKey } from '@opsagent/engine';

/**
 * The namespace that an object is in, by which people filter and policies decide: a Namespace is in the one that it is. Undefined for what else is cluster-scoped.
 */
export function namespaceOf(object: ObjectReference): string | undefined {
  const isNamespace = kindKey(object) === 'Namespace';
  return (isNamespace ? object.name : object.namespace) || undefined;
}
