import { IncidentQuery } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import {
  finding,
  incidentQuery,
  linkedIncident,
  scan,
} from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseClusterStore } from '../clusters/DatabaseClusterStore';
import { EntityOwnership } from '../entities/EntityOwners';
import { Visibility } from '../findings/FindingStore';
import { DatabaseScanStore } from '../scanning/DatabaseScanStore';
import { DatabaseEntityOwners } from '../entities/DatabaseEntityOwners';
import { DatabaseIncidentStore } from './DatabaseIncidentStore';

const databases = createTestDatabases();

const MINUTE = 60_000;
const at = (minutes: number) =>
  new Date(Date.UTC(2026, 2, 1, 12) + minutes * MINUTE);
const CART = 'component:default/cart';
const PAY = 'component:default/pay';
const [TEAM, PARENT, PLATFORM] = ['team', 'parent', 'platform'].map(
  name => `group:default/${name}`,
);
const SHOP = 'system:default/shop';
const ownership = (entityRef: string, fields: Partial<EntityOwnership>) => ({
  entityRef,
  ownerRefs: [],
  parentRefs: [],
  systemRefs: [],
  ...fields,
});
const EVERYTHING: Visibility = { entityRefs: [CART, PAY], unmapped: true };
const ONLY_CART: Visibility = { entityRefs: [CART], unmapped: false };

