import { KubernetesObject } from '@opsagent/engine';

/** A Service that selects nothing, and a Secret that is half an hour younger. */
export function brokenShop(): KubernetesObject[] {
  const metadata = (name: string, time: string) => ({
    name,
    namespace: 'shop',
    creationTimestamp: `2026-03-01T${time}:00Z`,
  });
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata('cart', '11:00'),
      spec: { selector: { app: 'kart' }, ports: [{ port: 80 }] },
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: metadata('db', '11:30'),
      data: { password: 'aHVudGVyMg==' },
    },
  ];
}
