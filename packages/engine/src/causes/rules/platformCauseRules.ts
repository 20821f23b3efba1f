import { CauseRule } from '../CauseRule';

export const platformCauseRules: readonly CauseRule[] = [
  {
    id: 'cni-broken',
    title: 'Pods get no network',
    provedBy: ['node.cni-not-ready', 'pod.sandbox-failed'],
  },
  {
    id: 'scheduler-down',
    title: 'No scheduler takes care of the pods',
    provedBy: ['scheduling.unknown-scheduler'],
    touchedBy: ['placement'],
  },
  {
    id: 'apiserver-slow',
    title: 'The API server answers too slowly for a lease',
    toldBy: ['log.leader-lost'],
  },
];
