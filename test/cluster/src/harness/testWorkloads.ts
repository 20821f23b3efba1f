import type { KubernetesObject } from '@kubernetes/client-node';

/** A Deployment whose pods are killed for lack of memory at once: a fault that is reported without grace. */
export function outOfMemory(name: string): KubernetesObject {
  return deployment(name, 1, 'tail /dev/zero');
}

/** A Deployment that has nothing to be found fault with. */
export function healthy(name: string, replicas: number): KubernetesObject {
  return deployment(name, replicas, 'sleep infinity');
}

function deployment(
  name: string,
  replicas: number,
  command: string,
): KubernetesObject {
  const labels = { app: name };
  const object = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels: { 'backstage.io/kubernetes-id': name } },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'app',
              image: 'busybox:1.37',
              command: ['sh', '-c', command],
              ports: [{ name: 'http', containerPort: 8080 }],
              readinessProbe: { tcpSocket: { port: 'http' } },
              resources: {
                requests: { cpu: '10m', memory: '16Mi' },
                limits: { memory: '32Mi' },
              },
            },
          ],
        },
      },
    },
  };
  return object;
}
