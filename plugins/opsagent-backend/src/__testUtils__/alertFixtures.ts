import { AlertmanagerAlert } from '@opsagent/backstage-plugin-opsagent-common';
import { ObjectLink } from '../entities/objectLinks';

/** An alert as Alertmanager posts it, about pod `shop/pay-1` unless the labels say otherwise. */
export function alertmanagerAlert({
  labels,
  ...fields
}: Partial<AlertmanagerAlert> = {}): AlertmanagerAlert {
  return {
    status: 'firing',
    labels: {
      alertname: 'KubePodCrashLooping',
      cluster: 'prod',
      namespace: 'shop',
      pod: 'pay-1',
      severity: 'warning',
      ...labels,
    },
    annotations: { summary: 'Pod is crash looping.' },
    startsAt: '2026-03-01T11:50:00.123456789Z',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'https://prometheus.example.com/graph?g0.expr=x',
    ...fields,
  };
}

/** What a scan saw when Deployment `shop/pay` of the entities had these pods. */
export function podsOfPay(entityRefs: readonly string[], ...pods: string[]) {
  const owner = { kind: 'Deployment', namespace: 'shop', name: 'pay' };
  return {
    kinds: ['Deployment', 'Pod'],
    links: new Map<string, ObjectLink>([
      ['Deployment/shop/pay', { owner: undefined, entityRefs }],
      ...pods.map(pod => [`Pod/shop/${pod}`, { owner, entityRefs }] as const),
    ]),
  };
}
