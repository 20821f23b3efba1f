import type {
  ClusterRole,
  ClusterRoleBinding,
  PolicyRule,
  RoleBinding,
} from 'kubernetes-types/rbac/v1';
import { kindKey } from '../../snapshot/resources';
import { ClusterSnapshot, ReadState } from '../../snapshot/ClusterSnapshot';

/** What a ServiceAccount asked the API server for. */
export interface AccessRequest {
  /** Of the ServiceAccount. */
  namespace: string;
  name: string;
  verb: string;
  /** May have a subresource, as `pods/log`. */
  resource: string;
  /** Empty for the core group. */
  group: string;
  /** The namespace asked about; absent for the whole cluster. */
  scope?: string;
}

const FORBIDDEN =
  /User "system:serviceaccount:([a-z0-9-]{1,63}):([a-z0-9.-]{1,253})" cannot ([a-z]{1,20}) resource "([\w./-]{1,253})" in API group "([\w.-]{0,253})"(?: in the namespace "([a-z0-9-]{1,63})")?/;

/** The request that the API server refused to a ServiceAccount, when a text quotes its answer. */
export function forbiddenRequestIn(text: string): AccessRequest | undefined {
  const [, namespace, name, verb, resource, group, scope] =
    FORBIDDEN.exec(text.replace(/\\"/g, '"')) ?? [];
  if (!namespace) return undefined;
  return {
    namespace,
    name,
    verb,
    resource,
    group,
    ...(scope ? { scope } : {}),
  };
}

/** How a snapshot files a kind of the RBAC group. */
const rbac = (kind: string) =>
  kindKey({ apiVersion: 'rbac.authorization.k8s.io/v1', kind });

const KINDS: readonly string[] = [
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
].map(rbac);

/** Whether roles and bindings grant a request; the read state of what would have to be known when that was not read. */
export function isAllowed(
  request: AccessRequest,
  snapshot: ClusterSnapshot,
): 'allowed' | 'denied' | ReadState {
  for (const kind of KINDS) {
    const state = snapshot.readState(
      kind,
      kind.startsWith('Cluster') ? undefined : request.scope,
    );
    if (state !== 'complete') return state;
  }
  // Every API server creates bindings of its own, so none at all means that nobody looked.
  const clusterBindings = snapshot.all(
    rbac('ClusterRoleBinding'),
  ) as readonly unknown[] as readonly ClusterRoleBinding[];
  if (clusterBindings.length === 0) return 'notCaptured';
  const bindings = [
    ...clusterBindings,
    ...(request.scope
      ? (snapshot.inNamespace(
          rbac('RoleBinding'),
          request.scope,
        ) as readonly unknown[] as readonly RoleBinding[])
      : []),
  ];
  return bindings.some(
    each =>
      each.subjects?.some(subject => names(subject, request)) &&
      rulesOf(each, request, snapshot).some(rule => grants(rule, request)),
  )
    ? 'allowed'
    : 'denied';
}

function names(
  { kind, name, namespace }: { kind: string; name: string; namespace?: string },
  request: AccessRequest,
) {
  switch (kind) {
    case 'ServiceAccount':
      return name === request.name && namespace === request.namespace;
    case 'Group':
      return [
        'system:serviceaccounts',
        `system:serviceaccounts:${request.namespace}`,
        'system:authenticated',
      ].includes(name);
    default:
      return (
        name === `system:serviceaccount:${request.namespace}:${request.name}`
      );
  }
}

function rulesOf(
  { roleRef }: Partial<RoleBinding | ClusterRoleBinding>,
  { scope }: AccessRequest,
  snapshot: ClusterSnapshot,
): readonly PolicyRule[] {
  if (!roleRef) return [];
  const role = snapshot.get(
    rbac(roleRef.kind),
    roleRef.kind === 'Role' ? scope : undefined,
    roleRef.name,
  ) as unknown as ClusterRole | undefined;
  return role?.rules ?? [];
}

/** Rules that are bound to single names may or may not grant it: the log does not always tell the name, so they count as a grant. */
function grants(
  { apiGroups = [], resources = [], verbs = [] }: PolicyRule,
  { group, resource, verb }: AccessRequest,
) {
  const covers = (list: readonly string[], value: string) =>
    list.includes('*') || list.includes(value);
  const [, subresource] = resource.split('/');
  return (
    covers(apiGroups, group) &&
    covers(verbs, verb) &&
    (covers(resources, resource) ||
      (subresource !== undefined && resources.includes(`*/${subresource}`)))
  );
}
