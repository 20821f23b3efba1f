import { ObjectReference } from '../findings/Finding';

/** `Deployment shop/cart`; `Node worker-1` for what has no namespace; `Node` for all of a kind. */
export function describeObject({
  kind,
  namespace,
  name,
}: ObjectReference): string {
  const path = [namespace, name].filter(Boolean).join('/');
  return path ? `${kind} ${path}` : kind;
}
