import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';

interface Rule {
  verbs?: string[];
  resources?: string[];
}

const READING: ReadonlySet<string> = new Set(['get', 'list', 'watch', '*']);

const readings = new WeakMap<ClusterSnapshot, ReadonlySet<string>>();

/**
 * Whether a service account that lives in a namespace, or has a role there, may read objects of a resource through the API: what nobody mounts may be read that
 * way, as controllers read their own settings.
 */
export function areReadByApi(
  snapshot: ClusterSnapshot,
  namespace: string | undefined,
  resource: 'configmaps' | 'secrets',
): boolean {
  const known = readings.get(snapshot);
  const index = known ?? readersOf(snapshot);
  if (!known) readings.set(snapshot, index);
  return index.has(`${resource}/${namespace ?? ''}`);
}

function readersOf(snapshot: ClusterSnapshot): ReadonlySet<string> {
  const found = new Set<string>();
  const bindings = [
    ...snapshot.all('RoleBinding'),
    ...snapshot.all('ClusterRoleBinding'),
  ];
  for (const { metadata, roleRef, subjects = [] } of bindings) {
    const accounts = (subjects ?? []).filter(
      each => each?.kind === 'ServiceAccount',
    );
    if (accounts.length === 0) continue;
    const role =
      roleRef?.kind === 'ClusterRole'
        ? snapshot.get('ClusterRole', undefined, roleRef.name)
        : snapshot.get('Role', metadata.namespace, roleRef?.name);
    for (const resource of resourcesRead(role?.rules ?? [])) {
      found.add(`${resource}/${metadata.namespace ?? ''}`);
      for (const { namespace } of accounts)
        found.add(`${resource}/${namespace ?? metadata.namespace ?? ''}`);
    }
  }
  return found;
}

function resourcesRead(rules: readonly Rule[]): string[] {
  const readable = rules
    .filter(rule => rule?.verbs?.some(verb => READING.has(verb)))
    .flatMap(rule => rule.resources ?? []);
  return ['configmaps', 'secrets'].filter(
    each => readable.includes(each) || readable.includes('*'),
  );
}
