import { FindingQuery } from '@opsagent/backstage-plugin-opsagent-common';
import { Finding } from '@opsagent/engine';
import { Knex } from 'knex';
import { DatabaseClusterStore } from '../clusters/DatabaseClusterStore';
import { finding, query, scan, WHOLE_LIFE } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { Grant } from '../permissions/Grant';
import { DatabaseFindingStore } from './DatabaseFindingStore';
import { CompletedScan } from '../scanning/ScanStore';
import { DatabaseScanStore } from '../scanning/DatabaseScanStore';
import { LinkedFinding, Visibility } from './FindingStore';

const databases = createTestDatabases();

const MINUTE = 60_000;
const NOW = new Date('2026-03-01T12:00:00Z');
const EVERYTHING: Visibility = {
  entityRefs: ['component:default/cart', 'component:default/pay'],
  unmapped: true,
};
const CART: Visibility = {
  entityRefs: ['component:default/cart'],
  unmapped: false,
};

function stores(database: Knex) {
  const clusters = new DatabaseClusterStore({ database });
  const findings = new DatabaseFindingStore({ database });
  const scans = new DatabaseScanStore({ database });
  const begin = async (cluster = 'prod') => {
    const expiresAt = new Date(NOW.getTime() + MINUTE);
    const scanId = await clusters.beginScan(cluster, { now: NOW, expiresAt });
    return scanId!;
  };
  const listed = (...names: string[]) =>
    clusters.saveListed(names.map(name => ({ name, scannable: true })));
  const reconcile = async (fields: Partial<CompletedScan>) =>
    scans.complete(scan({ scanId: await begin(fields.cluster), ...fields }));
  const ids = async (filters: Partial<FindingQuery>, visible = EVERYTHING) => {
    const page = await findings.list(query(filters), visible);
    return page.items.map(each => each.id);
  };
  return { begin, clusters, findings, ids, listed, reconcile, scans };
}

