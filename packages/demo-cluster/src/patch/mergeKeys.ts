const PORT_OWNERS = new Set([
  'containers',
  'initContainers',
  'ephemeralContainers',
]);

const MERGE_KEYS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    addresses: 'type',
    conditions: 'type',
    containers: 'name',
    env: 'name',
    ephemeralContainers: 'name',
    hostAliases: 'ip',
    imagePullSecrets: 'name',
    initContainers: 'name',
    ownerReferences: 'uid',
    podIPs: 'ip',
    resourceClaims: 'name',
    secrets: 'name',
    taints: 'key',
    topologySpreadConstraints: 'topologyKey',
    volumeDevices: 'devicePath',
    volumeMounts: 'mountPath',
    volumes: 'name',
  }),
);

/**
 * The field by which the entries of a list are told apart in a strategic merge patch; undefined for lists that are replaced as a whole.
 *
 * Taken from the `patchMergeKey` tags of the API types. A list's name decides, with its parent's where one name is used twice.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
export function mergeKeyOf(path: readonly string[]): string | undefined {
  const [parent, name] = path.slice(-2);
  if (name === 'ports')
    return PORT_OWNERS.has(parent) ? 'containerPort' : 'port';
  return MERGE_KEYS.get(name);
}

/** Lists of plain values that are merged as sets. */
export const MERGED_SETS: ReadonlySet<string> = new Set(['finalizers']);
