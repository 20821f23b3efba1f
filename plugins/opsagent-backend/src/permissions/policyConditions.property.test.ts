import {
  AuthorizeResult,
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  alertQuerySchema,
  opsagentFindingReadPermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { opsagentFindingResourceRef } from '@opsagent/backstage-plugin-opsagent-node';
import { ObjectReference, Severity } from '@opsagent/engine';
import fc from 'fast-check';
import { Knex } from 'knex';
import {
  finding,
  incidentQuery,
  linkedIncident,
  query,
  scan,
} from '../__testUtils__/fixtures';
import { createPermissionsRegistry } from '../__testUtils__/permissionsRegistry';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseAlertStore } from '../alerts/DatabaseAlertStore';
import { ReceivedAlert } from '../alerts/ReceivedAlert';
import { DatabaseClusterStore } from '../clusters/DatabaseClusterStore';
import { DatabaseEntityOwners } from '../entities/DatabaseEntityOwners';
import { namespaceOf } from '../entities/namespaceOf';
import { objectKey } from '../entities/objectKey';
import { ObjectLink } from '../entities/objectLinks';
import { DatabaseFindingStore } from '../findings/DatabaseFindingStore';
import { LinkedFinding, Visibility } from '../findings/FindingStore';
import { ObjectReader, rightsOf } from '../findings/ObjectReader';
import { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import { DatabaseScanStore } from '../scanning/DatabaseScanStore';
import { FindingResources } from './FindingResources';
import { isGranted } from './Grant';
import { PolicyConditions } from './PolicyConditions';
import {
  createOpsagentFindingConditionalDecision,
  opsagentFindingConditions as conditions,
} from './conditionExports';

const databases = createTestDatabases();

const NOW = new Date('2026-03-01T12:00:00Z');
const [CART, PAY, LOST] = ['cart', 'pay', 'lost'].map(
  name => `component:default/${name}`,
);
const [TEAM, OTHERS, PLATFORM, COMPANY] = [
  'team',
  'others',
  'platform',
  'company',
].map(name => `group:default/${name}`);
const CLUSTERS = ['prod', 'test'];
const NAMESPACES = ['shop', 'bank', 'sh_p', 'sh%p', '%', 'a'];
const SEVERITIES: Severity[] = ['high', 'low'];

/** A Service of a namespace, a Namespace, or what is in none; its name may look like a place. */
const object: fc.Arbitrary<ObjectReference> = fc
  .tuple(
    fc.constantFrom('Service', 'Namespace', 'Node', 'Registry'),
    fc.constantFrom(...NAMESPACES),
    fc.constantFrom('x', 'x%', 'x_', 'bank/x', 'a/shop/x', 'a//x'),
  )
  .map(([kind, namespace, name]) => {
    if (kind === 'Namespace') return { kind, name: namespace };
    return kind === 'Service' ? { kind, namespace, name } : { kind, name };
  });

const thing = fc.record({
  object,
  severity: fc.constantFrom(...SEVERITIES),
  entityRefs: fc.subarray([CART, PAY, LOST]),
});

function findingsOf(cluster: string): LinkedFinding[] {
  const shared: LinkedFinding = {
    ...finding(
      `${cluster}-shared`,
      { severity: 'high', subject: { kind: 'Node', name: 'shared' } },
      [CART, PAY],
    ),
    objectEntities: { 'Pod/shop/cart': [CART], 'Pod/bank/pay': [PAY] },
  };
  const things = fc.sample(thing, {
    numRuns: 20,
    seed: CLUSTERS.indexOf(cluster),
  });
  return [
    shared,
    ...things.map((each, index) =>
      finding(
        `${cluster}-${index}`,
        { severity: each.severity, subject: each.object },
        each.entityRefs,
      ),
    ),
  ];
}

/** Of pods whose owners are random objects, and of the objects themselves. */
function alertsOf(cluster: string) {
  const things = fc.sample(thing, {
    numRuns: 20,
    seed: CLUSTERS.indexOf(cluster) + 7,
  });
  const links = new Map<string, ObjectLink>();
  const alerts = things.map((each, index): ReceivedAlert => {
    const pod = { kind: 'Pod', namespace: NAMESPACES[index % 3], name: 'pod' };
    const subject =
      index % 2 === 0 ? each.object : { ...pod, name: `pod-${index}` };
    links.set(objectKey(subject), {
      owner: index % 2 === 0 ? undefined : each.object,
      entityRefs: each.entityRefs,
    });
    return {
      cluster,
      fingerprint: `${cluster}-${index}`,
      name: 'Alert',
      severity: each.severity,
      isResolved: false,
      startsAt: NOW,
      endsAt: undefined,
      labels: {},
      annotations: {},
      generatorUrl: undefined,
      subject,
    };
  });
  return { alerts, objects: { kinds: [], links } };
}

const someOf = (values: readonly string[]) =>
  fc.subarray([...values, 'unknown']);

const condition = fc.oneof(
  someOf([TEAM, OTHERS, PLATFORM, COMPANY]).map(claims =>
    conditions.isEntityOwner({ claims }),
  ),
  someOf(CLUSTERS).map(clusters => conditions.hasCluster({ clusters })),
  someOf(NAMESPACES).map(namespaces => conditions.hasNamespace({ namespaces })),
  fc
    .subarray(SEVERITIES)
    .map(severities => conditions.hasSeverity({ severities })),
);

type Conditions = PermissionCriteria<
  PermissionCondition<typeof opsagentFindingReadPermission.resourceType>
>;

const { criteria } = fc.letrec<{ criteria: Conditions }>(tie => {
  const several = fc.array(tie('criteria'), { minLength: 1, maxLength: 3 });
  return {
    criteria: fc.oneof(
      { maxDepth: 3 },
      condition,
      several.map(([first, ...rest]) => ({ allOf: [first, ...rest] })),
      several.map(([first, ...rest]) => ({ anyOf: [first, ...rest] })),
      tie('criteria').map(not => ({ not })),
    ) as fc.Arbitrary<Conditions>,
  };
});

describe.each(databases.ids)('conditions of a policy on %s', databaseId => {
  let database: Knex;

  beforeAll(async () => {
    database = await databases.migrated(databaseId);
    await new DatabaseEntityOwners({ database }).replace(
      [
        { entityRef: CART, ownerRefs: [TEAM], parentRefs: [COMPANY] },
        { entityRef: PAY, ownerRefs: [OTHERS], parentRefs: [] },
        { entityRef: PLATFORM, ownerRefs: [PLATFORM], parentRefs: [COMPANY] },
      ].map(each => ({ ...each, systemRefs: [] })),
    );
    const clusters = new DatabaseClusterStore({ database });
    await clusters.saveListed(
      CLUSTERS.map(name => ({ name, scannable: true })),
    );
    const expiresAt = new Date(NOW.getTime() + 60_000);
    for (const cluster of CLUSTERS) {
      const scanId = await clusters.beginScan(cluster, { now: NOW, expiresAt });
      const findings = findingsOf(cluster);
      await new DatabaseScanStore({ database }).complete(
        scan({
          cluster,
          scanId: scanId!,
          findings,
          objects: alertsOf(cluster).objects,
          incidents: findings.flatMap((first, index) => {
            const second = findings[(index + 3) % findings.length];
            const id = `incident-${first.finding.id}`;
            return [linkedIncident(id, [first, second])];
          }),
        }),
      );
      const { alerts } = alertsOf(cluster);
      await new DatabaseAlertStore({ database }).takeIn(alerts, NOW);
    }
  });

  afterAll(async () => {
    await database.destroy();
  });

  it('let a query find what they allow one by one', async () => {
    const options = { database, platformOwner: PLATFORM };
    const permissionsRegistry = await createPermissionsRegistry(options);
    const policy = new PolicyConditions({
      ...options,
      permissionsRegistry,
      owners: new DatabaseEntityOwners({ database }),
    });
    const authorized = createConditionAuthorizer(
      permissionsRegistry.getPermissionRuleset(opsagentFindingResourceRef),
    );
    const findings = new DatabaseFindingStore(options);
    const incidents = new DatabaseIncidentStore(options);
    const alerts = new DatabaseAlertStore({ database });
    const everything: Visibility = {
      entityRefs: [CART, PAY, LOST],
      unmapped: true,
    };
    const listed = async (visibility: Visibility) => {
      const all = { limit: 500 };
      return {
        findings: await findings.list(query(all), visibility),
        incidents: await incidents.list(incidentQuery(all), visibility),
        alerts: await alerts.list(alertQuerySchema.parse(all), visibility),
      };
    };
    const all = await listed(everything);
    const ids = [...all.findings.items, ...all.incidents.items].map(
      each => each.id,
    );
    expect(all.findings.totalItems).toBe(42);
    expect(all.alerts.totalItems).toBe(40);
    const told = all.incidents.items.filter(each => each.source === 'alert');
    expect(told.length).toBeGreaterThan(10);
    const resources = await new FindingResources(options).get(ids);

    await fc.assert(
      fc.asyncProperty(criteria, async given => {
        const decision = createOpsagentFindingConditionalDecision(
          opsagentFindingReadPermission,
          given,
        );
        expect(decision.result).toBe(AuthorizeResult.CONDITIONAL);
        const read = await policy.grantOf(decision);
        const allowed = { ...everything, read, update: read };
        const lists = await listed(allowed);
        const expected = ids.filter((_, index) =>
          authorized(decision, resources[index]),
        );
        const found = [...lists.findings.items, ...lists.incidents.items];
        expect(found.map(each => each.id).sort()).toEqual([...expected].sort());
        expect(found.every(each => each.mayChange)).toBe(true);
        const granted = all.alerts.items.filter(
          ({ cluster = '', entityRefs, severity, subject }) =>
            isGranted(read, {
              cluster,
              entityRefs,
              severity,
              namespace: subject && namespaceOf(subject),
            }),
        );
        expect(lists.alerts.items.map(each => each.id)).toEqual(
          granted.map(each => each.id),
        );
        const known = all.findings.items.filter(each =>
          new ObjectReader(each, rightsOf(allowed)).mayKnow(
            objectKey(each.subject),
            each.entityRefs,
          ),
        );
        const whole = ({ id }: { id: string }) => !id.endsWith('-shared');
        expect(lists.findings.items.filter(whole).map(each => each.id)).toEqual(
          known.filter(whole).map(each => each.id),
        );
        for (const { items, totalItems } of Object.values(lists))
          expect(totalItems).toBe(items.length);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
