/** Labels that tell a suite's own objects from those controllers add. */
export const SUITE = { suite: 'kubernetes-api' };

export function configMap(
  name: string,
  data: Record<string, string> = {},
  labels: Record<string, string> = {},
) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, labels: { ...SUITE, ...labels } },
    data,
  };
}

export function secret(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'Opaque',
    metadata: { name, labels: SUITE },
  };
}

/** A Deployment of two containers that wants no replicas, so that nothing else is made for it. */
export function deployment(name: string) {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels: SUITE },
    spec: {
      replicas: 0,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podSpec() },
    },
  };
}

/** A pod of two containers that no scheduler takes up. */
export function pod(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: SUITE },
    spec: { ...podSpec(), schedulerName: 'none' },
  };
}

function podSpec() {
  return {
    containers: [
      {
        name: 'app',
        image: 'registry.example.org/app:1',
        env: [
          { name: 'LEVEL', value: 'info' },
          { name: 'MODE', value: 'plain' },
        ],
      },
      { name: 'proxy', image: 'registry.example.org/proxy:1' },
    ],
  };
}
