import { ObjectReference, kindKey } from '@opsagent/engine';
import { namespaceOf } from './namespaceOf';

/** One spelling of an object's name within its cluster, whichever API version it was read in. */
export function objectKey({
  apiVersion,
  kind,
  namespace = '',
  name,
}: ObjectReference): string {
  return `${kindKey({ apiVersion, kind })}/${namespace}/${name}`;
}

/** The `namespaceOf` the object of which `objectKey` gave the key. Names may hold slashes, as those of registries do; kinds and namespaces cannot. */
export function namespaceOfKey(key: string): string | undefined {
  const [kind, namespace, ...name] = key.split('/');
  return namespaceOf({ kind, namespace, name: name.join('/') });
}

/** The name in what `objectKey` gave. */
export function nameOfKey(key: string): string {
  return key.split('/').slice(2).join('/');
}
