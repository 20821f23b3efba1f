import {
  AuthorizeResult,
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { opsagentFindingReadPermission } from '@opsagent/backstage-plugin-opsagent-common';
import { opsagentFindingResourceRef } from '@opsagent/backstage-plugin-opsagent-node';
import { Severity } from '@opsagent/engine';
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
import { DatabaseClusterStore } from '../clusters/DatabaseClusterStore';
import { DatabaseEntityOwners } from '../entities/DatabaseEntityOwners';
import { DatabaseFindingStore } from '../findings/DatabaseFindingStore';
import { LinkedFinding } from '../findings/FindingStore';
import { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import { DatabaseScanStore } from '../scanning/DatabaseScanStore';
import { FindingResources } from './FindingResources';
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
const NAMESPACES = ['shop', 'bank'];
const SEVERITIES: Severity[] = ['high', 'low'];

/** On a Service of a namespace, or on a Node. */
function found(
  id: string,
  severity: Severity,
  entityRefs: string[],
  namespace?: string,
): LinkedFinding {
  const kind = namespace ? 'Service' : 'Node';
  return finding(
    id,
    { severity, subject: { kind, namespace, name: id } },
    entityRefs,
  );
}

function findingsOf(cluster: string): LinkedFinding[] {
  const shared: LinkedFinding = {
    ...found(`${cluster}-shared`, 'high', [CART, PAY]),
    objectEntities: { 'Pod/shop/cart': [CART], 'Pod/bank/pay': [PAY] },
  };
  return [
    found(`${cluster}-cart`, 'high', [CART], 'shop'),
    found(`${cluster}-pay`, 'low', [PAY], 'bank'),
    found(`${cluster}-both`, 'low', [CART, PAY], 'shop'),
    found(`${cluster}-lost`, 'high', [LOST], 'bank'),
    found(`${cluster}-stray`, 'low', [], 'shop'),
    found(`${cluster}-node`, 'high', []),
    shared,
  ];
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
          incidents: findings.flatMap((first, index) => {
            const second = findings[(index + 3) % findings.length];
            const id = `incident-${first.finding.id}`;
            return [linkedIncident(id, [first, second])];
          }),
        }),
      );
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
    const everything = { entityRefs: [CART, PAY, LOST], unmapped: true };
    const ids = [
      ...(await findings.list(query(), everything)).items,
      ...(await incidents.list(incidentQuery(), everything)).items,
    ].map(each => each.id);
    expect(ids).toHaveLength(28);
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
        const lists = [
          await findings.list(query(), allowed),
          await incidents.list(incidentQuery(), allowed),
        ];
        const expected = ids.filter((_, index) =>
          authorized(decision, resources[index]),
        );
        expect(
          lists.flatMap(({ items }) => items.map(each => each.id)).sort(),
        ).toEqual([...expected].sort());
        for (const { items, totalItems } of lists) {
          expect(totalItems).toBe(items.length);
          expect(items.every(each => each.mayChange)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
