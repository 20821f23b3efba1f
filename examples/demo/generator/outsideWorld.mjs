import { microTime, timestamp } from './podStatus.mjs';

/** Gives LoadBalancer Services and Ingresses the address that a cloud and an ingress controller would. */
export async function assignAddresses(api, hostname) {
  const ingress = [{ hostname }];
  for (const service of await api.list('Service')) {
    if (service.spec.type === 'LoadBalancer')
      await api.replaceStatus(service, { loadBalancer: { ingress } });
  }
  for (const each of await api.list('Ingress'))
    await api.replaceStatus(each, { loadBalancer: { ingress } });
}

/** Writes what the autoscalers would conclude from a metrics server: the use is below the target. Without one the controller soon overwrites it with an error. */
export async function measureAutoscalers(api) {
  for (const autoscaler of await api.list('HorizontalPodAutoscaler')) {
    const { minReplicas, metrics, scaleTargetRef } = autoscaler.spec;
    const { namespace, generation, creationTimestamp } = autoscaler.metadata;
    const target = await api.get('Deployment', namespace, scaleTargetRef.name);
    const percent = Math.round(
      metrics[0].resource.target.averageUtilization * 0.63,
    );
    const [container] = target.spec.template.spec.containers;
    const request = parseInt(container.resources.requests.cpu, 10);
    const condition = (type, status, reason, message) => ({
      type,
      status,
      reason,
      message,
      lastTransitionTime: creationTimestamp,
    });
    await api.replaceStatus(autoscaler, {
      observedGeneration: generation,
      lastScaleTime: timestamp(creationTimestamp),
      currentReplicas: minReplicas,
      desiredReplicas: minReplicas,
      currentMetrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            current: {
              averageUtilization: percent,
              averageValue: `${Math.round((request * percent) / 100)}m`,
            },
          },
        },
      ],
      conditions: [
        condition(
          'AbleToScale',
          'True',
          'ReadyForNewScale',
          'recommended size matches current size',
        ),
        condition(
          'ScalingActive',
          'True',
          'ValidMetricFound',
          'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
        ),
        condition(
          'ScalingLimited',
          'False',
          'DesiredWithinRange',
          'the desired count is within the acceptable range',
        ),
      ],
    });
  }
}

/** Renews the leases by which the parts of a control plane are seen to live. They ran without leader election while the story was told, and on another machine. */
export async function holdLeases(api, host) {
  const apiVersion = 'coordination.k8s.io/v1';
  const namespace = 'kube-system';
  const renewTime = microTime();
  for (const name of ['kube-controller-manager', 'kube-scheduler'])
    await api.apply({
      apiVersion,
      kind: 'Lease',
      metadata: { name, namespace },
      spec: {
        holderIdentity: `${host}_${name}`,
        leaseDurationSeconds: 15,
        leaseTransitions: 1,
        renewTime,
      },
    });
  for (const lease of await api.list('Lease')) {
    const { labels = {} } = lease.metadata;
    if (labels['apiserver.kubernetes.io/identity'])
      await api.merge(lease, {
        metadata: { labels: { 'kubernetes.io/hostname': host } },
        spec: { renewTime },
      });
  }
}
