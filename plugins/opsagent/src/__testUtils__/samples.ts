import {
  EntityCluster,
  EntityHealth,
  Life,
  StoredFinding,
  StoredIncident,
} from '@opsagent/backstage-plugin-opsagent-common';
import { ago } from './ago';
import { noAlerts } from './sampleAlert';
import { forbidden, sampleCluster, staging } from './sampleCluster';
import { hygiene, oom, risk, sampleFinding } from './sampleFinding';
import {
  ScenarioOptions,
  ScenarioSample,
  scenarioSample,
} from './scenarioSamples';

const SAMPLE_ENTITY = 'component:default/sample';

const ours = (finding: StoredFinding) => ({
  ...finding,
  entityRefs: [SAMPLE_ENTITY],
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
