import { CauseRule } from '../CauseRule';
import { limitRangeWrites, quotaWrites } from '../changes/clusterChanges';
import { problemsOfBudgets } from '../upstream/budgets';
import { problemsOfWebhook } from '../upstream/webhooks';

export const policyCauseRules: readonly CauseRule[] = [
  {
    id: 'quota-blocks',
    title: 'A ResourceQuota refuses new pods',
    provedBy: [
      'create.quota-exceeded',
      'create.quota-needs-requests',
      'quota.exhausted',
      'quota.blocks-referenced-object',
      'quota.template-needs-requests',
    ],
    touchedBy: ['resources'],
    changes: quotaWrites,
    documentation: {
      speaks:
        'A ResourceQuota refuses new pods, or leaves no room for what the workload still lacks. A quota that was written shortly before is shown.',
      silent: 'Not named where the quota has room now and the refusal is old.',
      sources: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
    },
  },
  {
    id: 'limitrange-blocks',
    title: 'A LimitRange refuses the pods',
    provedBy: ['create.limitrange-violation', 'limitrange.conflict'],
    touchedBy: ['resources'],
    changes: limitRangeWrites,
    documentation: {
      speaks:
        'A LimitRange refuses the containers’ requests or limits, or the size of their claims, or contradicts itself.',
      sources: ['https://kubernetes.io/docs/concepts/policy/limit-range/'],
    },
  },
  {
    id: 'pod-security-blocks',
    title: 'A policy refuses the pods',
    provedBy: [
      'create.podsecurity-violation',
      'create.scc-denied',
      'create.policy-denied',
      'create.webhook-denied',
      'security.psa-would-reject',
    ],
    touchedBy: ['security', 'mounts', 'image'],
    documentation: {
      speaks:
        'Admission refuses the pods and names the rule: a Pod Security level, a security context constraint, or another policy.',
      sources: [
        'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
      ],
    },
  },
  {
    id: 'webhook-broken',
    title: 'An admission webhook does not answer',
    provedBy: [
      'create.webhook-unreachable',
      'webhook.service-missing',
      'webhook.no-endpoints',
      'webhook.failing',
      'webhook.ca-invalid',
      'webhook.self-scope',
    ],
    followedBy: {
      detectors: [
        'create.webhook-unreachable',
        'webhook.failing',
        'webhook.no-endpoints',
      ],
      problems: problemsOfWebhook,
    },
    documentation: {
      speaks:
        'An admission webhook cannot be called: its Service is absent, has no ready endpoint or another port, or its certificate is not valid. With failurePolicy Fail the API server then refuses what it covers.',
      silent: 'A webhook that answers and refuses is a policy.',
      sources: [
        'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/',
      ],
    },
  },
  {
    id: 'disruption-budget-blocks',
    title: 'A disruption budget lets no pod be evicted',
    provedBy: [
      'pdb.blocks-all',
      'pdb.overlap',
      'pdb.min-above-replicas',
      'node.drain-blocked',
    ],
    followedBy: {
      detectors: ['node.drain-blocked'],
      problems: problemsOfBudgets,
    },
    documentation: {
      speaks:
        'A budget demands as many healthy pods as there are, or more, or two budgets claim the same pods, so that the node cannot be drained.',
      silent:
        'A budget that has no room only because pods are unhealthy is a symptom of theirs.',
      sources: [
        'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
        'https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/',
      ],
    },
  },
];
