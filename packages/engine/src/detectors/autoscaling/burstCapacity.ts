import { field, referenceTo } from '../../findings/evidence';
import { alikePods } from '../../graph/alikePods';
import { NodeLoad, hasFinished, loadOf } from '../../scheduling/NodeLoad';
import { matchesNodeSelector } from '../../scheduling/nodeSelection';
import { carriesSelector } from '../../scheduling/placement';
import { tolerates } from '../../scheduling/tolerations';
import { conditionOf } from '../../snapshot/conditions';
import { KnownKinds } from '../../snapshot/objects';
import { podRequests } from '../../snapshot/podRequests';
import { DetectionContext, Detector } from '../Detector';
import { targetOf } from './scaleTarget';

type Pod = KnownKinds['Pod'];
type Node = KnownKinds['Node'];

const KEEPS_AWAY = ['NoSchedule', 'NoExecute'];

/** Autoscalers whose maximum the nodes cannot hold. */
export const burstCapacity: Detector = {
  id: 'hpa.burst-exceeds-capacity',
  title: 'Nodes have no room for the autoscaler’s maximum',
  tier: 'risk',
  kinds: ['HorizontalPodAutoscaler', 'Pod', 'Node', 'ConfigMap'],
  documentation: {
    speaks:
      'The pods that an autoscaler may still add request more than is free on the nodes that may take them, judged by one of its pods. Each autoscaler is judged alone.',
    silent:
      'Clusters in which an autoscaler of nodes is seen, and targets without pods. Only node selectors, node affinity, taints, requests and the number of pods count.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/',
      'https://kubernetes.io/docs/concepts/cluster-administration/node-autoscaling/',
    ],
  },

  *detect(context) {
    const { snapshot, graph } = context;
    const scalers = snapshot.all('HorizontalPodAutoscaler');
    // No nodes at all is a matter of its own, or of what was captured.
    if (scalers.length === 0 || snapshot.all('Node').length === 0) return;
    if (hasNodeAutoscaler(context)) return;
    const nodes = new Map(
      snapshot
        .all('Node')
        .filter(isOpen)
        .map(node => [node, loadOf(node, graph)]),
    );
    for (const scaler of scalers) {
      const target = targetOf(scaler);
      const { maxReplicas = 0 } = scaler.spec ?? {};
      if (!target || scaler.metadata.deletionTimestamp) continue;
      const pods = graph
        .podsOf(target)
        .filter(pod => !hasFinished(pod) && !pod.metadata.deletionTimestamp);
      const [pod] = pods;
      const wanted = maxReplicas - pods.length;
      if (!pod || wanted <= 0) continue;
      const room = roomFor(pod, nodes, wanted);
      if (room >= wanted) continue;
      yield {
        subject: referenceTo(scaler),
        severity: 'low',
        message: `At its maximum of ${maxReplicas} replicas the target would have ${wanted} more pods, and the nodes have room for ${room}`,
        evidence: [
          field(scaler, 'spec.maxReplicas', maxReplicas),
          field(
            pod,
            'spec.containers[*].resources.requests',
            (pod.spec?.containers ?? []).map(
              each => each.resources?.requests ?? null,
            ),
          ),
        ],
      };
    }
  },
};

function isOpen(node: Node) {
  return (
    !node.metadata.deletionTimestamp &&
    !node.spec?.unschedulable &&
    conditionOf(node, 'Ready')?.status === 'True'
  );
}

/** How many more pods like this one find room, counted no further than asked for. */
function roomFor(
  pod: Pod,
  nodes: ReadonlyMap<Node, NodeLoad>,
  wanted: number,
): number {
  const requests = [...podRequests(pod.spec)].filter(([, each]) => each > 0);
  let room = 0;
  for (const [node, load] of nodes) {
    if (room >= wanted) break;
    if (!mayGoTo(pod, node)) continue;
    const limits = requests.map(([resource, request]) =>
      Math.floor(load.free(resource) / request),
    );
    const places = load.allocatable.get('pods') ?? Infinity;
    room += Math.max(0, Math.min(...limits, places - load.podCount));
  }
  return room;
}

function mayGoTo(pod: Pod, node: Node) {
  return (
    carriesSelector(pod, node) &&
    matchesNodeSelector(
      pod.spec?.affinity?.nodeAffinity
        ?.requiredDuringSchedulingIgnoredDuringExecution,
      node,
    ) &&
    (node.spec?.taints ?? []).every(
      taint =>
        !KEEPS_AWAY.includes(taint.effect) ||
        tolerates(pod.spec?.tolerations, taint),
    )
  );
}

/** Autoscalers of cloud providers run out of sight, but leave their status, or labels on the nodes they make. */
function hasNodeAutoscaler({ snapshot }: DetectionContext) {
  return (
    snapshot.get('ConfigMap', 'kube-system', 'cluster-autoscaler-status') !==
      undefined ||
    snapshot
      .all('Node')
      .some(
        ({ metadata: { labels = {}, annotations = {} } }) =>
          Object.keys(labels).some(namesNodeAutoscaler) ||
          Object.keys(annotations).some(namesNodeAutoscaler),
      ) ||
    alikePods(snapshot).some(({ first }) =>
      namesNodeAutoscaler(first.metadata.name),
    )
  );
}

function namesNodeAutoscaler(text: string) {
  return text.includes('cluster-autoscaler') || text.includes('karpenter');
}
