import { field, referenceTo } from '../../findings/evidence';
import { DetectionContext } from '../Detector';
import { detectorFamily } from '../detectorFamily';
import { isSystemNamespace } from '../shared/namespaces';
import { targetOf } from './scaleTarget';

/** Autoscalers whose bounds leave little to scale. Those that another object makes take their bounds from there. */
export const autoscalerBounds = detectorFamily({
  rows: [
    {
      id: 'hpa.min-equals-max',
      title: 'Autoscaler has nothing to scale',
      kinds: ['HorizontalPodAutoscaler'],
      documentation: {
        speaks:
          'The minimum of an autoscaler equals its maximum, so that it never changes anything.',
      },
    },
    {
      id: 'hpa.min-low',
      title: 'Autoscaler may go down to a single pod',
      kinds: ['HorizontalPodAutoscaler', 'Pod', 'Service'],
      documentation: {
        speaks:
          'The minimum of an autoscaler is one, which it is unless set, and a Service routes to its target: at quiet times the loss of one pod interrupts the service.',
      },
    },
  ],
  tier: 'hygiene',
  kinds: ['HorizontalPodAutoscaler'],
  documentation: {
    silent:
      'Autoscalers that have an owner, such as those of KEDA, a minimum of zero, which is meant, and namespaces of the system.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/',
    ],
  },

  *read(context) {
    for (const scaler of context.snapshot.all('HorizontalPodAutoscaler')) {
      const { namespace, deletionTimestamp, ownerReferences } = scaler.metadata;
      if (deletionTimestamp || ownerReferences?.length) continue;
      if (isSystemNamespace(namespace)) continue;
      const { minReplicas, maxReplicas } = scaler.spec ?? {};
      const least = minReplicas ?? 1;
      const bounds = [
        field(scaler, 'spec.minReplicas', minReplicas),
        field(scaler, 'spec.maxReplicas', maxReplicas),
      ];
      if (least === maxReplicas) {
        yield {
          detector: 'hpa.min-equals-max',
          subject: referenceTo(scaler),
          severity: 'low',
          message: `Minimum and maximum are both ${least}`,
          evidence: bounds,
        };
      } else if (least === 1 && isServing(scaler, context)) {
        yield {
          detector: 'hpa.min-low',
          subject: referenceTo(scaler),
          severity: 'low',
          message:
            'A Service routes to the target, which may have a single pod',
          evidence: bounds,
        };
      }
    }
  },
});

function isServing(
  scaler: Parameters<typeof targetOf>[0],
  { graph }: DetectionContext,
) {
  const target = targetOf(scaler);
  const [pod] = target ? graph.podsOf(target) : [];
  return pod !== undefined && graph.servicesSelecting(pod).length > 0;
}
