import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';

/** Names one object of a cluster, as findings and their evidence do. */
export type ObjectReference = EntityHealth['findings'][number]['subject'];

/** `Secret shop/checkout-db`, or `Node worker-1` for what has no namespace. */
export function objectName({ kind, namespace, name }: ObjectReference): string {
  return namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`;
}

/** The namespace by which an object is found: a Namespace is in the one that it is. Undefined for what else is cluster-scoped. */
export function namespaceOf(object: ObjectReference): string | undefined {
  const { apiVersion = 'v1', kind, name, namespace } = object;
  const isNamespace = kind === 'Namespace' && !apiVersion.includes('/');
  return isNamespace ? name : namespace;
}

/** What one pastes behind `kubectl get`: `secret/checkout-db -n shop`. */
export function kubectlName({
  kind,
  namespace,
  name,
}: ObjectReference): string {
  const target = `${kind.toLowerCase()}/${name}`;
  return namespace ? `${target} -n ${namespace}` : target;
}
