import { ObjectReference } from '@opsagent/engine';

/** An object as scenarios spell it: `Deployment/shop/cart`, or `Node/worker-1` for a kind without namespaces. */
export type ObjectName = string;

/** @throws Error that quotes the name */
export function parseObjectName(text: ObjectName): ObjectReference {
  const parts = text.split('/');
  if (parts.some(part => part === '') || ![2, 3].includes(parts.length)) {
    throw new Error(
      `"${text}" is not a name such as Deployment/shop/cart or Node/worker-1`,
    );
  }
  const [kind, ...rest] = parts;
  const name = rest.pop()!;
  const [namespace] = rest;
  return namespace ? { kind, namespace, name } : { kind, name };
}

/** The inverse of `parseObjectName`. */
export function nameOf({ kind, namespace, name }: ObjectReference): ObjectName {
  return [kind, ...(namespace ? [namespace] : []), name].join('/');
}
