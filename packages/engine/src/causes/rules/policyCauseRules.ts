import { CauseRule } from '../CauseRule';

export const policyCauseRules: readonly CauseRule[] = [
  {
    id: 'quota-blocks',
    title: 'A ResourceQuota refuses new pods',
    provedBy: ['create.quota-exceeded', 'create.quota-needs-requests'],
    touchedBy: ['resources'],
  },
  {
    id: 'limitrange-blocks',
    title: 'A LimitRange refuses the pods',
    provedBy: ['create.limitrange-violation'],
    touchedBy: ['resources'],
  },
  {
    id: 'pod-security-blocks',
    title: 'A policy refuses the pods',
    provedBy: [
      'create.podsecurity-violation',
      'create.scc-denied',
      'create.policy-denied',
      'create.webhook-denied',
    ],
    touchedBy: ['security', 'mounts', 'image'],
  },
  {
    id: 'webhook-broken',
    title: 'An admission webhook does not answer',
    provedBy: ['create.webhook-unreachable'],
  },
];