describe.each(databases.ids)('lists of incidents on %s', databaseId => {
  let database: Knex;
  let incidents: DatabaseIncidentStore;

  beforeAll(async () => {
    database = await databases.migrated(databaseId);
    incidents = new DatabaseIncidentStore({
      database,
      platformOwner: PLATFORM,
    });
    await new DatabaseEntityOwners({ database }).replace([
      ownership(CART, { ownerRefs: [TEAM], parentRefs: [PARENT] }),
      ownership(PAY, { ownerRefs: [PARENT], systemRefs: [SHOP] }),
      ownership(PLATFORM, { ownerRefs: [PLATFORM] }),
    ]);
    const clusters = new DatabaseClusterStore({ database });
    const names = ['prod', 'test'];
    await clusters.saveListed(names.map(name => ({ name, scannable: true })));
    const found = [
      ['prod', 'a', 'high', CART, 2],
      ['prod', 'b', 'low', CART, 0],
      ['prod', 'c', 'high', PAY, 1],
      ['test', 'd', 'high', CART, 3],
      ['test', 'e', 'low', PAY, 3],
      ['test', 'f', 'info', undefined, 3],
    ] as const;
    for (let minute = 0; minute <= 3; minute++)
      for (const cluster of names) {
        const seen = found
          .filter(([name, , , , from]) => name === cluster && from <= minute)
          .map(([, id, severity, owner]) =>
            finding(`${cluster}-${id}`, { severity }, owner ? [owner] : []),
          );
        const scanId = await clusters.beginScan(cluster, {
          now: at(minute),
          expiresAt: at(minute + 1),
        });
        await new DatabaseScanStore({ database }).complete(
          scan({
            cluster,
            scanId: scanId!,
            capturedAt: at(minute),
            findings: seen,
            incidents: seen.map(each =>
              linkedIncident(each.finding.id.slice(-1), [each]),
            ),
          }),
        );
      }
    await incidents.change(
      'c',
      { state: 'acknowledged' },
      { by: 'user:default/ana', at: at(4) },
    );
  });

  afterAll(async () => {
    await database.destroy();
  });

  const facets = async (
    filters: Partial<IncidentQuery>,
    visibility = EVERYTHING,
  ) => {
    const counted = await incidents.facets(filters, visibility);
    return Object.fromEntries(
      Object.entries(counted).map(([facet, values]) => [
        facet,
        values.map(each => `${each.value} ${each.count}`),
      ]),
    );
  };

  it('count each filter as if it were not set', async () => {
    expect(await facets({ severity: ['high'], cluster: ['prod'] })).toEqual({
      severity: ['high 1', 'low 1'],
      state: ['acknowledged 1', 'open 1'],
      cluster: ['prod 1', 'test 1'],
      cause: ['service.broken 1'],
      owner: [`${PARENT} 1`, `${TEAM} 1`],
      system: [],
    });
    expect(await facets({ owner: [PARENT] })).toEqual({
      severity: ['high 2', 'low 2'],
      state: ['open 4', 'acknowledged 1'],
      cluster: ['prod 2', 'test 2'],
      cause: ['service.broken 4'],
      owner: [`${PARENT} 4`, `${TEAM} 3`, `${PLATFORM} 1`],
      system: [`${SHOP} 1`],
    });
  });

  it('count by owner and by system what the filters of the same names find', async () => {
    const { owner, system } = await incidents.facets({}, EVERYTHING);
    for (const { value, count } of owner) {
      const query = incidentQuery({ owner: [value] });
      const { totalItems } = await incidents.list(query, EVERYTHING);
      expect([value, totalItems]).toEqual([value, count]);
    }
    for (const { value, count } of system) {
      const query = incidentQuery({ system: [value] });
      const { totalItems } = await incidents.list(query, EVERYTHING);
      expect([value, totalItems]).toEqual([value, count]);
    }
  });

  it('count only what the reader may see', async () => {
    expect(await facets({}, ONLY_CART)).toEqual({
      severity: ['high 2', 'low 1'],
      state: ['open 3'],
      cluster: ['prod 2', 'test 1'],
      cause: ['service.broken 3'],
      owner: [`${PARENT} 3`, `${TEAM} 3`],
      system: [],
    });
    const hidden = await facets({ entityRef: [PAY] }, ONLY_CART);
    expect(Object.values(hidden).flat()).toEqual([]);
  });

  it.each([
    ['severity', ['a', 'd', 'b', 'e', 'f']],
    ['newest', ['f', 'e', 'd', 'a', 'b']],
    ['longest', ['b', 'a', 'd', 'e', 'f']],
  ] as const)('are ordered by %s over all pages', async (order, expected) => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const query = incidentQuery({ order, limit: 1, cursor });
      const { items, pageInfo } = await incidents.list(query, EVERYTHING);
      ids.push(...items.map(each => each.id));
      cursor = pageInfo.nextCursor;
    } while (cursor);
    expect(ids).toEqual(expected);
  });

  it('are narrowed, listed and counted alike, to what began after a moment', async () => {
    const filters = { firstSeenAfter: at(2).toISOString() };
    const { items } = await incidents.list(incidentQuery(filters), EVERYTHING);
    expect(items.map(each => each.id)).toEqual(['a', 'd', 'e', 'f']);
    expect(await facets(filters)).toMatchObject({
      severity: ['high 2', 'info 1', 'low 1'],
      cluster: ['test 3', 'prod 1'],
    });
  });

  it('tell of what began, or came back, since a moment those that are still there, the worst first', async () => {
    const begunSince = async (moment: Date, visibility: Visibility) => {
      const found = await incidents.begunSince(moment, visibility, 3);
      return found.map(each => each.id);
    };
    expect(await begunSince(at(0), EVERYTHING)).toEqual(['a', 'c', 'd']);
    expect(await begunSince(at(2), EVERYTHING)).toEqual(['a', 'd', 'e']);
    expect(await begunSince(at(0), ONLY_CART)).toEqual(['a', 'd', 'b']);
  });

  it('tell the same of what a release without summaries has written', async () => {
    const told = () => incidents.list(incidentQuery({}), EVERYTHING);
    const before = await told();
    await database('incidents').where('id', 'a').update({ summary: null });
    expect(await told()).toEqual(before);
  });

  it('take no cursor of another order', async () => {
    const { pageInfo } = await incidents.list(
      incidentQuery({ limit: 1 }),
      EVERYTHING,
    );
    const cursor = pageInfo.nextCursor;
    await expect(
      incidents.list(incidentQuery({ order: 'newest', cursor }), EVERYTHING),
    ).rejects.toThrow(/^cursor: /);
  });
});
