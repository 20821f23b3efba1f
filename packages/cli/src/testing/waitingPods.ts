import { KubernetesObject } from '@opsagent/engine';

/** What `kubectl get pods` prints of a pod that names a Secret and that the scheduler places on none of three nodes, and of a pod elsewhere. */
export function waitingPods(): KubernetesObject[] {
  const metadata = (name: string, namespace: string) => ({
    name,
    namespace,
    creationTimestamp: '2026-03-01T11:00:00Z',
  });
  return [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: metadata('cart', 'shop'),
      spec: {
        containers: [{ name: 'app', envFrom: [{ secretRef: { name: 'db' } }] }],
      },
      status: {
        phase: 'Pending',
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message: '0/3 nodes are available: 3 Insufficient cpu.',
            lastTransitionTime: '2026-03-01T11:00:00Z',
          },
        ],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: metadata('agent', 'kube-system'),
      status: { phase: 'Succeeded', startTime: '2026-03-01T11:30:00Z' },
    },
  ];
}
