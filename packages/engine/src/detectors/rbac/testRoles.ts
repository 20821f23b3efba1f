import type { PolicyRule, Subject } from 'kubernetes-types/rbac/v1';
import { object } from '../../testing/builders';

export const GROUP = 'rbac.authorization.k8s.io';

export const account = (name: string, namespace = 'shop') => ({
  kind: 'ServiceAccount',
  namespace,
  name,
});

export const group = (name: string) => ({
  kind: 'Group',
  apiGroup: GROUP,
  name,
});

export const user = (name: string) => ({ kind: 'User', apiGroup: GROUP, name });

/** What the API server writes on the roles and bindings that it brings along. */
export const DEFAULTS = {
  labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
};

export function clusterRole(
  name: string,
  rules: Partial<PolicyRule>[],
  options: object = {},
) {
  return object('ClusterRole', name, { rules: rules as PolicyRule[] }, options);
}

export const role = (
  name: string,
  rules: Partial<PolicyRule>[],
  namespace = 'shop',
) => object('Role', name, { rules: rules as PolicyRule[] }, { namespace });

const toRole = (kind: string, name: string) => ({
  apiGroup: GROUP,
  kind,
  name,
});

/** Grants a cluster role on the whole cluster. */
export function everywhere(
  roleName: string,
  subjects: object[],
  options: object = {},
  name = 'grant',
) {
  return object(
    'ClusterRoleBinding',
    name,
    {
      roleRef: toRole('ClusterRole', roleName),
      subjects: subjects as Subject[],
    },
    options,
  );
}

/** Grants a role, or a cluster role, in a namespace. */
export function here(
  roleName: string,
  subjects: object[],
  options: {
    kind?: string;
    namespace?: string;
    age?: number;
    name?: string;
  } = {},
) {
  const { kind = 'Role', name = 'grant', ...rest } = options;
  return object(
    'RoleBinding',
    name,
    {
      roleRef: toRole(kind, roleName),
      subjects: subjects as Subject[],
    },
    rest,
  );
}

export const CART = object('ServiceAccount', 'cart');

const ADMIN = clusterRole(
  'cluster-admin',
  [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
  DEFAULTS,
);

const EDIT = clusterRole(
  'edit',
  [
    {
      apiGroups: ['', 'apps'],
      resources: ['secrets', 'pods', 'pods/exec', 'deployments'],
      verbs: ['create', 'get'],
    },
  ],
  DEFAULTS,
);

const READER = role('reader', [
  { apiGroups: [''], resources: ['configmaps'], verbs: ['get'] },
]);

export const known = [ADMIN, EDIT, READER, CART];

export const rule = (
  apiGroups: string[],
  resources: string[],
  verbs: string[],
  more: object = {},
) => ({ apiGroups, resources, verbs, ...more });
