import { PRESENT_STATES } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { alertmanagerAlert } from '../__testUtils__/alertFixtures';
import {
  finding,
  incidentQuery,
  linkedIncident,
  scan,
} from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseAlertStore } from '../alerts/DatabaseAlertStore';
import { receivedAlertOf } from '../alerts/ReceivedAlert';
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

const ofBilling = {
  subject: { kind: 'Service', namespace: 'billing', name: 'pay' },
};
const cart = finding('cart', { detector: 'a' }, [CART]);
const pay = finding('pay', { ...ofBilling, detector: 'b' }, [PAY]);
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

  it('counts what only alerts tell where its alerts are, as lists find it', async () => {
    const incidents = new DatabaseIncidentStore({ database });
    const told = [
      { alertname: 'QuotaUsed', namespace: 'billing', pod: '' },
      { alertname: 'PodStuck', namespace: 'shop', pod: 'stray' },
      { alertname: 'PodGone', namespace: 'shop', pod: 'other' },
    ].map(labels => alertmanagerAlert({ labels }));
    await new DatabaseAlertStore({ database }).takeIn(
      told.map(each => receivedAlertOf(each, () => 'prod')),
      NOW,
    );
    const numbers = async (visibility: Visibility) => {
      const found: Record<string, number> = {};
      for (const namespace of ['shop', 'billing']) {
        const place = { cluster: 'prod', namespaces: [namespace] };
        const counted = (
          await counts.incidentsByNamespace(place, visibility)
        ).get(namespace);
        const { totalItems } = await incidents.list(
          incidentQuery({ namespace: [namespace], state: [...PRESENT_STATES] }),
          visibility,
        );
        const { open, quiet } = counted ?? { open: NONE, quiet: 0 };
        const sum = Object.values(open).reduce((all, each) => all + each, 0);
        expect(sum + quiet).toBe(totalItems);
        found[namespace] = totalItems;
      }
      return found;
    };
    const inBilling = { property: 'namespace', values: ['billing'] } as const;
    expect(await numbers(EVERYTHING)).toEqual({ shop: 4, billing: 2 });
    expect(await numbers(OF_CART)).toEqual({ shop: 2, billing: 0 });
    expect(await numbers({ ...EVERYTHING, read: inBilling })).toEqual({
      shop: 0,
      billing: 2,
    });
    expect(await numbers({ ...EVERYTHING, read: { not: inBilling } })).toEqual({
      shop: 3,
      billing: 0,
    });
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