describe.each(databases.ids)('DatabaseFindingStore on %s', databaseId => {
  let database: Knex;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
  });

  afterEach(async () => {
    await database.destroy();
  });

  it('keeps a finding over its life', async () => {
    const { findings, listed, reconcile } = stores(database);
    const at = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE);
    const cart = finding('cart', {}, ['component:default/cart']);
    await listed('prod');

    expect(await reconcile({ findings: [cart] })).toEqual({
      opened: 1,
      seen: 1,
      resolved: 0,
      changed: true,
    });
    expect(await reconcile({ findings: [cart], capturedAt: at(5) })).toEqual({
      opened: 0,
      seen: 1,
      resolved: 0,
      changed: false,
    });
    expect(await findings.get('cart', EVERYTHING)).toEqual({
      ...cart.finding,
      cluster: 'prod',
      state: 'open',
      stateSince: at(0).toISOString(),
      firstSeenAt: at(0).toISOString(),
      lastSeenAt: at(5).toISOString(),
      resolvedAt: undefined,
      entityRefs: ['component:default/cart'],
      owners: [],
      mayChange: false,
    });

    await reconcile({ capturedAt: at(10), concludes: () => false });
    expect(await findings.get('cart', EVERYTHING)).toMatchObject({
      state: 'open',
      lastSeenAt: at(5).toISOString(),
    });

    await reconcile({ capturedAt: at(15) });
    expect(await findings.get('cart', EVERYTHING)).toMatchObject({
      state: 'resolved',
      resolvedAt: at(15).toISOString(),
      entityRefs: ['component:default/cart'],
    });

    await reconcile({ findings: [cart], capturedAt: at(20) });
    expect(await findings.get('cart', EVERYTHING)).toMatchObject({
      state: 'regressed',
      firstSeenAt: at(20).toISOString(),
      resolvedAt: undefined,
    });
  });

  it('takes over all of a scan or nothing, and only from the scan that holds the claim', async () => {
    const { begin, clusters, findings, listed, scans } = stores(database);
    await listed('prod');
    const first = await begin();
    expect(await begin()).toBeUndefined();
    const later = new Date(NOW.getTime() + 2 * MINUTE);
    const second = await clusters.beginScan('prod', {
      now: later,
      expiresAt: new Date(later.getTime() + MINUTE),
    });
    expect(second).toBeDefined();

    const late = scan({ scanId: first, findings: [finding('late')] });
    await expect(scans.complete(late)).rejects.toThrow(/taken its place/);
    const broken = finding('broken', { detector: null as unknown as string });
    await expect(
      scans.complete(
        scan({ scanId: second!, findings: [finding('fine'), broken] }),
      ),
    ).rejects.toThrow();
    expect(await findings.list(query(), EVERYTHING)).toMatchObject({
      items: [],
      totalItems: 0,
    });
    const [status] = await clusters.list({ now: later });
    expect(status).toMatchObject({ state: 'pending', scanning: true });
  });

  it('filters, and leaves other clusters alone when one is scanned', async () => {
    const { ids, listed, reconcile } = stores(database);
    await listed('prod', 'test');
    await reconcile({
      findings: [
        finding('a', { severity: 'critical' }, ['component:default/cart']),
        finding('b', { tier: 'risk', detector: 'pod.other' }),
        finding('c', { subject: { kind: 'Node', name: 'node-1' } }),
      ],
    });
    await reconcile({ cluster: 'test', findings: [finding('d')] });

    expect(await ids({})).toEqual(['a', 'c', 'd', 'b']);
    expect(await ids({ cluster: ['test'] })).toEqual(['d']);
    expect(await ids({ tier: ['risk'] })).toEqual(['b']);
    expect(await ids({ severity: ['critical', 'low'] })).toEqual(['a']);
    expect(await ids({ detector: ['pod.other'] })).toEqual(['b']);
    expect(await ids({ namespace: ['shop'] })).toEqual(['a', 'd', 'b']);
    expect(await ids({ entityRef: ['component:default/cart'] })).toEqual(['a']);
    expect(await ids({ state: ['resolved'] })).toEqual([]);

    await reconcile({});
    expect(await ids({})).toEqual(['d']);
    expect(await ids({ state: ['resolved'] })).toEqual(['a', 'c', 'b']);
    await listed('prod');
    expect(await ids({})).toEqual([]);
  });

  it('shows what is visible, and nothing of the rest in totals, pages or entity names', async () => {
    const { findings, ids, listed, reconcile } = stores(database);
    await listed('prod');
    await reconcile({
      findings: [
        finding('cart', {}, ['component:default/cart']),
        finding('both', {}, [
          'component:default/cart',
          'component:default/pay',
        ]),
        finding('pay', {}, ['component:default/pay']),
        finding('nobody'),
      ],
    });

    const page = await findings.list(query({ limit: 2 }), CART);
    expect(page).toMatchObject({ totalItems: 2, pageInfo: {} });
    expect(page.items.map(each => [each.id, each.entityRefs])).toEqual([
      ['both', ['component:default/cart']],
      ['cart', ['component:default/cart']],
    ]);
    expect(await findings.get('pay', CART)).toBeUndefined();
    expect(await findings.get('nobody', CART)).toBeUndefined();
    expect(await ids({ entityRef: ['component:default/pay'] }, CART)).toEqual(
      [],
    );
    expect(await ids({}, { entityRefs: [], unmapped: true })).toEqual([
      'nobody',
    ]);
    expect(await ids({}, { entityRefs: [], unmapped: false })).toEqual([]);
  });

  it('lists and counts the same as it shows one by one, whatever the catalog hides', async () => {
    const { findings, listed, reconcile } = stores(database);
    const [cart, pay, shop] = ['cart', 'pay', 'shop'].map(
      name => `component:default/${name}`,
    );
    const owned = [[], [cart], [pay], [cart, pay], [pay, shop], [shop]];
    const suffering = { ...finding('node', {}, [pay]), objectEntities: {} };
    const all = owned.map((refs, index) => finding(`${index}`, {}, refs));
    await listed('prod');
    await reconcile({ findings: [...all, suffering] });
    const known = [...all, suffering].map(each => each.finding.id);

    const seen = async (visibility: Visibility) => {
      const page = await findings.list(query(), visibility);
      const some = await findings.some(known, visibility);
      expect(page.items.map(each => each.id)).toEqual(
        some.map(each => each.id),
      );
      expect(page.totalItems).toBe(some.length);
      return page.totalItems;
    };
    const counts = [];
    for (const entityRefs of [
      [],
      [cart],
      [cart, pay],
      [shop],
      [cart, pay, shop],
    ])
      counts.push([
        await seen({ entityRefs, unmapped: true }),
        await seen({ entityRefs, unmapped: false }),
      ]);
    expect(counts).toEqual([
      [2, 0],
      [4, 2],
      [6, 5],
      [4, 2],
      [7, 6],
    ]);
  });

  it('shows what nobody owns to whoever suffers from it, and only to cluster readers whole', async () => {
    const { findings, ids, listed, reconcile } = stores(database);
    const pod = (name: string) => ({ kind: 'Pod', namespace: 'shop', name });
    const registry = finding(
      'registry',
      {
        subject: { kind: 'Registry', name: 'registry.example.com' },
        message: 'first seen for pay',
        affected: [pod('cart'), pod('pay')],
      },
      ['component:default/cart', 'component:default/pay'],
    );
    const objectEntities = {
      'Pod/shop/cart': ['component:default/cart'],
      'Pod/shop/pay': ['component:default/pay'],
    };
    await listed('prod');
    await reconcile({ findings: [{ ...registry, objectEntities }] });

    const cut = await findings.list(query(), CART);
    expect(cut.items).toMatchObject([
      { affected: [pod('cart')], entityRefs: ['component:default/cart'] },
    ]);
    expect(JSON.stringify(cut)).not.toContain('pay');
    expect(await findings.get('registry', CART)).toEqual(cut.items[0]);

    const reader = { entityRefs: [], unmapped: true };
    expect(await findings.get('registry', reader)).toMatchObject({
      message: 'first seen for pay',
      affected: [pod('cart'), pod('pay')],
      entityRefs: [],
    });
    expect(await ids({}, { entityRefs: [], unmapped: false })).toEqual([]);

    await reconcile({ findings: [registry] });
    expect(await ids({}, reader)).toEqual([]);
  });

  it('pages through any number of findings, worst first, each once', async () => {
    const { findings, listed, reconcile } = stores(database);
    await listed('prod');
    const all = Array.from({ length: 1234 }, (_, index) =>
      finding(
        `f${String(index).padStart(4, '0')}`,
        { severity: index % 2 ? 'low' : 'high' },
        ['component:default/cart'],
      ),
    );
    await reconcile({ findings: all });
    await reconcile({ findings: all });

    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await findings.list(query({ limit: 500, cursor }), CART);
      expect(page.totalItems).toBe(1234);
      seen.push(...page.items.map(each => each.id));
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(1234);
    expect(seen.slice(0, 2)).toEqual(['f0000', 'f0002']);
    expect(seen.at(-1)).toBe('f1233');

    const many = Array.from({ length: 40_000 }, (_, i) => `component:x/${i}`);
    const crowded = {
      entityRefs: [...many, ...CART.entityRefs],
      unmapped: false,
    };
    expect(await findings.list(query(), crowded)).toMatchObject({
      totalItems: 1234,
    });
  });

  it('remembers what is resolved as long as a snooze or an acceptance holds for it', async () => {
    const { findings, ids, listed, reconcile } = stores(database);
    await listed('prod');
    const at = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE);
    const risks = ['a', 'b'].map(id => finding(id, { tier: 'risk' }));
    const said = { by: 'user:default/ana', at: NOW };
    const until = at(600).toISOString();
    await reconcile({ findings: risks });
    await findings.change(
      'a',
      { state: 'accepted', until, reason: 'a sandbox', scope: 'object' },
      said,
    );
    await findings.change('b', { state: 'snoozed', until }, said);
    await reconcile({ capturedAt: at(1) });

    expect(await findings.deleteOlderThan(at(600))).toBe(0);
    await reconcile({ findings: risks, capturedAt: at(599) });
    expect(await ids({ state: ['accepted', 'snoozed'] })).toEqual(['a', 'b']);

    await reconcile({ capturedAt: at(599) });
    expect(await findings.deleteOlderThan(at(601))).toBe(2);
  });

  it('forgets what was resolved, or last seen, long ago', async () => {
    const { findings, ids, listed, reconcile } = stores(database);
    await listed('prod');
    const later = new Date(NOW.getTime() + MINUTE);
    await reconcile({
      findings: [finding('gone', {}, ['component:default/cart'])],
    });
    await reconcile({ findings: [finding('here')], capturedAt: later });

    expect(await findings.deleteOlderThan(later)).toBe(0);
    await reconcile({
      findings: [finding('here')],
      capturedAt: new Date(later.getTime() + 1),
    });
    expect(await findings.deleteOlderThan(new Date(later.getTime() + 1))).toBe(
      1,
    );
    expect(await ids({ state: ['open', 'resolved'] })).toEqual(['here']);
    expect(await findings.entityRefs()).toEqual([]);
    const told = await database('transitions').distinct('object_id');
    expect(told).toEqual([{ object_id: 'here' }]);
  });

  it('keeps what somebody says, and tells why only to those who may see all that it is about', async () => {
    const { findings, ids, listed, reconcile } = stores(database);
    await listed('prod');
    await reconcile({
      findings: [
        finding('both', {}, [
          'component:default/cart',
          'component:default/pay',
        ]),
      ],
    });
    await findings.change(
      'both',
      { state: 'acknowledged', reason: 'pay is late' },
      { by: 'user:default/ana', at: NOW },
    );
    expect(await ids({})).toEqual([]);
    expect(await ids({ state: ['acknowledged'] })).toEqual(['both']);

    const reasons = async (visibility: Visibility) => [
      (await findings.get('both', visibility))?.reason,
      ...(await findings.transitions('both', WHOLE_LIFE, visibility)).items.map(
        each => each.reason,
      ),
    ];
    const reason = 'pay is late';
    expect(await reasons(EVERYTHING)).toEqual([reason, undefined, reason]);
    expect(await reasons(CART)).toEqual([undefined, undefined, undefined]);
    expect(await findings.get('both', CART)).toMatchObject({
      state: 'acknowledged',
      by: 'user:default/ana',
    });
  });

  it('names objects of others, and tells why, only to those who may see their entities', async () => {
    const { findings, listed, reconcile } = stores(database);
    await listed('prod');
    const pod = { kind: 'Pod', namespace: 'shop', name: 'pay-1-x' };
    const front: LinkedFinding = {
      ...finding('front', { affected: [pod] }, ['component:default/cart']),
      otherEntities: { 'Pod/shop/pay-1-x': ['component:default/pay'] },
    };
    await reconcile({ findings: [front] });
    await findings.change(
      'front',
      { state: 'acknowledged', reason: 'pay is late' },
      { by: 'user:default/ana', at: NOW },
    );
    const told = async (visibility: Visibility) => {
      const found = await findings.get('front', visibility);
      return [found?.affected, found?.reason];
    };
    expect(await told(EVERYTHING)).toEqual([[pod], 'pay is late']);
    expect(await told(CART)).toEqual([[], undefined]);
    const read: Grant = {
      property: 'entity',
      values: ['component:default/cart'],
      orNone: false,
    };
    expect(await told({ ...EVERYTHING, read })).toEqual([[], undefined]);

    const both = ['component:default/cart', 'component:default/pay'];
    const refs = async (id?: string) => (await findings.entityRefs(id)).sort();
    expect(await refs()).toEqual(both);
    expect(await refs('front')).toEqual(both);
    const [cart, pay] = both;
    expect(await findings.othersBeside(cart)).toEqual([pay]);
    expect(await findings.othersBeside(pay)).toEqual([]);

    await reconcile({
      findings: [finding('front', {}, ['component:default/cart'])],
    });
    expect(await refs()).toEqual(['component:default/cart']);
  });

  it('tells what no scan has linked whole only to those who may see everything', async () => {
    const { findings, listed, reconcile } = stores(database);
    await listed('prod');
    const affected = [{ kind: 'Pod', namespace: 'shop', name: 'pay-1-x' }];
    const entityRefs = ['component:default/cart'];
    const unlinked = (id: string, fields: Partial<Finding>): LinkedFinding => ({
      ...finding(id, fields, entityRefs),
      otherEntities: undefined,
    });
    const message = 'pay-1-x behind it is not ready';
    await reconcile({
      findings: [
        unlinked('front', { affected, message }),
        unlinked('alone', {}),
        finding('linked', { affected, message }, entityRefs),
      ],
    });
    await findings.change(
      'front',
      { state: 'acknowledged', reason: 'pay is late' },
      { by: 'user:default/ana', at: NOW },
    );
    const told = async (id: string, visibility: Visibility) => {
      const found = await findings.get(id, visibility);
      return [found?.message, found?.affected, found?.reason];
    };
    const cut = 'Broken: Service shop/front; what concerns others is left out';
    expect(await told('front', CART)).toEqual([cut, [], undefined]);
    expect(await told('front', { ...CART, unmapped: true })).toEqual([
      message,
      affected,
      'pay is late',
    ]);
    expect(await told('alone', CART)).toEqual([
      'alone is broken',
      [],
      undefined,
    ]);
    expect(await told('linked', CART)).toEqual([message, affected, undefined]);
  });
});
