import { Severity } from '../../findings/Finding';
import { RuleDocumentation } from '../../RuleDocumentation';
import { FamilyRow } from '../detectorFamily';

export interface SchedulingRow extends FamilyRow {
  severity: Severity;
}

interface Row {
  name: string;
  severity: Severity;
  title: string;
  documentation: Partial<RuleDocumentation>;
}

/** Why the scheduler places no pod. When several hold for one workload, an earlier one leads and the later ones are listed under it. */
const ROWS: readonly Row[] = [
  {
    name: 'pvc-missing',
    severity: 'high',
    title: 'Pod uses a volume claim that does not exist',
    documentation: {
      speaks: 'A pod names a PersistentVolumeClaim that does not exist.',
      silent:
        'Claims of generic ephemeral volumes, which are made with the pod.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes',
      ],
    },
  },
  {
    name: 'node-selector-mismatch',
    severity: 'high',
    title: 'No node has the labels that the pod asks for',
    documentation: {
      speaks: 'No node carries all labels of the pod’s nodeSelector.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodeselector',
      ],
    },
  },
  {
    name: 'node-affinity-unsatisfied',
    severity: 'high',
    title: 'No node satisfies the node affinity',
    documentation: {
      speaks: 'No node satisfies the node affinity that the pod requires.',
      silent: 'Preferences, which only weigh.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity',
      ],
    },
  },
  {
    name: 'extended-resource-absent',
    severity: 'high',
    title: 'No node offers the requested resource',
    documentation: {
      speaks:
        'The pod requests a resource, such as a GPU, that no node offers in status.allocatable.',
      sources: [
        'https://kubernetes.io/docs/tasks/configure-pod-container/extended-resource/',
      ],
    },
  },
  {
    name: 'request-exceeds-node',
    severity: 'high',
    title: 'Request is larger than any node',
    documentation: {
      speaks:
        'The pod requests more of a resource than any node that otherwise fits has in status.allocatable.',
      sources: [
        'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-requests-are-scheduled',
      ],
    },
  },
  {
    name: 'insufficient-cpu',
    severity: 'high',
    title: 'Not enough CPU left on the nodes',
    documentation: {
      speaks:
        'The nodes that otherwise fit have less CPU left, after the requests of the pods on them, than the pod requests.',
      sources: [
        'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-requests-are-scheduled',
      ],
    },
  },
  {
    name: 'insufficient-memory',
    severity: 'high',
    title: 'Not enough memory left on the nodes',
    documentation: {
      speaks:
        'The nodes that otherwise fit have less memory left, after the requests of the pods on them, than the pod requests.',
      sources: [
        'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-requests-are-scheduled',
      ],
    },
  },
  {
    name: 'insufficient-other',
    severity: 'high',
    title: 'Not enough of a resource left on the nodes',
    documentation: {
      speaks:
        'The nodes that otherwise fit have too little left of another resource that they offer, such as ephemeral storage, huge pages or a device.',
      sources: [
        'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-requests-are-scheduled',
      ],
    },
  },
  {
    name: 'max-pods',
    severity: 'high',
    title: 'Nodes hold as many pods as they may',
    documentation: {
      speaks:
        'The nodes that otherwise fit hold as many pods as their status.allocatable.pods allows.',
      sources: [
        'https://kubernetes.io/docs/setup/best-practices/cluster-large/',
      ],
    },
  },
  {
    name: 'host-port-conflict',
    severity: 'medium',
    title: 'Host port is taken on every node',
    documentation: {
      speaks:
        'A host port of the pod is taken, for its protocol and address, on every node that otherwise fits.',
      sources: [
        'https://kubernetes.io/docs/concepts/configuration/overview/#services',
      ],
    },
  },
  {
    name: 'volume-limit',
    severity: 'medium',
    title: 'Nodes can attach no further volume',
    documentation: {
      speaks:
        'The scheduler reports that nodes can attach no further volume. Names the driver where the CSINodes and attached volumes show whose limit is reached.',
      sources: ['https://kubernetes.io/docs/concepts/storage/storage-limits/'],
    },
  },
  {
    name: 'pod-affinity-unsatisfied',
    severity: 'high',
    title: 'No node is near the pods it must be near',
    documentation: {
      speaks:
        'No node that otherwise fits is in a topology domain with the pods that the pod affinity requires.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
      ],
    },
  },
  {
    name: 'anti-affinity-blocked',
    severity: 'medium',
    title: 'Anti-affinity leaves no node',
    documentation: {
      speaks:
        'Anti-affinity, the pod’s own or that of pods that run, excludes every node that otherwise fits.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
      ],
    },
  },
  {
    name: 'topology-spread-blocked',
    severity: 'medium',
    title: 'Topology spread leaves no node',
    documentation: {
      speaks:
        'A topology spread constraint with DoNotSchedule excludes every node that otherwise fits.',
      silent: 'Constraints with ScheduleAnyway, which only weigh.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
      ],
    },
  },
  {
    name: 'taint-untolerated',
    severity: 'high',
    title: 'Nodes carry a taint that the pod does not tolerate',
    documentation: {
      speaks:
        'Nodes that otherwise fit carry a taint that the pod does not tolerate.',
      silent:
        'Taints of the control plane while another requirement fails on other nodes.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
      ],
    },
  },
  {
    name: 'only-unhealthy-nodes',
    severity: 'high',
    title: 'Only unhealthy nodes would take the pod',
    documentation: {
      speaks:
        'The only nodes that otherwise fit carry a taint that the node controller sets on nodes that are not ready, do not report or lack resources.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-nodes-by-condition',
      ],
    },
  },
  {
    name: 'only-cordoned-nodes',
    severity: 'high',
    title: 'Only cordoned nodes would take the pod',
    documentation: {
      speaks: 'The only nodes that otherwise fit are cordoned.',
      sources: [
        'https://kubernetes.io/docs/concepts/architecture/nodes/#manual-node-administration',
      ],
    },
  },
  {
    name: 'dra-unallocated',
    severity: 'medium',
    title: 'Resource claim is not allocated',
    documentation: {
      speaks:
        'The scheduler reports that a ResourceClaim of the pod does not exist or that no device can be allocated for it.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/',
      ],
    },
  },
  {
    name: 'unexplained',
    severity: 'medium',
    title: 'Pod cannot be scheduled',
    documentation: {
      speaks:
        'The scheduler has placed no pod for three minutes, and either a node would fit as far as the snapshot shows, or the nodes, pods or volumes were not fully read: its own message is all there is.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/',
      ],
    },
  },
];

