import { field } from '../../findings/evidence';
import { conditionOf } from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, FamilyRow, detectorFamily } from '../detectorFamily';
import { mayYetBecomeReady } from '../shared/mayYetBecomeReady';
import {
  unquietActivePods,
  isReady,
  notReadySince,
  podCondition,
} from '../shared/pods';
import { affectedPod } from '../shared/sightings';

type Pod = KnownKinds['Pod'];

const GRACE = minutes(2);

interface Agent extends FamilyRow {
  /** What pods on the node go without. */
  effect: string;
  /** Names of the DaemonSets, or values of the label `k8s-app`, that run it. */
  names: RegExp;
}

const AGENTS: readonly Agent[] = [
  {
    id: 'controlplane.kube-proxy-down',
    title: 'Services cannot be reached from a node',
    effect: 'Services that change cannot be reached from there',
    names: /^kube-proxy$/,
    documentation: {
      speaks:
        'The pod of kube-proxy on a ready node has not been ready for two minutes.',
      sources: ['https://kubernetes.io/docs/reference/networking/virtual-ips/'],
    },
  },
  {
    id: 'controlplane.cni-down',
    title: 'Network plugin does not run on a node',
    effect: 'new pods there get no network',
    names:
      /^(?:calico-node|canal|rke2-canal|cilium|anetd|antrea-agent|aws-node|azure-cns|kindnet|kube-flannel(?:-ds)?|kube-router|ovnkube-node|kube-ovn-cni|weave-net|multus)$/,
    documentation: {
      speaks:
        'The pod of a known network plugin on a ready node has not been ready for two minutes.',
      sources: [
        'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
      ],
    },
  },
  {
    id: 'dns.node-local-down',
    title: 'DNS cache does not run on a node',
    effect: 'pods there cannot resolve names',
    names: /^node-?local-?dns(?:-cache)?$/,
    documentation: {
      speaks:
        'The pod of the DNS cache on a ready node has not been ready for two minutes.',
      sources: [
        'https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/',
      ],
    },
  },
];

export const nodeAgents = detectorFamily({
  rows: AGENTS,
  tier: 'problem',
  kinds: ['Pod', 'Node'],
  concludesFrom: ['DaemonSet'],
  documentation: {
    silent:
      'Silent while the pod’s probes may yet succeed, and on nodes that are not ready, which are told themselves. Clusters without such a DaemonSet do it in another way.',
  },

  *read(context) {
    for (const pod of unquietActivePods(context)) {
      const found = agentOf(pod, context);
      const draft = found && unwell(found, pod, context);
      if (draft) yield draft;
    }
  },
});

/** By its DaemonSet's name, which charts and distributions keep, or by its label, as of a static pod. */
function agentOf(pod: Pod, { graph }: DetectionContext) {
  const { kind, name } = graph.topOwner(pod);
  if (!['DaemonSet', 'Node'].includes(kind)) return undefined;
  const { labels = {} } = pod.metadata;
  const called = [
    ...(kind === 'DaemonSet' ? [name] : []),
    labels['k8s-app'] ?? '',
    labels.component ?? '',
  ];
  for (const agent of AGENTS) {
    const known = called.find(each => agent.names.test(each));
    if (known) return { agent, known };
  }
  return undefined;
}

function unwell(
  { agent: { id, effect }, known }: NonNullable<ReturnType<typeof agentOf>>,
  pod: Pod,
  context: DetectionContext,
): FamilyDraft | undefined {
  const { snapshot } = context;
  const nodeName = pod.spec?.nodeName;
  const node = snapshot.get('Node', undefined, nodeName);
  if (!nodeName || !node) return undefined;
  if (conditionOf(node, 'Ready')?.status !== 'True') return undefined;
  if (isReady(pod) || !olderThan(snapshot, notReadySince(pod), GRACE))
    return undefined;
  if (mayYetBecomeReady(pod, context)) return undefined;
  const ready = podCondition(pod, 'Ready');
  return {
    detector: id,
    subject: { apiVersion: 'v1', kind: 'Node', name: nodeName },
    key: known,
    severity: 'high',
    message: `${known} is not ready on Node ${nodeName}: ${effect}`,
    evidence: [
      field(
        pod,
        `${ready?.path ?? 'status.conditions[Ready]'}.status`,
        ready?.status,
      ),
    ],
    affected: [affectedPod(pod, { since: notReadySince(pod) })],
  };
}
