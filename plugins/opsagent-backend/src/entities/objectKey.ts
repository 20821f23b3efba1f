import { ObjectReference, kindKey } from '@opsagent/engine';

/** One spelling of an object's name within its cluster, whichever API version it was read in. */
export function objectKey({
  apiVersion,
  kind,
  namespace = '',
  name,
}: ObjectReference): string {
  return `${kindKey({ apiVersion, kind })}/${namespace}/${name}`;
}

/** The namespace in what `objectKey` gave; undefined for what is cluster-scoped. */
export function namespaceOfKey(key: string): string | undefined {
  return key.split('/').at(-2) || undefined;
}
