import { StoredFinding } from '@opsagent/backstage-plugin-opsagent-common';
import { ago } from './ago';

export const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'checkout',
};
export const pod = (suffix: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  namespace: 'shop',
  name: `checkout-7d9c5b8f64-${suffix}`,
});

export const sampleFinding = (
  overrides: Partial<StoredFinding> = {},
): StoredFinding => ({
  id: 'a1',
  cluster: 'prod-eu',
  detector: 'config.key-missing',
  tier: 'problem',
  severity: 'critical',
  state: 'open',
  stateSince: ago(22),
  subject: deployment,
  title: 'Container cannot start: key missing in Secret',
  message: 'Secret shop/checkout-db has no key "password"',
  evidence: [
    {
      type: 'field',
      object: deployment,
      path: 'spec.template.spec.containers[0].env[3].valueFrom.secretKeyRef',
      value: { name: 'checkout-db', key: 'password' },
    },
    {
      type: 'absence',
      object: { kind: 'Secret', namespace: 'shop', name: 'checkout-db' },
      part: 'key "password"',
    },
    {
      type: 'event',
      object: pod('x2klm'),
      reason: 'Failed',
      message: "Error: couldn't find key password in Secret shop/checkout-db",
      count: 114,
      lastSeen: ago(1),
    },
    {
      type: 'field',
      object: pod('x2klm'),
      path: 'status.containerStatuses[0].state.waiting',
      value: { reason: 'CreateContainerConfigError' },
    },
    {
      type: 'log',
      object: pod('x2klm'),
      container: 'migrate',
      lines: [
        '2026-11-21T13:58:02Z INFO  connecting to checkout-db.shop.svc:5432',
        '2026-11-21T13:58:03Z ERROR password authentication failed for user "checkout"',
        '2026-11-21T13:58:03Z FATAL giving up after 3 attempts',
      ],
    },
    {
      type: 'unread',
      object: { kind: 'NetworkPolicy', namespace: 'shop', name: '*' },
      reason: 'reading it is forbidden',
    },
  ],
  affected: ['x2klm', 'p8wvz', 'q4rtd', 'm7nhs', 'c9bxf'].map(suffix => ({
    ...pod(suffix),
    container: 'app',
    node: 'worker-3',
    since: ago(23),
  })),
  symptoms: [
    {
      ids: ['s1'],
      detector: 'deployment.not-progressing',
      title: 'Deployment does not progress',
      message: '0 of 5 replicas are available; deadline of 600 s exceeded',
    },
    {
      ids: ['s2'],
      detector: 'service.no-endpoints',
      title: 'Service has no ready endpoints',
      message: 'Service shop/checkout routes nowhere',
    },
  ],
  since: ago(23),
  firstSeenAt: ago(22),
  lastSeenAt: ago(0.7),
  entityRefs: ['component:default/checkout'],
  owners: ['group:default/team-checkout'],
  mayChange: true,
  ...overrides,
});

export const oom = sampleFinding({
  id: 'a2',
  severity: 'high',
  detector: 'memory.oom-killed',
  title: 'Container is killed for memory',
  message:
    'Container worker of Deployment shop/checkout-worker was OOMKilled 7 times in 40 minutes at its limit of 256Mi',
  subject: { ...deployment, name: 'checkout-worker' },
  evidence: [
    {
      type: 'field',
      object: { ...deployment, name: 'checkout-worker' },
      path: 'spec.template.spec.containers[0].resources',
      value: {
        limits: { memory: '256Mi', cpu: '500m' },
        requests: { memory: '128Mi' },
      },
    },
  ],
  affected: [
    { ...pod('wq2'), name: 'checkout-worker-5c-wq2', since: ago(60 * 26) },
  ],
  symptoms: [],
  since: ago(60 * 26),
});

export const risk = sampleFinding({
  id: 'r1',
  tier: 'risk',
  severity: 'medium',
  detector: 'resources.no-memory-limit',
  title: 'Container has no memory limit',
  message: 'Container app of Deployment shop/checkout may take the whole node',
  evidence: [
    {
      type: 'field',
      object: deployment,
      path: 'spec.template.spec.containers[0].resources.limits.memory',
      value: null,
    },
  ],
  affected: [],
  symptoms: [],
  since: undefined,
  firstSeenAt: ago(60 * 24 * 9),
});

export const hygiene = (id: string, severity: StoredFinding['severity']) => ({
  ...risk,
  id,
  tier: 'hygiene' as const,
  severity,
  detector: 'image.mutable-tag',
  title: 'Image has a tag that can change',
  message: 'Container app of Deployment shop/checkout uses the tag "latest"',
});
