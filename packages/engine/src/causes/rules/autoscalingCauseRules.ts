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
    ],
  },
  {
    id: 'autoscaler-ceiling',
    title: 'The autoscaler wants more replicas than it may have',
    provedBy: ['hpa.at-max'],
  },
];
