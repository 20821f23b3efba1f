import { CauseRule } from '../CauseRule';

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
];
