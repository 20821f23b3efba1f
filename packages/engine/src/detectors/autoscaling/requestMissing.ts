import type { Container } from 'kubernetes-types/core/v1';
import { field, referenceTo } from '../../findings/evidence';
import { Workload, podTemplateOf } from '../../graph/workloads';
import { kindKey } from '../../snapshot/resources';
import { DetectionContext, Detector } from '../Detector';
import { targetOf } from './scaleTarget';
import { utilizationMetrics } from './utilizationMetrics';

/** Autoscalers that need a request which the container lacks. */
export const requestMissing: Detector = {
  id: 'hpa.request-missing',
  title: 'Autoscaler needs a request that the container lacks',
  tier: 'problem',
  kinds: ['HorizontalPodAutoscaler'],
  documentation: {
    speaks:
      'An autoscaler aims at a share of the request for a resource, and a container of its target requests none of it: the share cannot be computed. Judged on a running pod where there is one, since a limit range may have added requests.',
    silent:
      'Metrics that aim at an amount, and pods that state their resources as a whole.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#support-for-resource-metrics',
    ],
  },

  *detect(context) {
    const { snapshot } = context;
    for (const scaler of snapshot.all('HorizontalPodAutoscaler')) {
      if (scaler.metadata.deletionTimestamp) continue;
      const target = targetOf(scaler);
      const workload =
        target &&
        (snapshot.get(kindKey(target), target.namespace, target.name) as
          Workload | undefined);
      if (!workload) continue;
      const source = sourceOf(workload, context);
      if (!source || source.hasPodLevelResources) continue;
      for (const { resource, container } of utilizationMetrics(scaler)) {
        for (const { name, resources } of source.containers) {
          if (!name || (container && container !== name)) continue;
          if (resources?.requests?.[resource] ?? resources?.limits?.[resource])
            continue;
          yield {
            subject: referenceTo(scaler),
            key: name,
            severity: 'high',
            message: `Container ${name} of ${workload.kind} ${workload.metadata.namespace}/${workload.metadata.name} requests no ${resource}, of which the autoscaler needs the used share`,
            evidence: [
              field(scaler, 'spec.metrics', scaler.spec?.metrics),
              field(
                source.object,
                `${source.path}[${name}].resources`,
                resources ?? {},
              ),
            ],
          };
        }
      }
    }
  },
};

function sourceOf(workload: Workload, { graph }: DetectionContext) {
  const pod = graph
    .podsOf(referenceTo(workload))
    .find(each => !each.metadata.deletionTimestamp);
  const template = podTemplateOf(workload);
  const spec = pod?.spec ?? template?.template.spec;
  if (!spec) return undefined;
  const sidecars = (spec.initContainers ?? []).filter(
    each => each.restartPolicy === 'Always',
  );
  const containers: readonly Container[] = [
    ...(spec.containers ?? []),
    ...sidecars,
  ];
  return {
    object: pod ?? workload,
    path: pod ? 'spec.containers' : `${template?.path}.spec.containers`,
    containers,
    hasPodLevelResources: 'resources' in spec,
  };
}
