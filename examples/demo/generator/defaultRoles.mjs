const ROLES = ['ClusterRole', 'Role'];
const BINDINGS = ['ClusterRoleBinding', 'RoleBinding'];

const isDefault = ({ metadata }) =>
  metadata.labels?.['kubernetes.io/bootstrapping'] === 'rbac-defaults';

/**
 * The lists without the default roles and bindings that tell nothing: every API server has the same seventy, most of them for its own controllers. Those that people
 * are given, and those that the rest of the cluster is bound to, stay.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
 */
export function withoutIdleDefaults(lists) {
  const isOfController = ({ metadata }) =>
    metadata.name.startsWith('system:controller:');
  const kept = new Map(lists);
  for (const kind of BINDINGS)
    kept.set(
      kind,
      lists
        .get(kind)
        .filter(each => !(isDefault(each) && isOfController(each))),
    );
  const bound = new Set(
    BINDINGS.flatMap(kind => kept.get(kind)).map(nameOfRole),
  );
  for (const kind of ROLES)
    kept.set(
      kind,
      lists
        .get(kind)
        .filter(
          role =>
            !isDefault(role) ||
            !role.metadata.name.startsWith('system:') ||
            bound.has(`${kind} ${scopeOf(role)}${role.metadata.name}`),
        ),
    );
  return kept;
}

function nameOfRole(binding) {
  const { kind, name } = binding.roleRef;
  return `${kind} ${kind === 'Role' ? scopeOf(binding) : ''}${name}`;
}

const scopeOf = ({ metadata: { namespace } }) =>
  namespace ? `${namespace}/` : '';
