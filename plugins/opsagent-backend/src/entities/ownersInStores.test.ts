import { Knex } from 'knex';
import {
  finding,
  incidentQuery,
  linkedIncident,
  query,
  scan,
} from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseClusterStore } from '../clusters/DatabaseClusterStore';
import { DatabaseFindingStore } from '../findings/DatabaseFindingStore';
import { LinkedFinding, Visibility } from '../findings/FindingStore';
import { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import { LinkedIncident } from '../incidents/IncidentStore';
import { DatabaseScanStore } from '../scanning/DatabaseScanStore';
import { DatabaseEntityOwners } from './DatabaseEntityOwners';

const databases = createTestDatabases();

const NOW = new Date('2026-03-01T12:00:00Z');
const [CART, PAY] = ['component:default/cart', 'component:default/pay'];
const [TEAM, OTHERS, PLATFORM, COMPANY] = [
  'team',
  'others',
  'platform',
  'company',
].map(name => `group:default/${name}`);
const SHOP = 'system:default/shop';

const EVERYTHING: Visibility = { entityRefs: [CART, PAY], unmapped: true };
const ONLY_CART: Visibility = { entityRefs: [CART], unmapped: false };

const cart = finding('cart', {}, [CART]);
const both = finding('both', {}, [CART, PAY]);
const pay = finding('pay', {}, [PAY]);
const stray = finding('stray');
/** Belongs to nobody, and harms the cart. */
const node: LinkedFinding = {
  ...finding('node', { subject: { kind: 'Node', name: 'node-1' } }, [CART]),
  objectEntities: { 'Pod/shop/cart': [CART] },
};

/** What it joins belongs to nobody, and harms the cart. */
function incidentOfNode(): LinkedIncident {
  return {
    ...linkedIncident('node', [{ ...node, entityRefs: [] }]),
    entities: [{ entityRef: CART, role: 'affected' }],
  };
}

describe.each(databases.ids)('owners of what is found, on %s', databaseId => {
  let database: Knex;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    const clusters = new DatabaseClusterStore({ database });
    await clusters.saveListed([{ name: 'prod', scannable: true }]);
    const expiresAt = new Date(NOW.getTime() + 60_000);
    const scanId = await clusters.beginScan('prod', { now: NOW, expiresAt });
    await new DatabaseEntityOwners({ database }).replace([
      {
        entityRef: CART,
        ownerRefs: [TEAM],
        parentRefs: [COMPANY],
        systemRefs: [],
      },
      {
        entityRef: PAY,
        ownerRefs: [OTHERS],
        parentRefs: [],
        systemRefs: [SHOP],
      },
      {
        entityRef: PLATFORM,
        ownerRefs: [PLATFORM],
        parentRefs: [COMPANY],
        systemRefs: [],
      },
    ]);
    await new DatabaseScanStore({ database }).complete(
      scan({
        scanId: scanId!,
        findings: [cart, both, pay, stray, node],
        incidents: [
          linkedIncident('cart', [cart, pay]),
          linkedIncident('both', [both]),
          linkedIncident('pay', [pay]),
          linkedIncident('stray', [stray]),
          incidentOfNode(),
        ],
      }),
    );
  });

  afterEach(async () => {
    await database.destroy();
  });

  type Filters = { owner?: string[]; system?: string[] };

  /** The owners of findings and of incidents by their ids; they are the same for both, as are their ids. */
  const owned = async (
    filters: Filters = {},
    visibility = EVERYTHING,
    platformOwner: string | undefined = PLATFORM,
  ) => {
    const options = { database, platformOwner };
    const lists = [
      await new DatabaseFindingStore(options).list(query(filters), visibility),
      await new DatabaseIncidentStore(options).list(
        incidentQuery(filters),
        visibility,
      ),
    ];
    const [findings, incidents] = lists.map(({ items, totalItems }) => {
      expect(totalItems).toBe(items.length);
      return Object.fromEntries(items.map(each => [each.id, each.owners]));
    });
    return { findings, incidents };
  };

  const idsOf = async (...args: Parameters<typeof owned>) => {
    const { findings, incidents } = await owned(...args);
    return [findings, incidents].map(each => Object.keys(each).sort());
  };

  it('are those of the entities that it belongs to, or else the platform', async () => {
    const owners = {
      cart: [TEAM],
      both: [OTHERS, TEAM],
      pay: [OTHERS],
      stray: [PLATFORM],
      node: [PLATFORM],
    };
    expect(await owned()).toEqual({ findings: owners, incidents: owners });
  });

  it('are told only of entities that the reader sees, and of the platform only to who sees what is nobody’s', async () => {
    expect(await owned({}, ONLY_CART)).toEqual({
      findings: { cart: [TEAM], both: [TEAM], node: [] },
      incidents: { cart: [TEAM], both: [TEAM], node: [] },
    });
    const onlyPay = { entityRefs: [PAY], unmapped: false };
    expect((await owned({}, onlyPay)).incidents).toEqual({
      cart: [],
      both: [OTHERS],
      pay: [OTHERS],
    });
  });

  it('filter, with the children of a group', async () => {
    const filter = (...owner: string[]) => idsOf({ owner });
    expect(await filter(TEAM)).toEqual([
      ['both', 'cart'],
      ['both', 'cart'],
    ]);
    expect(await filter(PLATFORM)).toEqual([
      ['node', 'stray'],
      ['node', 'stray'],
    ]);
    const ofCompany = ['both', 'cart', 'node', 'stray'];
    expect(await filter(COMPANY)).toEqual([ofCompany, ofCompany]);
    expect(await filter(TEAM, OTHERS)).toEqual([
      ['both', 'cart', 'pay'],
      ['both', 'cart', 'pay'],
    ]);
    expect(await filter('group:default/nobody')).toEqual([[], []]);
  });

  it('filter by system whatever an incident concerns', async () => {
    expect(await idsOf({ system: [SHOP] })).toEqual([
      ['both', 'pay'],
      ['both', 'cart', 'pay'],
    ]);
    expect(await idsOf({ system: [SHOP], owner: [TEAM] })).toEqual([
      ['both'],
      ['both', 'cart'],
    ]);
  });

  it('tell nothing by filters of entities that are hidden, or of what is nobody’s', async () => {
    const hidden: Filters[] = [
      { owner: [OTHERS] },
      { owner: [PLATFORM] },
      { system: [SHOP] },
    ];
    for (const filters of hidden)
      expect(await idsOf(filters, ONLY_CART)).toEqual([[], []]);
    expect(await idsOf({ owner: [COMPANY] }, ONLY_CART)).toEqual([
      ['both', 'cart'],
      ['both', 'cart'],
    ]);
  });
});
