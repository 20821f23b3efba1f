import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { NamespaceResources, ResourceOverview } from './ClusterResources';
import { momentOf } from './momentOf';
import { nodeResources, nodesSummary } from './nodeResources';
import { PodTally, readPod } from './PodTally';
import { quotaUses } from './quotaUses';
import { sharedResources } from './sharedResources';
import { isRead, unreadKinds } from './unreadKinds';
import { COUNTED_KINDS } from './workloadSummaries';

/** Kinds on which the figures of a namespace rest. */
const NAMESPACED_KINDS = [
  'Pod',
  ...COUNTED_KINDS,
  'Service',
  'Ingress',
  'PersistentVolumeClaim',
];

/**
 * What a cluster, its namespaces and its nodes consist of, offer and ask for.
 *
 * Pure: the only clock is `snapshot.capturedAt`. What could not be read is absent and named in `unread`, never zero.
 */
export function resourcesOf(snapshot: ClusterSnapshot): ResourceOverview {
  const inAll = new PodTally();
  const byNamespace = new Map<string, PodTally>();
  const byNode = new Map<string, PodTally>();
  for (const pod of snapshot.all('Pod')) {
    const reading = readPod(snapshot, pod);
    inAll.add(reading);
    tallyOf(byNamespace, pod.metadata.namespace ?? '').add(reading);
    const node = pod.spec?.nodeName;
    if (node) tallyOf(byNode, node).add(reading);
  }
  const podsOfNodes = {
    tallies: byNode,
    unread: unreadKinds(snapshot, ['Pod']),
  };
  const nodes = snapshot
    .all('Node')
    .map(node => nodeResources(snapshot, node, podsOfNodes));
  return {
    cluster: {
      ...sharedResources(snapshot, inAll),
      nodes: isRead(snapshot, 'Node') ? nodesSummary(nodes) : undefined,
      namespaces: isRead(snapshot, 'Namespace')
        ? snapshot.all('Namespace').length
        : undefined,
      unread: unreadKinds(snapshot, ['Node', 'Namespace', ...NAMESPACED_KINDS]),
    },
    namespaces: namespaceNames(snapshot).map(name =>
      namespaceResources(
        snapshot,
        name,
        byNamespace.get(name) ?? new PodTally(),
      ),
    ),
    nodes,
  };
}

function namespaceResources(
  snapshot: ClusterSnapshot,
  name: string,
  pods: PodTally,
): NamespaceResources {
  const namespace = snapshot.get('Namespace', undefined, name);
  return {
    name,
    phase: namespace?.status?.phase,
    createdAt: momentOf(namespace?.metadata.creationTimestamp),
    ...sharedResources(snapshot, pods, name),
    quotas: isRead(snapshot, 'ResourceQuota', name)
      ? quotaUses(snapshot.inNamespace('ResourceQuota', name))
      : undefined,
    unread: unreadKinds(snapshot, [...NAMESPACED_KINDS, 'ResourceQuota'], name),
  };
}

/** Whoever may not list namespaces may still have read what is in some. */
function namespaceNames(snapshot: ClusterSnapshot): string[] {
  const names = new Set(
    snapshot.all('Namespace').map(each => each.metadata.name),
  );
  if (snapshot.readState('Namespace') !== 'complete')
    for (const kind of NAMESPACED_KINDS)
      for (const { metadata } of snapshot.all(kind))
        if (metadata.namespace) names.add(metadata.namespace);
  return [...names].sort();
}

function tallyOf(tallies: Map<string, PodTally>, key: string): PodTally {
  const known = tallies.get(key);
  if (known) return known;
  const begun = new PodTally();
  tallies.set(key, begun);
  return begun;
}
