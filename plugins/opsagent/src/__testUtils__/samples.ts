import {
  Alert,
  AlertList,
  EntityCluster,
  EntityHealth,
  Life,
  StoredFinding,
  StoredIncident,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  ScenarioOptions,
  ScenarioSample,
  scenarioSample,
} from './scenarioSamples';

const SAMPLE_ENTITY = 'component:default/sample';

const ago = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

export const sampleCluster = (
  overrides: Partial<EntityCluster> = {},
): EntityCluster => ({
  name: 'prod-eu',
  state: 'ok',
  scanning: false,
  scannedAt: ago(0.7),
  objects: 36,
  unread: [],
  detectorsRun: 40,
  detectorsSkipped: 0,
  mayScan: true,
  ...overrides,
});

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'checkout',
};
const pod = (suffix: string) => ({
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

const oom = sampleFinding({
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

const risk = sampleFinding({
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

const hygiene = (id: string, severity: StoredFinding['severity']) => ({
  ...risk,
  id,
  tier: 'hygiene' as const,
  severity,
  detector: 'image.mutable-tag',
  title: 'Image has a tag that can change',
  message: 'Container app of Deployment shop/checkout uses the tag "latest"',
});

const ours = (finding: StoredFinding) => ({
  ...finding,
  entityRefs: [SAMPLE_ENTITY],
});

const staging = (overrides: Partial<EntityCluster>) =>
  sampleCluster({ name: 'staging', objects: 12, ...overrides });

const forbidden = {
  state: 'partial' as const,
  unread: [
    {
      kind: 'NetworkPolicy',
      state: 'forbidden' as const,
      objects: 0,
      message:
        'networkpolicies.networking.k8s.io is forbidden: User "portal" cannot list resource "networkpolicies"',
    },
    { kind: 'Secret', state: 'forbidden' as const, objects: 0 },
    {
      kind: 'Node',
      state: 'failed' as const,
      objects: 0,
      message: 'the server took longer than 20 s',
    },
  ],
  detectorsRun: 34,
  detectorsSkipped: 6,
};

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
  startsAt: ago(17),
  receivedAt: ago(2),
  generatorUrl: 'https://prometheus.example.com/graph?g0.expr=up',
  entityRefs: [SAMPLE_ENTITY],
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

const health = (
  clusters: EntityCluster[],
  findings: StoredFinding[] = [],
  incidents: StoredIncident[] = [],
): EntityHealth => ({
  entityRef: SAMPLE_ENTITY,
  clusters,
  incidents,
  findings,
  alerts: noAlerts,
});

/** An answer with incidents, and of their findings those that concern the entity. */
const incidentHealth = (
  clusters: EntityCluster[],
  scenarios: ScenarioSample[],
  findings: StoredFinding[] = [],
): EntityHealth =>
  health(
    clusters,
    [
      ...scenarios.flatMap(({ members, others }) => [...members, ...others]),
      ...findings,
    ].filter(each => each.entityRefs.includes(SAMPLE_ENTITY)),
    scenarios.map(each => each.incident),
  );

/** The entity of every object of the scenarios, but for the database. */
const OURS = {
  'orders-api': 'sample',
  orders: 'sample',
  api: 'sample',
  ingest: 'sample',
};

const missingSecret = (options?: ScenarioOptions) =>
  scenarioSample('secret-missing-database-api-ingress', {
    entities: { ...OURS, 'orders-db': 'sample' },
    ...options,
  });

const panic = (options?: ScenarioOptions) =>
  scenarioSample('rust-panic-after-env-change', {
    entities: OURS,
    cluster: 'staging',
    ...options,
  });

const closedPort = (options?: ScenarioOptions) =>
  scenarioSample('policy-admits-other-label', {
    entities: { ...OURS, 'orders-db': 'orders-db' },
    ...options,
  });

const acknowledged = {
  state: 'acknowledged' as const,
  by: 'user:default/ana',
  reason: 'Waiting for the vault to be restored',
};

const snoozed = (state: Partial<Life> = {}): Partial<Life> => ({
  state: 'snoozed',
  by: 'user:default/ben',
  until: ago(-60 * 20),
  reason: 'The migration runs tonight',
  ...state,
});

/** One answer for each state that the Diagnosis tab can be in. */
export const samples = {
  incidents: () =>
    incidentHealth(
      [sampleCluster(forbidden), staging({})],
      [
        missingSecret(),
        panic({ life: { state: 'regressed' } }),
        closedPort({ life: acknowledged }),
      ],
      [
        ours(risk),
        ours(hygiene('h1', 'low')),
        { ...ours(hygiene('h2', 'info')), ...snoozed() },
      ],
    ),
  affected: () =>
    incidentHealth([sampleCluster()], [missingSecret({ entities: OURS })]),
  quiet: () =>
    incidentHealth(
      [sampleCluster(), staging({})],
      [missingSecret({ life: acknowledged }), panic({ life: snoozed() })],
    ),
  problems: () =>
    health(
      [
        sampleCluster(forbidden),
        staging({}),
        sampleCluster({ name: 'prod-us', title: 'Production US' }),
      ],
      [
        sampleFinding(),
        oom,
        {
          ...sampleFinding({
            id: 'a3',
            severity: 'medium',
            cluster: 'staging',
          }),
        },
        risk,
        hygiene('h1', 'low'),
        hygiene('h2', 'info'),
      ],
    ),
  healthy: () => health([sampleCluster()], [risk]),
  partial: () => health([sampleCluster(forbidden)]),
  unreachable: () =>
    health(
      [
        sampleCluster(),
        staging({
          state: 'unreachable',
          unreachableSince: ago(23),
          scannedAt: ago(28),
          error: 'The API server did not answer within 20 s',
        }),
      ],
      [
        sampleFinding({
          cluster: 'staging',
          severity: 'high',
          lastSeenAt: ago(28),
        }),
      ],
    ),
  'failed-scan': () =>
    health([
      sampleCluster({
        scannedAt: ago(28),
        error: 'The scan failed in the portal; see its log',
      }),
      staging({ detectorsRun: 39, detectorsSkipped: 1, state: 'partial' }),
      sampleCluster({ name: 'sso', state: 'unsupported', objects: 0 }),
    ]),
  'no-objects': () =>
    health([sampleCluster({ objects: 0 }), staging({ objects: 0 })]),
  pending: () =>
    health([
      sampleCluster({
        state: 'pending',
        scanning: true,
        scannedAt: undefined,
        objects: 0,
        detectorsRun: 0,
      }),
    ]),
  'no-clusters': () => health([]),
} satisfies Record<string, () => EntityHealth>;
