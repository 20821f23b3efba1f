import {
  PRESENT_STATES,
  alertQuerySchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { alertmanagerAlert } from '../__testUtils__/alertFixtures';
import {
  finding,
  incidentQuery,
  linkedIncident,
  query,
  scan,
} from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseAlertStore } from '../alerts/DatabaseAlertStore';
import { receivedAlertOf } from '../alerts/ReceivedAlert';
import { DatabaseClusterStore } from '../clusters/DatabaseClusterStore';
import { DatabaseEntityOwners } from '../entities/DatabaseEntityOwners';
import { DatabaseFindingStore } from '../findings/DatabaseFindingStore';
import { Visibility } from '../findings/FindingStore';
import { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import { DatabaseOverviewStore } from '../overview/DatabaseOverviewStore';
import { DatabaseScanStore } from '../scanning/DatabaseScanStore';
import { Grant } from './Grant';

const databases = createTestDatabases();

const NOW = new Date('2026-03-01T12:00:00Z');
const [CART, PAY] = ['component:default/cart', 'component:default/pay'];
const [SHOP, MONEY, PLATFORM] = ['shop', 'money', 'platform'].map(
  name => `group:default/${name}`,
);

/** Service `shop/cart` suffers from Service `bank/pay`, and Namespace `bank` belongs to nobody. */
const cart = finding('cart', { severity: 'medium' }, [CART]);
const pay = finding(
  'pay',
  {
    severity: 'critical',
    subject: { kind: 'Service', namespace: 'bank', name: 'pay' },
  },
  [PAY],
);
const bank = finding('bank', {
  severity: 'low',
  subject: { kind: 'Namespace', name: 'bank' },
});
const ALERTS = [
  { alertname: 'CartStuck', namespace: 'shop', pod: 'alone' },
  { alertname: 'PayStuck', namespace: 'bank', pod: 'pay-1' },
  { alertname: 'BankFull', namespace: 'bank', pod: '' },
];

describe.each(databases.ids)('conditions in stores on %s', databaseId => {
  let database: Knex;

  beforeAll(async () => {
    database = await databases.migrated(databaseId);
    await new DatabaseEntityOwners({ database }).replace(
      [
        { entityRef: CART, ownerRefs: [SHOP] },
        { entityRef: PAY, ownerRefs: [MONEY] },
        { entityRef: PLATFORM, ownerRefs: [PLATFORM] },
      ].map(each => ({ ...each, parentRefs: [], systemRefs: [] })),
    );
    const clusters = new DatabaseClusterStore({ database });
    await clusters.saveListed([{ name: 'prod', scannable: true }]);
    const scanId = await clusters.beginScan('prod', {
      now: NOW,
      expiresAt: new Date(NOW.getTime() + 60_000),
    });
    await new DatabaseScanStore({ database }).complete(
      scan({
        scanId: scanId!,
        findings: [cart, pay, bank],
        incidents: [
          linkedIncident('both', [pay, cart]),
          linkedIncident('carts', [cart]),
          linkedIncident('nobodys', [bank]),
        ],
        objects: {
          kinds: [],
          links: new Map([
            ['Pod/shop/alone', { owner: undefined, entityRefs: [CART] }],
            ['Pod/bank/pay-1', { owner: undefined, entityRefs: [PAY] }],
          ]),
        },
      }),
    );
    await new DatabaseAlertStore({ database }).takeIn(
      ALERTS.map(labels =>
        receivedAlertOf(alertmanagerAlert({ labels }), () => 'prod'),
      ),
      NOW,
    );
  });

  afterAll(async () => {
    await database.destroy();
  });

  /** What somebody to whom the catalog shows everything is told under a condition. */
  const told = async (read: Grant) => {
    const visibility: Visibility = {
      entityRefs: [CART, PAY],
      unmapped: true,
      read,
    };
    const options = { database, platformOwner: PLATFORM };
    const incidents = new DatabaseIncidentStore(options);
    const state = [...PRESENT_STATES];
    const list = await incidents.list(incidentQuery({ state }), visibility);
    const alerts = new DatabaseAlertStore({ database });
    return {
      findings: await new DatabaseFindingStore(options).list(
        query(),
        visibility,
      ),
      incidents: list,
      whole: await Promise.all(
        list.items.map(({ id }) => incidents.get(id, visibility)),
      ),
      facets: await incidents.facets({ state }, visibility),
      alerts: await alerts.list(alertQuerySchema.parse({}), visibility),
      counts: await new DatabaseOverviewStore({
        ...options,
        retention: 86_400_000,
      }).count(visibility, { now: NOW }),
    };
  };

  it.each<[string, Grant, object]>([
    [
      'whose they are',
      { property: 'entity', values: [CART], orNone: false },
      {
        findings: ['cart'],
        incidents: ['Alert CartStuck', 'Broken', 'cart is broken'],
        alerts: ['CartStuck'],
        open: { critical: 1, medium: 2 },
        owners: { [SHOP]: 2 },
      },
    ],
    [
      'one namespace',
      { property: 'namespace', values: ['shop'] },
      {
        findings: ['cart'],
        incidents: ['Alert CartStuck', 'Broken', 'cart is broken'],
        alerts: ['CartStuck'],
        open: { critical: 1, medium: 2 },
        owners: { [SHOP]: 2 },
      },
    ],
    [
      'all namespaces but one',
      { not: { property: 'namespace', values: ['bank'] } },
      {
        findings: ['cart'],
        incidents: ['Alert CartStuck', 'cart is broken'],
        alerts: ['CartStuck'],
        open: { medium: 2 },
        owners: { [SHOP]: 2 },
      },
    ],
    [
      'severities',
      { property: 'severity', values: ['critical', 'low'] },
      {
        findings: ['pay', 'bank'],
        incidents: ['bank is broken', 'pay is broken'],
        alerts: [],
        open: { critical: 1, low: 1 },
        owners: expect.objectContaining({ [MONEY]: 1 }),
      },
    ],
  ])(
    'let lists, single incidents, alerts and counts tell alike by %s',
    async (_, read, expected) => {
      const all = await told(read);
      const { findings, incidents, alerts, counts, facets } = all;
      expect({
        findings: findings.items.map(each => each.id),
        incidents: incidents.items
          .map(({ source, title }) =>
            source === 'alert' ? `Alert ${title.split(':')[0]}` : title,
          )
          .sort(),
        alerts: alerts.items.map(each => each.name),
        open: Object.fromEntries(
          Object.entries(counts.incidents.open).filter(
            ([, count]) => count > 0,
          ),
        ),
        owners: Object.fromEntries(
          facets.owner.map(({ value, count }) => [value, count]),
        ),
      }).toEqual(expected);
      expect(counts.clusters.get('prod')).toEqual(counts.incidents);
      expect([...counts.owners.keys()].sort()).toEqual(
        facets.owner.map(each => each.value).sort(),
      );
      const hidden = [cart, pay, bank]
        .map(each => each.finding.id)
        .filter(id => !findings.items.some(each => each.id === id));
      const words = JSON.stringify([incidents, all.whole, alerts]);
      for (const id of hidden)
        expect(words).not.toMatch(new RegExp(`\\b${id} is broken|"${id}"`));
    },
  );
});
