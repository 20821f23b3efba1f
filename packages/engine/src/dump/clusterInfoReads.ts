import { KindRead } from '../snapshot/ClusterSnapshot';
import { API_RESOURCES, keyOfResource } from '../snapshot/resources';

/**
 * The files that `kubectl cluster-info dump` writes for each namespace, by the kind they hold.
 *
 * @see https://kubernetes.io/docs/reference/kubectl/generated/kubectl_cluster-info/kubectl_cluster-info_dump/
 */
const NAMESPACE_FILES: Readonly<Record<string, string>> = {
  daemonsets: 'DaemonSet',
  deployments: 'Deployment',
  events: 'Event',
  pods: 'Pod',
  replicasets: 'ReplicaSet',
  'replication-controllers': 'ReplicationController',
  services: 'Service',
};

const NAMESPACED = new Set(Object.values(NAMESPACE_FILES));

/**
 * The namespaces of a directory that holds exactly what `kubectl cluster-info dump` writes; undefined for any other set of files.
 *
 * Paths of logs are not expected among them.
 */
export function clusterInfoNamespaces(
  paths: readonly string[],
): string[] | undefined {
  const nodes = paths.find(path => /(^|\/)nodes\.(json|yaml)$/.test(path));
  if (nodes === undefined || paths.length === 1) return undefined;
  const root = nodes.slice(0, nodes.lastIndexOf('/') + 1);
  const namespaces = new Set<string>();
  for (const path of paths) {
    if (path === nodes) continue;
    if (!path.startsWith(root)) return undefined;
    const match = /^([^/]+)\/([^/]+)\.(json|yaml)$/.exec(
      path.slice(root.length),
    );
    if (!match || !(match[2] in NAMESPACE_FILES)) return undefined;
    namespaces.add(match[1]);
  }
  return [...namespaces];
}

/** Whether these are kinds that `kubectl cluster-info dump` prints, and no others. */
export function areClusterInfoKinds(kinds: Iterable<string>): boolean {
  return [...kinds].every(kind => kind === 'Node' || NAMESPACED.has(kind));
}

/** What such a dump read: nodes, seven kinds in some namespaces (by default two of them), and nothing else. */
export function clusterInfoReads(namespaces: readonly string[]): KindRead[] {
  return API_RESOURCES.map(keyOfResource)
    .filter(kind => kind !== 'Node')
    .map(kind =>
      NAMESPACED.has(kind)
        ? { kind, state: 'complete', namespaces }
        : { kind, state: 'notCaptured' },
    );
}
