import { CauseRule } from '../CauseRule';
import { problemsOfMetrics } from '../upstream/problemsOfMetrics';

export const autoscalingCauseRules: readonly CauseRule[] = [
  {
    id: 'autoscaler-blind',
    title: 'The autoscaler cannot see or scale its target',
    provedBy: [
      'hpa.metrics-unavailable',
      'hpa.request-missing',
      'hpa.metrics-server-absent',
      'hpa.target-missing',
      'hpa.cannot-scale',
      'hpa.ambiguous-selector',
      'hpa.duplicate-target',
      'keda.not-ready',
      'keda.fallback-active',
      'controlplane.metrics-server-down',
    ],
    followedBy: {
      detectors: ['hpa.metrics-unavailable', 'hpa.metrics-server-absent'],
      problems: problemsOfMetrics,
    },
    documentation: {
      speaks:
        'An autoscaler reports that it cannot read its metrics or its target, or its specification shows why: no request, no metrics API, no target.',
      silent: 'An autoscaler whose target is scaled to zero rests by design.',
      sources: [
        'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
      ],
    },
  },
  {
    id: 'autoscaler-ceiling',
    title: 'The autoscaler wants more replicas than it may have',
    provedBy: ['hpa.at-max'],
    documentation: {
      speaks:
        'An autoscaler has run at its maximum for a while and wants more.',
      sources: [
        'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
      ],
    },
  },
  {
    id: 'autoscaler-fight',
    title: 'Two writers set the same replicas or requests',
    provedBy: [
      'hpa.flapping',
      'hpa.vpa-conflict',
      'hpa.replicas-managed-twice',
    ],
    documentation: {
      speaks:
        'Two autoscalers control the same resource, somebody else keeps writing the replicas that an autoscaler sets, or the autoscaler scales up and down again and again.',
      silent: 'Not named where the delivery ignores the replicas.',
      sources: [
        'https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/',
      ],
    },
  },
];
