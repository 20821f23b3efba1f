import { Knex } from 'knex';
import { finding, linkedIncident, scan } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseClusterStore } from '../clusters/DatabaseClusterStore';
import { Visibility } from '../findings/FindingStore';
import { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import { DatabaseScanStore } from '../scanning/DatabaseScanStore';
import { CompletedScan } from '../scanning/ScanStore';
import { DatabasePlaceCounts } from './DatabasePlaceCounts';

const databases = createTestDatabases();
const NOW = new Date('2026-03-01T12:00:00Z');
const [CART, PAY] = ['component:default/cart', 'component:default/pay'];
const EVERYTHING: Visibility = { entityRefs: [CART, PAY], unmapped: true };
const OF_CART: Visibility = { entityRefs: [CART], unmapped: false };
const NONE = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };

const inBilling = {
  subject: { kind: 'Service', namespace: 'billing', name: 'pay' },
};
const cart = finding('cart', { detector: 'a' }, [CART]);
const pay = finding('pay', { ...inBilling, detector: 'b' }, [PAY]);
const risk = finding('risk', { detector: 'b', tier: 'risk' }, [CART]);

describe.each(databases.ids)('DatabasePlaceCounts on %s', databaseId => {
  let database: Knex;
  let counts: DatabasePlaceCounts;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    counts = new DatabasePlaceCounts({ database });
    const clusters = new DatabaseClusterStore({ database });
    await clusters.saveListed(
      ['prod', 'test'].map(name => ({ name, scannable: true })),
    );
    const complete = async (fields: Partial<CompletedScan>) => {
      const { cluster = 'prod' } = fields;
      const claim = { now: NOW, expiresAt: NOW };
      const scanId = await clusters.beginScan(cluster, claim);
      const scans = new DatabaseScanStore({ database });
      await scans.complete(scan({ scanId: scanId!, ...fields }));
    };
    await complete({
      findings: [cart, pay, risk],
      incidents: [
        linkedIncident('both', [cart, pay], { severity: 'high' }),
        linkedIncident('quiet', [cart]),
      ],
    });
    await complete({
      cluster: 'test',
      findings: [finding('elsewhere', {}, [CART])],
      incidents: [],
    });
    await new DatabaseIncidentStore({ database }).change(
      'quiet',
      { state: 'acknowledged' },
      { by: 'user:default/ana', at: NOW },
    );
  });

  afterEach(async () => {
    await database.destroy();
  });

  it('counts incidents by cluster, and by the namespaces of their findings that may be seen', async () => {
    const both = { open: { ...NONE, high: 1 }, quiet: 1 };
    expect(await counts.incidentsByCluster(EVERYTHING)).toEqual(
      new Map([['prod', both]]),
    );
    const place = { cluster: 'prod', namespaces: ['shop', 'billing', 'no'] };
    expect(await counts.incidentsByNamespace(place, EVERYTHING)).toEqual(
      new Map([
        ['shop', both],
        ['billing', { open: { ...NONE, high: 1 }, quiet: 0 }],
      ]),
    );
    expect(await counts.incidentsByNamespace(place, OF_CART)).toEqual(
      new Map([['shop', both]]),
    );
    expect(
      await counts.incidentsByNamespace(
        { cluster: 'test', namespaces: ['shop'] },
        EVERYTHING,
      ),
    ).toEqual(new Map());
    const nothing = { entityRefs: [], unmapped: false };
    expect(await counts.incidentsByCluster(nothing)).toEqual(new Map());
  });

  it('counts findings by detector, of a cluster or of a namespace', async () => {
    const prod = { cluster: 'prod' };
    expect(await counts.findingsByDetector(prod, EVERYTHING)).toEqual(
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
    );
    const billing = { ...prod, namespace: 'billing' };
    expect(await counts.findingsByDetector(billing, EVERYTHING)).toEqual(
      new Map([['b', 1]]),
    );
    expect(await counts.findingsByDetector(billing, OF_CART)).toEqual(
      new Map(),
    );
  });
});
