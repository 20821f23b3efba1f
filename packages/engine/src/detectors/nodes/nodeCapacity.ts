import { field, referenceTo } from '../../findings/evidence';
import { NodeLoad, loadOf } from '../../scheduling/NodeLoad';
import { formatAmount } from '../../scheduling/formatAmount';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { isControlPlane, isLeaving } from './nodeTraits';

type Node = KnownKinds['Node'];

const NEARLY_FULL = 0.9;
const SATURATED = 0.95;
/** How many times what a node has may be promised in limits. */
const OVERCOMMIT: Readonly<Record<string, number>> = { memory: 1.5, cpu: 3 };

/** Labels by which providers and autoscalers name the pool that a node belongs to. */
const POOL_LABELS = [
  'cloud.google.com/gke-nodepool',
  'eks.amazonaws.com/nodegroup',
  'kubernetes.azure.com/agentpool',
  'agentpool',
  'kops.k8s.io/instancegroup',
  'doks.digitalocean.com/node-pool',
  'node.cluster.x-k8s.io/pool',
];
const KARPENTER_POOL = 'karpenter.sh/nodepool';

/** How full nodes are, by what their pods ask for. */
export const nodeCapacity = detectorFamily({
  rows: [
    {
      id: 'node.pod-capacity',
      title: 'Node has hardly room for another pod',
      documentation: {
        speaks:
          'A node holds at least 90 % of the pods that it may hold, whatever they need. High at 100 %.',
      },
    },
    {
      id: 'node.requests-saturated',
      title: 'Pool of nodes is booked out',
      concludesFrom: ['ConfigMap'],
      documentation: {
        speaks:
          'On every ready, schedulable node of a pool the requests for CPU or memory are above 95 % of what it can allocate. A pool is what the provider’s label names, else all nodes outside the control plane.',
        silent: 'Pools that Karpenter or the cluster autoscaler can enlarge.',
      },
    },
    {
      id: 'node.limits-overcommit',
      title: 'Limits promise much more than the node has',
      documentation: {
        speaks:
          'The memory limits of the pods of a node add up to more than 150 % of its allocatable memory, or their CPU limits to more than 300 % of its CPU.',
      },
    },
  ],
  tier: 'risk',
  kinds: ['Node', 'Pod'],
  documentation: {
    silent: 'Nodes that are being taken away, and finished pods.',
    sources: [
      'https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/#node-allocatable',
    ],
  },

  *read(context) {
    const { snapshot } = context;
    // Pods that were not read would still take their room.
    if (snapshot.readState('Pod') !== 'complete') return;
    const loads = new Map<Node, NodeLoad>();
    for (const node of snapshot.all('Node')) {
      if (isLeaving(node)) continue;
      const load = loadOf(node, context.graph);
      loads.set(node, load);
      yield* podCapacity(node, load);
      yield* overcommit(node, load);
    }
    yield* saturatedPools(loads, context);
  },
});

function* podCapacity(node: Node, load: NodeLoad): Iterable<FamilyDraft> {
  const room = load.allocatable.get('pods');
  if (!room || load.podCount < room * NEARLY_FULL) return;
  const isFull = load.podCount >= room;
  yield {
    detector: 'node.pod-capacity',
    subject: referenceTo(node),
    severity: isFull ? 'high' : 'medium',
    message: `${node.metadata.name} holds ${load.podCount} of at most ${room} pods`,
    evidence: [
      field(node, 'status.allocatable.pods', node.status?.allocatable?.pods),
    ],
  };
}

function* overcommit(node: Node, load: NodeLoad): Iterable<FamilyDraft> {
  for (const [resource, factor] of Object.entries(OVERCOMMIT)) {
    const has = load.allocatable.get(resource);
    if (!has) continue;
    const promised = load.promised(resource);
    if (promised <= has * factor) continue;
    yield {
      detector: 'node.limits-overcommit',
      subject: referenceTo(node),
      key: resource,
      severity: 'low',
      message: `Limits on ${node.metadata.name} add up to ${formatAmount(resource, promised)} of ${resource}, ${Math.round((promised / has) * 100)} % of what it has`,
      evidence: [
        field(
          node,
          `status.allocatable.${resource}`,
          node.status?.allocatable?.[resource],
        ),
      ],
    };
  }
}

function* saturatedPools(
  loads: ReadonlyMap<Node, NodeLoad>,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const autoscaler = snapshot.lookup(
    'ConfigMap',
    'kube-system',
    'cluster-autoscaler-status',
  );
  if (autoscaler.state !== 'absent') return;
  const pools = new Map<string, Node[]>();
  for (const node of loads.keys()) {
    if (!isEligible(node)) continue;
    const pool = poolOf(node);
    const members = pools.get(pool);
    if (members) members.push(node);
    else pools.set(pool, [node]);
  }
  for (const [pool, nodes] of pools) {
    for (const resource of ['cpu', 'memory']) {
      const shares = nodes.map(node => shareOf(loads.get(node)!, resource));
      if (!shares.every(share => share > SATURATED)) continue;
      const [first] = nodes;
      yield {
        detector: 'node.requests-saturated',
        subject: { kind: 'NodePool', name: pool },
        key: resource,
        severity: 'medium',
        message: `Each of the ${nodes.length} nodes of pool ${pool} has booked more than 95 % of its ${resource}`,
        evidence: nodes
          .slice(0, 3)
          .map(node =>
            field(
              node,
              `status.allocatable.${resource}`,
              node.status?.allocatable?.[resource],
            ),
          ),
        affected: first ? nodes.map(node => referenceTo(node)) : [],
      };
    }
  }
}

function shareOf(load: NodeLoad, resource: string) {
  const has = load.allocatable.get(resource);
  return has ? 1 - load.free(resource) / has : 0;
}

function isEligible(node: Node) {
  const ready = (node.status?.conditions ?? []).find(
    each => each.type === 'Ready',
  );
  return (
    !node.spec?.unschedulable &&
    ready?.status === 'True' &&
    !isControlPlane(node) &&
    node.metadata.labels?.[KARPENTER_POOL] === undefined
  );
}

function poolOf({ metadata }: Node) {
  const label = POOL_LABELS.find(each => metadata.labels?.[each]);
  return (label && metadata.labels?.[label]) ?? 'workers';
}
