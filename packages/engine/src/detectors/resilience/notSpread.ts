import { field } from '../../findings/evidence';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { workloadsWhere } from '../shared/judgedWorkloads';
import { scalableOf } from '../shared/replicas';
import { lastingWorkloads } from '../shared/servingWorkloads';
import { workloadDetector } from '../shared/workloadDetector';

const ZONE = 'topology.kubernetes.io/zone';

/** Pods that the loss of one node or zone would take together. */
export const notSpread = workloadDetector({
  id: 'resources.no-spread',
  title: 'All pods sit in one place',
  tier: 'risk',
  kinds: ['Node'],
  documentation: {
    speaks:
      'All running pods of a workload, at least two, sit on one node although the cluster has others (medium), or in one zone of several (low); and the workload asks for no spreading of its own.',
    silent:
      'Workloads whose pods are spread, since the scheduler spreads by itself as well as it can. Workloads with anti-affinity or spread constraints. Jobs and DaemonSets.',
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#internal-default-constraints',
    ],
  },
  among: workloadsWhere(
    ({ pods, subject }, { snapshot }) =>
      pods.length >= 2 && scalableOf(subject, snapshot) !== undefined,
    lastingWorkloads,
  ),
  check({ pod, pods }, { snapshot }) {
    const { affinity, topologySpreadConstraints = [] } = pod.spec ?? {};
    if (affinity?.podAntiAffinity || topologySpreadConstraints.length > 0)
      return undefined;
    if (snapshot.readState('Node') !== 'complete') return undefined;
    const nodes = new Set(pods.map(each => each.spec?.nodeName));
    const [node] = nodes;
    if (nodes.size === 1 && node && usableNodes(snapshot).length > 1) {
      return {
        severity: 'medium',
        message: `All ${pods.length} pods run on node ${node}`,
        evidence: [field(pod, 'spec.nodeName', node)],
      };
    }
    const zones = new Set(
      [...nodes].map(each => zoneOf(snapshot.get('Node', undefined, each))),
    );
    const [zone] = zones;
    const all = new Set(usableNodes(snapshot).map(zoneOf));
    if (zones.size !== 1 || !zone || all.size < 2) return undefined;
    return {
      severity: 'low',
      message: `All ${pods.length} pods run in zone ${zone}`,
      evidence: [
        field(
          snapshot.get('Node', undefined, node)!,
          `metadata.labels["${ZONE}"]`,
          zone,
        ),
      ],
    };
  },
});

const usable = new WeakMap<ClusterSnapshot, readonly KnownKinds['Node'][]>();

/** Nodes that take ordinary pods. */
function usableNodes(snapshot: ClusterSnapshot): readonly KnownKinds['Node'][] {
  const known = usable.get(snapshot);
  if (known) return known;
  const found = snapshot
    .all('Node')
    .filter(
      ({ spec }) =>
        !spec?.unschedulable &&
        !spec?.taints?.some(({ effect }) => effect !== 'PreferNoSchedule'),
    );
  usable.set(snapshot, found);
  return found;
}

function zoneOf(node: KnownKinds['Node'] | undefined) {
  return node?.metadata.labels?.[ZONE];
}
