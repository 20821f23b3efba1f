import { IncidentCounts } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import {
  finding,
  incidentQuery,
  linkedIncident,
  scan,
} from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseClusterStore } from '../clusters/DatabaseClusterStore';
import { Visibility } from '../findings/FindingStore';
import { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import { DatabaseScanStore } from '../scanning/DatabaseScanStore';
import { CompletedScan } from '../scanning/ScanStore';
import { DatabaseOverviewStore } from './DatabaseOverviewStore';

const databases = createTestDatabases();

const NOW = new Date('2026-03-01T12:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const [CART, PAY] = ['component:default/cart', 'component:default/pay'];
const EVERYTHING: Visibility = { entityRefs: [CART, PAY], unmapped: true };
const ONLY_PAY: Visibility = { entityRefs: [PAY], unmapped: false };
const [SHOP, SALES, MONEY, PLATFORM] = [
  'group:default/shop',
  'group:default/sales',
  'group:default/money',
  'group:default/platform',
];
const ANA = { by: 'user:default/ana', at: NOW };
const NONE = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };

const cart = finding('cart', {}, [CART]);
const pay = finding('pay', { severity: 'critical' }, [PAY]);
const stray = finding('stray', { severity: 'low' });

describe.each(databases.ids)('DatabaseOverviewStore on %s', databaseId => {
  let database: Knex;
  let clusters: DatabaseClusterStore;
  let overview: DatabaseOverviewStore;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    clusters = new DatabaseClusterStore({ database });
    overview = new DatabaseOverviewStore({
      database,
      platformOwner: PLATFORM,
      retention: 90 * DAY,
    });
    await clusters.saveListed(
      ['prod', 'test'].map(name => ({ name, scannable: true })),
    );
  });

  afterEach(async () => {
    await database.destroy();
  });

  const reconcile = async (fields: Partial<CompletedScan>) => {
    const expiresAt = new Date(NOW.getTime() + HOUR);
    const cluster = fields.cluster ?? 'prod';
    const scanId = await clusters.beginScan(cluster, { now: NOW, expiresAt });
    const scans = new DatabaseScanStore({ database });
    await scans.complete(scan({ scanId: scanId!, ...fields }));
  };

  it('counts what is there by cluster, for whoever may see it', async () => {
    await reconcile({
      findings: [cart, pay],
      incidents: [
        linkedIncident('a', [cart]),
        linkedIncident('b', [pay]),
        linkedIncident('c', [cart], { severity: 'critical' }),
      ],
    });
    await reconcile({
      cluster: 'test',
      findings: [stray],
      incidents: [linkedIncident('d', [stray])],
    });
    const incidents = new DatabaseIncidentStore({ database });
    await incidents.change('c', { state: 'acknowledged' }, ANA);

    expect(await overview.count(EVERYTHING, { now: NOW })).toMatchObject({
      incidents: {
        open: { ...NONE, critical: 1, medium: 1, low: 1 },
        quiet: 1,
      },
      clusters: new Map([
        ['prod', { open: { ...NONE, critical: 1, medium: 1 }, quiet: 1 }],
        ['test', { open: { ...NONE, low: 1 }, quiet: 0 }],
      ]),
    });
    const ofPay = { open: { ...NONE, critical: 1 }, quiet: 0 };
    expect(await overview.count(ONLY_PAY, { now: NOW })).toMatchObject({
      incidents: ofPay,
      clusters: new Map([['prod', ofPay]]),
    });

    await reconcile({ findings: [], incidents: [] });
    await clusters.saveListed([{ name: 'prod', scannable: true }]);
    expect(await overview.count(EVERYTHING, { now: NOW })).toMatchObject({
      incidents: { open: NONE, quiet: 0 },
      clusters: new Map(),
    });
  });

  it('counts by owner what filters by owner find, and by system', async () => {
    await database('entity_owners').insert([
      { entity_ref: CART, owner_ref: SALES, distance: 0 },
      { entity_ref: CART, owner_ref: SHOP, distance: 1 },
      { entity_ref: PAY, owner_ref: MONEY, distance: 0 },
      { entity_ref: PAY, owner_ref: SHOP, distance: 1 },
      { entity_ref: PLATFORM, owner_ref: PLATFORM, distance: 0 },
    ]);
    await database('entity_systems').insert(
      [CART, PAY].map(ref => ({ entity_ref: ref, system_ref: 'system:a/b' })),
    );
    await reconcile({
      findings: [cart, pay, stray],
      incidents: [
        linkedIncident('a', [cart, pay]),
        linkedIncident('b', [pay]),
        linkedIncident('c', [stray]),
      ],
    });
    const incidents = new DatabaseIncidentStore({
      database,
      platformOwner: PLATFORM,
    });

    for (const visibility of [EVERYTHING, ONLY_PAY]) {
      const { owners, systems } = await overview.count(visibility, {
        now: NOW,
      });
      expect([...owners.keys()].sort()).toEqual(
        visibility === EVERYTHING ? [MONEY, PLATFORM, SALES] : [MONEY],
      );
      for (const [owner, counts] of owners) {
        const query = incidentQuery({ owner: [owner] });
        const { totalItems } = await incidents.list(query, visibility);
        expect([owner, openOf(counts)]).toEqual([owner, totalItems]);
      }
      const query = incidentQuery({ system: ['system:a/b'] });
      const { totalItems } = await incidents.list(query, visibility);
      expect(totalItems).toBe(2);
      expect(openOf(systems.get('system:a/b')!)).toBe(totalItems);
    }
  });

  it('tells how incidents came and went, those that came back included', async () => {
    const at = (days: number) => new Date(NOW.getTime() + days * DAY);
    const both = { findings: [cart, pay] };
    const [a, b] = [linkedIncident('a', [cart]), linkedIncident('b', [pay])];
    await reconcile({ ...both, incidents: [a, b], capturedAt: at(-9) });
    await reconcile({
      findings: [pay],
      incidents: [b],
      capturedAt: at(-8),
    });
    await reconcile({ ...both, incidents: [a, b], capturedAt: at(-3) });
    const incidents = new DatabaseIncidentStore({ database });
    await incidents.change(
      'b',
      { state: 'acknowledged' },
      { ...ANA, at: at(-2) },
    );
    await reconcile({
      findings: [pay],
      incidents: [b],
      capturedAt: at(-0.25),
    });

    const told = await overview.count(EVERYTHING, { now: NOW });
    expect(told.incidents).toEqual({ open: NONE, quiet: 1 });
    expect(told.changes).toEqual({
      since: at(-1).toISOString(),
      opened: 0,
      resolved: 1,
    });
    expect(told.causes).toEqual([
      { cause: 'service.broken', incidents: 2, open: 0 },
    ]);
    const { days, weeks } = told.trend;
    expect(days).toHaveLength(30);
    expect(
      days
        .slice(-11)
        .map(({ date, open }) => [date, open.medium, open.critical]),
    ).toEqual([
      ['2026-02-19', 0, 0],
      ['2026-02-20', 1, 1],
      ['2026-02-21', 0, 1],
      ['2026-02-22', 0, 1],
      ['2026-02-23', 0, 1],
      ['2026-02-24', 0, 1],
      ['2026-02-25', 0, 1],
      ['2026-02-26', 1, 1],
      ['2026-02-27', 1, 0],
      ['2026-02-28', 1, 0],
      ['2026-03-01', 0, 0],
    ]);
    expect(weeks).toEqual([
      { from: '2026-02-02', to: '2026-02-08', resolved: 0 },
      { from: '2026-02-09', to: '2026-02-15', resolved: 0 },
      {
        from: '2026-02-16',
        to: '2026-02-22',
        resolved: 1,
        medianTimeToResolve: DAY / 1000,
      },
      {
        from: '2026-02-23',
        to: '2026-03-01',
        resolved: 1,
        medianTimeToResolve: (2.75 * DAY) / 1000,
      },
    ]);

    const ofPay = await overview.count(ONLY_PAY, { now: NOW });
    expect(ofPay.changes.resolved).toBe(0);
    expect(ofPay.causes[0].incidents).toBe(1);
    expect(ofPay.trend.days.every(each => each.open.medium === 0)).toBe(true);
    expect(ofPay.trend.days.at(-4)?.open.critical).toBe(1);
    expect(ofPay.trend.weeks.every(each => each.resolved === 0)).toBe(true);

    const brief = new DatabaseOverviewStore({ database, retention: 3 * DAY });
    const { trend } = await brief.count(EVERYTHING, { now: NOW });
    expect(trend.days).toEqual(days.slice(-3));
    expect(trend.weeks).toHaveLength(1);
  });

  it('takes the middle of the times to resolve', async () => {
    const at = (hours: number) => new Date(NOW.getTime() + hours * HOUR);
    const all = [1, 2, 3, 4].map(hours => ({
      hours,
      linked: finding(`f${hours}`),
      incident: linkedIncident(`i${hours}`, [finding(`f${hours}`)]),
    }));
    for (const gone of [0, 1, 2, 3, 4]) {
      const there = all.filter(each => each.hours > gone);
      await reconcile({
        findings: there.map(each => each.linked),
        incidents: there.map(each => each.incident),
        capturedAt: at(gone - 5),
      });
    }
    const { trend } = await overview.count(EVERYTHING, { now: NOW });
    expect(trend.weeks.at(-1)).toMatchObject({
      resolved: 4,
      medianTimeToResolve: (2.5 * HOUR) / 1000,
    });
  });
});

function openOf({ open }: IncidentCounts) {
  return Object.values(open).reduce((sum, each) => sum + each, 0);
}
