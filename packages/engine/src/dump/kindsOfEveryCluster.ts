/**
 * Kinds of which the API server or its controllers create objects in every cluster with nodes. A dump without any, and that says nothing of them, has left them out.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
 */
export const kindsOfEveryCluster: readonly string[] = [
  'APIService',
  'ClusterRole',
  'ClusterRoleBinding',
  'CSINode',
  'Lease',
  'Role',
  'RoleBinding',
];