/** Rows whose subject is not the workload, but a claim or the cluster. */
const SHARED_ROWS: readonly Row[] = [
  {
    name: 'volume-node-affinity',
    severity: 'high',
    title: 'Volume cannot be reached from any fitting node',
    documentation: {
      speaks:
        'The volume of a claim cannot be reached from any node that otherwise fits, usually because it is in another zone.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#node-affinity',
      ],
    },
  },
  {
    name: 'pvc-unbound',
    severity: 'medium',
    title: 'Pod waits for a volume claim that is not bound',
    documentation: {
      speaks: 'Pods wait until a claim is bound whose class binds at once.',
      silent: 'Claims whose class waits for the first consumer.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
      ],
    },
  },
  {
    name: 'rwop-in-use',
    severity: 'medium',
    title: 'Volume claim for a single pod is in use',
    documentation: {
      speaks:
        'A claim with access mode ReadWriteOncePod is in use by another pod.',
      silent: 'While that pod is being deleted.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
      ],
    },
  },
  {
    name: 'no-nodes',
    severity: 'critical',
    title: 'Cluster has no node that takes pods',
    documentation: {
      speaks: 'Pods wait and the cluster has no node.',
      silent:
        'Snapshots without nodes whose scheduler counts some: the snapshot lacks them.',
      sources: ['https://kubernetes.io/docs/concepts/architecture/nodes/'],
    },
  },
];

const idOf = ({ name }: Row) => `scheduling.${name}`;

export const SCHEDULING_ROWS: readonly SchedulingRow[] = [
  ...ROWS.map((row, index) => ({
    id: idOf(row),
    severity: row.severity,
    title: row.title,
    documentation: row.documentation,
    explainedBy: [
      'create.*',
      'deploy.rollout-deadlock',
      ...ROWS.slice(0, index).map(idOf),
    ],
  })),
  ...SHARED_ROWS.map(row => ({
    id: idOf(row),
    severity: row.severity,
    title: row.title,
    documentation: row.documentation,
    explainedBy: ['storage.*'],
  })),
];

const severities = new Map(SCHEDULING_ROWS.map(row => [row.id, row.severity]));

export function severityOf(id: string): Severity {
  return severities.get(id) ?? 'medium';
}
