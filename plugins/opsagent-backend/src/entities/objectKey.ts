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
