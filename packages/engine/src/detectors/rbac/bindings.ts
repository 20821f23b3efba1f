import type { PolicyRule, Subject } from 'kubernetes-types/rbac/v1';
import { append } from '../../append';
import { oncePerObject } from '../../oncePerObject';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { isSystemNamespace } from '../shared/namespaces';

export type Binding = KnownKinds['ClusterRoleBinding' | 'RoleBinding'];
export type Role = KnownKinds['ClusterRole' | 'Role'];

/** One subject to whom a binding grants a role. */
export interface Grant {
  binding: Binding;
  subject: Subject;
  /** Where the subject stands in the binding. */
  path: string;
  /** The role, where it was read. */
  role: Role | undefined;
  isClusterWide: boolean;
}

export const BINDING_KINDS = ['ClusterRoleBinding', 'RoleBinding'] as const;
export const ROLE_KINDS = ['ClusterRole', 'Role'] as const;

/** Groups to which everybody, or every program, belongs. */
const BROAD_GROUPS =
  /^system:(?:anonymous|unauthenticated|authenticated|serviceaccounts(?::.+)?)$/;
/** Names that installers and providers give to what they bring along. */
const SHIPPED_NAME = /^(?:system|kubeadm|eks|gce|gke|aks|azure|k3s|rke2):/;
const DEFAULTS_LABEL = 'kubernetes.io/bootstrapping';

/** Whether a role or binding comes with every cluster of its make, or another object made it. */
export function isShipped({ metadata }: Role | Binding): boolean {
  return (
    metadata.labels?.[DEFAULTS_LABEL] === 'rbac-defaults' ||
    SHIPPED_NAME.test(metadata.name) ||
    Boolean(metadata.ownerReferences?.some(each => each.controller))
  );
}

/** Whether a subject is part of the control plane or of what was installed beside it, and no group to which anybody belongs. */
function isSystemSubject({ kind, name, namespace }: Subject): boolean {
  if (kind === 'ServiceAccount') return isSystemNamespace(namespace);
  return SHIPPED_NAME.test(name ?? '') && !BROAD_GROUPS.test(name ?? '');
}

/** Bindings of both kinds that are not being deleted. */
export function* bindingsOf(snapshot: ClusterSnapshot): Iterable<Binding> {
  for (const kind of BINDING_KINDS)
    for (const binding of snapshot.all(kind))
      if (!binding.metadata.deletionTimestamp && binding.roleRef) yield binding;
}

/** Every grant that people or their tools made, leaving out what is shipped and what serves the cluster itself. */
export const grantsOf = oncePerObject(
  (snapshot: ClusterSnapshot): readonly Grant[] =>
    [...bindingsOf(snapshot)].flatMap(binding => {
      if (isShipped(binding)) return [];
      const { namespace } = binding.metadata;
      if (isSystemNamespace(namespace)) return [];
      const role = roleOf(binding, snapshot);
      return (binding.subjects ?? []).flatMap((subject, index) =>
        !subject.name || isSystemSubject(subject)
          ? []
          : [
              {
                binding,
                subject,
                path: `subjects[${index}]`,
                role,
                isClusterWide: binding.kind === 'ClusterRoleBinding',
              },
            ],
      );
    }),
);

/** The roles among them that are not shipped, each with who has it. */
export const grantedRoles = oncePerObject(
  (snapshot: ClusterSnapshot): ReadonlyMap<Role, readonly Grant[]> => {
    const roles = new Map<Role, Grant[]>();
    for (const grant of grantsOf(snapshot))
      if (grant.role && !isShipped(grant.role))
        append(roles, grant.role, grant);
    return roles;
  },
);

function roleOf(
  { roleRef, metadata }: Binding,
  snapshot: ClusterSnapshot,
): Role | undefined {
  return roleRef.kind === 'Role'
    ? snapshot.get('Role', metadata.namespace, roleRef.name)
    : snapshot.get('ClusterRole', undefined, roleRef.name);
}

export function rulesOf(role: Role | undefined): readonly PolicyRule[] {
  return role?.rules ?? [];
}

/** `ServiceAccount shop/cart`, or `Group team`. */
export function formatSubject({ kind, name, namespace }: Subject): string {
  return `${kind} ${kind === 'ServiceAccount' && namespace ? `${namespace}/` : ''}${name}`;
}
