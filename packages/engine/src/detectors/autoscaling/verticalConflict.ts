import { append } from '../../append';
import { field, referenceTo } from '../../findings/evidence';
import { referenceKey } from '../../findings/referenceKey';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../../snapshot/objects';
import { fieldsOf, listOf, textOf, textsOf } from '../../snapshot/untyped';
import { Detector } from '../Detector';
import { targetOf } from './scaleTarget';
import { UtilizationMetric, utilizationMetrics } from './utilizationMetrics';

const VERTICAL = 'VerticalPodAutoscaler.autoscaling.k8s.io';
const ANY_CONTAINER = '*';

/** Workloads whose requests one autoscaler changes while another divides by them. */
export const verticalConflict: Detector = {
  id: 'hpa.vpa-conflict',
  title: 'Two autoscalers act on the same resource',
  tier: 'risk',
  kinds: ['HorizontalPodAutoscaler', VERTICAL],
  documentation: {
    speaks:
      'A VerticalPodAutoscaler sets the requests of a workload for a resource of which a HorizontalPodAutoscaler uses the share in use: each change of the one moves the other.',
    silent:
      'Update mode Off, containers whose mode is Off, resources that controlledResources leaves out, and autoscalers that go by an amount or by other metrics.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/autoscaling/vertical-pod-autoscale/',
      'https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/known-limitations.md',
    ],
  },

  *detect({ snapshot }) {
    const byTarget = verticalsByTarget(snapshot);
    for (const scaler of snapshot.all('HorizontalPodAutoscaler')) {
      const target = targetOf(scaler);
      if (!target || scaler.metadata.deletionTimestamp) continue;
      const told = new Set<string>();
      for (const vertical of byTarget.get(referenceKey(target)) ?? []) {
        for (const metric of utilizationMetrics(scaler)) {
          const { resource } = metric;
          if (told.has(resource) || !controls(vertical, metric)) continue;
          told.add(resource);
          const { updatePolicy, resourcePolicy } = fieldsOf(vertical.spec);
          yield {
            subject: target,
            key: resource,
            severity: 'medium',
            message: `${scaler.metadata.name} scales by the share of ${resource} in use, and ${vertical.metadata.name} changes the request that it is a share of`,
            evidence: [
              field(scaler, 'spec.metrics', scaler.spec?.metrics),
              field(vertical, 'spec.updatePolicy', updatePolicy),
              field(vertical, 'spec.resourcePolicy', resourcePolicy),
            ],
            affected: [referenceTo(scaler), referenceTo(vertical)],
          };
        }
      }
    }
  },
};

function verticalsByTarget(snapshot: ClusterSnapshot) {
  const byTarget = new Map<string, KubernetesObject[]>();
  for (const vertical of snapshot.all(VERTICAL)) {
    const { namespace, deletionTimestamp } = vertical.metadata;
    const { targetRef, updatePolicy } = fieldsOf(vertical.spec);
    const isOff = fieldsOf(updatePolicy).updateMode === 'Off';
    if (deletionTimestamp || isOff) continue;
    const { apiVersion, kind, name } = fieldsOf(targetRef);
    const target = {
      apiVersion: textOf(apiVersion),
      kind: textOf(kind) ?? '',
      name: textOf(name) ?? '',
    };
    append(byTarget, referenceKey({ namespace, ...target }), vertical);
  }
  return byTarget;
}

/** Whether a vertical autoscaler sets a resource of the containers that a metric looks at. Containers without a policy of their own follow the one for any. */
function controls(
  vertical: KubernetesObject,
  { resource, container }: UtilizationMetric,
) {
  const { resourcePolicy } = fieldsOf(vertical.spec);
  const policies = listOf(fieldsOf(resourcePolicy).containerPolicies);
  const ofName = (name: string) =>
    policies.find(each => each.containerName === name);
  const general = ofName(ANY_CONTAINER) ?? {};
  const relevant = container
    ? [ofName(container) ?? general]
    : [general, ...policies];
  return relevant.some(({ mode, controlledResources }) => {
    const resources = Array.isArray(controlledResources)
      ? textsOf(controlledResources)
      : ['cpu', 'memory'];
    return mode !== 'Off' && resources.includes(resource);
  });
}
