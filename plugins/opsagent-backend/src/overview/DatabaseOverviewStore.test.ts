import { Knex } from 'knex';
import { finding, linkedIncident, scan } from '../__testUtils__/fixtures';
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
const [CART, PAY] = ['component:default/cart', 'component:default/pay'];
const EVERYTHING: Visibility = { entityRefs: [CART, PAY], unmapped: true };
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
    overview = new DatabaseOverviewStore({ database });
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

    expect(await overview.count(EVERYTHING)).toEqual({
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
    expect(
      await overview.count({ entityRefs: [PAY], unmapped: false }),
    ).toEqual({ incidents: ofPay, clusters: new Map([['prod', ofPay]]) });

    await reconcile({ findings: [], incidents: [] });
    await clusters.saveListed([{ name: 'prod', scannable: true }]);
    expect(await overview.count(EVERYTHING)).toEqual({
      incidents: { open: NONE, quiet: 0 },
      clusters: new Map(),
    });
  });
});
