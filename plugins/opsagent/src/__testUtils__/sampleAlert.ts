import { Alert, AlertList } from '@opsagent/backstage-plugin-opsagent-common';
import { ago } from './ago';
import { deployment, pod } from './sampleFinding';

export const noAlerts: AlertList = { items: [], totalItems: 0, pageInfo: {} };

export const sampleAlert = (overrides: Partial<Alert> = {}): Alert => ({
  id: 'alert-1',
  cluster: 'prod-eu',
  name: 'KubePodCrashLooping',
  state: 'firing',
  severity: 'medium',
  subject: pod('kx2lp'),
  labels: { alertname: 'KubePodCrashLooping', namespace: 'shop' },
  annotations: {
    summary: 'Pod is crash looping.',
    description: 'Pod shop/checkout-7d9c5b8f64-kx2lp restarts again and again.',
  },
  startsAt: ago(18),
  receivedAt: ago(2),
  generatorUrl: 'https://prometheus.example.com/graph?g0.expr=up',
  entityRefs: ['component:default/sample'],
  ...overrides,
});

/** Two that fire, of which one has joined the incident. */
export const sampleAlerts = (incident?: string): AlertList => ({
  items: [
    sampleAlert({ incident }),
    sampleAlert({
      id: 'alert-2',
      name: 'CheckoutErrorRate',
      severity: 'critical',
      subject: deployment,
      annotations: { summary: '12.4 % of requests fail' },
      generatorUrl: undefined,
    }),
  ],
  totalItems: 2,
  pageInfo: {},
});
