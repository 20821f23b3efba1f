import { CauseRule } from '../CauseRule';
import { cordons, taints } from '../changes/clusterChanges';
import { problemsOfSamePods } from '../upstream/problemsOfSamePods';
import { problemsOfUnfitNodes } from '../upstream/problemsOfUnfitNodes';

/** Nodes that would take the pods if they were fit for work. */
const UNFIT = 'scheduling.only-unhealthy-nodes';
const NO_ROOM = [
  'scheduling.insufficient-cpu',
  'scheduling.insufficient-memory',
  'scheduling.insufficient-other',
  'scheduling.max-pods',
];

export const schedulingCauseRules: readonly CauseRule[] = [
  {
    id: 'node-cordoned',
    title: 'The only nodes that fit are cordoned',
    provedBy: ['scheduling.only-cordoned-nodes'],
    followedBy: {
      detectors: ['scheduling.volume-node-affinity'],
      problems: problemsOfSamePods(['scheduling.only-cordoned-nodes']),
    },
    changes: cordons,
    documentation: {
      speaks:
        'Nodes that would fit the pods are all cordoned. A cordon shortly before the pods began to wait makes it surer. That their volumes bind them to those nodes follows from it.',
      silent:
        'Not named where another requirement keeps the pods from those nodes as well.',
      sources: [
        'https://kubernetes.io/docs/concepts/architecture/nodes/#manual-node-administration',
      ],
    },
  },
  {
    id: 'node-taint-unfit',
    title: 'The pods do not tolerate the nodes’ taints',
    provedBy: ['scheduling.taint-untolerated', UNFIT, 'node.taint-left-behind'],
    followedBy: {
      detectors: [UNFIT, ...NO_ROOM],
      problems: problemsOfUnfitNodes,
    },
    touchedBy: ['placement'],
    changes: taints,
    documentation: {
      speaks:
        'Nodes that would fit the pods have taints that the pods do not tolerate. A taint that was set shortly before makes it surer. That other nodes have no room follows, where one that has room is kept from work by a taint that it should have lost.',
      silent:
        'A taint of the control plane is not named while another requirement fails elsewhere.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
      ],
    },
  },
  {
    id: 'placement-rule-unfit',
    title: 'No node satisfies the pods’ placement rules',
    provedBy: [
      'scheduling.node-selector-mismatch',
      'scheduling.node-affinity-unsatisfied',
      'scheduling.pod-affinity-unsatisfied',
      'scheduling.anti-affinity-blocked',
      'scheduling.topology-spread-blocked',
      'scheduling.node-name-absent',
    ],
    touchedBy: ['placement', 'labels'],
    documentation: {
      speaks:
        'No node satisfies the pods’ node selector, affinity, anti-affinity or spread, as a simulation of the scheduler’s filters shows.',
      silent: 'Not named while a node passes every filter.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
      ],
    },
  },
  {
    id: 'capacity-exhausted',
    title: 'The nodes have no room left',
    provedBy: [
      ...NO_ROOM,
      'scheduling.volume-limit',
      'scheduling.no-nodes',
      'node.requests-saturated',
      'scheduling.autoscaler-declined',
      'node.pod-capacity',
    ],
    touchedBy: ['resources'],
    documentation: {
      speaks:
        'Nodes that satisfy all other requirements have too little room left for the pods’ requests, as a simulation shows, or there are no nodes at all.',
      silent:
        'A request that no node could hold even if it were empty is another cause.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/',
        'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-requests-are-scheduled',
      ],
    },
  },
  {
    id: 'request-oversized',
    title: 'The pods request more than any node has',
    provedBy: [
      'scheduling.request-exceeds-node',
      'scheduling.extended-resource-absent',
    ],
    touchedBy: ['resources'],
    documentation: {
      speaks:
        'The pods request more of a resource than the largest node has, or a resource that no node has.',
      sources: [
        'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
      ],
    },
  },
  {
    id: 'host-port-taken',
    title: 'The host port is taken on every node that fits',
    provedBy: ['scheduling.host-port-conflict'],
    touchedBy: ['ports'],
    documentation: {
      speaks:
        'The host port that the pods ask for is held by other pods on every node that fits.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/',
      ],
    },
  },
  {
    id: 'priority-preemption',
    title: 'More important pods took the room',
    provedBy: ['pod.preempted'],
    followedBy: {
      detectors: NO_ROOM,
      problems: problemsOfSamePods(['pod.preempted']),
    },
    documentation: {
      speaks:
        'The scheduler removed the pods to make room for others of higher priority. That those which were to replace them find no room follows from it.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
      ],
    },
  },
];
