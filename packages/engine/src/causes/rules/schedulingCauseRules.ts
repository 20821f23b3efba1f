import { CauseRule } from '../CauseRule';

export const schedulingCauseRules: readonly CauseRule[] = [
  {
    id: 'node-cordoned',
    title: 'The only nodes that fit are cordoned',
    provedBy: ['scheduling.only-cordoned-nodes'],
  },
  {
    id: 'node-taint-unfit',
    title: 'The pods do not tolerate the nodes’ taints',
    provedBy: [
      'scheduling.taint-untolerated',
      'scheduling.only-unhealthy-nodes',
    ],
    touchedBy: ['placement'],
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
  },
  {
    id: 'capacity-exhausted',
    title: 'The nodes have no room left',
    provedBy: [
      'scheduling.insufficient-cpu',
      'scheduling.insufficient-memory',
      'scheduling.insufficient-other',
      'scheduling.max-pods',
      'scheduling.volume-limit',
      'scheduling.no-nodes',
    ],
    touchedBy: ['resources'],
  },
  {
    id: 'request-oversized',
    title: 'The pods request more than any node has',
    provedBy: [
      'scheduling.request-exceeds-node',
      'scheduling.extended-resource-absent',
    ],
    touchedBy: ['resources'],
  },
  {
    id: 'host-port-taken',
    title: 'The host port is taken on every node that fits',
    provedBy: ['scheduling.host-port-conflict'],
    touchedBy: ['ports'],
  },
  {
    id: 'priority-preemption',
    title: 'More important pods took the room',
    provedBy: ['pod.preempted'],
  },
];
