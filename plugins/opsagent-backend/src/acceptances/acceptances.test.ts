import { FindingQuery } from '@opsagent/backstage-plugin-opsagent-common';
import { Finding } from '@opsagent/engine';
import { Knex } from 'knex';
import { setTimeout } from 'node:timers/promises';
import { WHOLE_LIFE, finding, query, scan } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseClusterStore } from '../clusters/DatabaseClusterStore';
import { lockCluster } from '../clusters/lockCluster';
import { DatabaseFindingStore } from '../findings/DatabaseFindingStore';
import { Visibility } from '../findings/FindingStore';
import { reconcileFindings } from '../findings/reconcileFindings';
import { wakeSnoozed } from '../lifecycle/wakeSnoozed';
import { DatabaseScanStore } from '../scanning/DatabaseScanStore';

const databases = createTestDatabases();

const MINUTE = 60_000;
const at = (minutes: number) =>
  new Date(Date.UTC(2026, 2, 1, 12) + minutes * MINUTE);
const UNTIL = at(600).toISOString();
const ANA = { by: 'user:default/ana', at: at(1) };
const CART = 'component:default/cart';
const PAY = 'component:default/pay';
const EVERYTHING: Visibility = { entityRefs: [CART, PAY], unmapped: true };
const ONLY_CART: Visibility = { entityRefs: [CART], unmapped: false };
const ACCEPT = {
  state: 'accepted',
  until: UNTIL,
  reason: 'a sandbox',
  scope: 'namespace',
} as const;
const RISK = { cluster: 'prod', namespace: 'shop', detector: 'pod.no-limits' };

function risk(id: string, fields: Partial<Finding> = {}, owner = CART) {
  const { detector } = RISK;
  return finding(id, { tier: 'risk', detector, ...fields }, [owner]);
}

describe.each(databases.ids)('acceptances on %s', databaseId => {
  let database: Knex;
  let findings: DatabaseFindingStore;
  let clusters: DatabaseClusterStore;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    findings = new DatabaseFindingStore({ database });
    clusters = new DatabaseClusterStore({ database });
    await clusters.saveListed([{ name: 'prod', scannable: true }]);
  });

  afterEach(async () => {
    await database.destroy();
  });

  const reconcile = async (minutes: number, found: ReturnType<typeof risk>[]) =>
    new DatabaseScanStore({ database }).complete(
      scan({
        scanId: (await clusters.beginScan('prod', {
          now: at(minutes),
          expiresAt: at(minutes + 1),
        }))!,
        capturedAt: at(minutes),
        findings: found,
      }),
    );
  const ids = async (filters: Partial<FindingQuery> = {}) => {
    const { items } = await findings.list(query(filters), EVERYTHING);
    return items.map(each => each.id);
  };
  const accept = (visibility = EVERYTHING, stateSince?: string) =>
    findings.acceptNamespace(
      'a',
      RISK,
      { ...ACCEPT, expected: stateSince ? { stateSince } : undefined },
      { ...ANA, visibility },
    );
  const accepted = () => ids({ state: ['accepted'] });

  it('take one finding out of the list until they end', async () => {
    await reconcile(0, [risk('a'), risk('b')]);
    await findings.change('a', { ...ACCEPT, scope: 'object' }, ANA);
    expect(await ids()).toEqual(['b']);
    expect(await findings.get('a', EVERYTHING)).toMatchObject({
      state: 'accepted',
      until: UNTIL,
      by: ANA.by,
      reason: 'a sandbox',
    });
    await reconcile(5, [risk('a'), risk('b')]);
    expect(await accepted()).toEqual(['a']);

    expect(await wakeSnoozed(database, { now: at(599) })).toBe(0);
    expect(await wakeSnoozed(database, { now: at(600) })).toBe(1);
    expect(await ids()).toEqual(['a', 'b']);
    const told = await findings.transitions('a', WHOLE_LIFE, EVERYTHING);
    expect(told.items.map(each => [each.to, each.by, each.until])).toEqual([
      ['open', undefined, undefined],
      ['accepted', ANA.by, UNTIL],
      ['open', undefined, undefined],
    ]);
  });

  it('hide nothing that has become worse than what was accepted, and tell so', async () => {
    await reconcile(0, [risk('a')]);
    await accept();
    await reconcile(5, [risk('a', { severity: 'low' })]);
    await reconcile(10, [risk('a', { severity: 'medium' })]);
    expect(await accepted()).toEqual(['a']);
    await reconcile(15, [risk('a', { severity: 'high' })]);
    expect(await ids()).toEqual(['a']);

    const told = await findings.transitions('a', WHOLE_LIFE, EVERYTHING);
    expect(
      told.items.map(({ from, to, severity, reason, at: moment }) => [
        from,
        to,
        severity?.to,
        reason,
        moment,
      ]),
    ).toEqual([
      [undefined, 'open', undefined, undefined, at(0).toISOString()],
      ['open', 'accepted', undefined, 'a sandbox', at(1).toISOString()],
      ['accepted', 'accepted', 'low', undefined, at(5).toISOString()],
      ['accepted', 'accepted', 'medium', undefined, at(10).toISOString()],
      [
        'accepted',
        'open',
        'high',
        'severity rose from medium to high',
        at(15).toISOString(),
      ],
    ]);
    const page = await findings.transitions('a', { limit: 2 }, EVERYTHING);
    const next = { limit: 2, cursor: page.pageInfo.nextCursor };
    const { items } = await findings.transitions('a', next, EVERYTHING);
    expect([...page.items, ...items]).toEqual(told.items.slice(0, 4));
    expect(page.totalItems).toBe(5);
  });

  it('cover what the detector finds later in the namespace, of the same owners and no worse', async () => {
    const nobodys = { ...risk('nobodys'), entityRefs: [] };
    const later = [
      risk('new'),
      risk('worse', { severity: 'high' }),
      risk('others', {}, PAY),
      nobodys,
      risk('another', { detector: 'pod.no-probe' }),
      risk('elsewhere', {
        subject: { kind: 'Service', namespace: 'bank', name: 'x' },
      }),
    ];
    await reconcile(0, [risk('a'), risk('gone')]);
    await accept();
    await reconcile(5, [risk('a'), ...later]);
    expect(await accepted()).toEqual(['a', 'new']);
    expect(await findings.get('new', EVERYTHING)).toMatchObject({
      until: UNTIL,
      by: ANA.by,
      reason: 'a sandbox',
    });
    await findings.change('a', { state: 'open' }, { ...ANA, at: at(6) });
    await reconcile(10, [risk('a'), risk('gone'), ...later]);
    expect(await accepted()).toEqual(['gone', 'new']);
    await wakeSnoozed(database, { now: at(600) });
    await reconcile(605, [risk('last')]);
    expect(await accepted()).toEqual([]);
    await findings.deleteOlderThan(at(604));
    expect(await database('acceptances')).toEqual([]);
  });

  it('are also about the Namespace itself, and about no other', async () => {
    const on = (name: string) =>
      risk(name, { subject: { kind: 'Namespace', name } });
    await reconcile(0, [risk('a'), on('bank')]);
    await accept();
    await reconcile(5, [risk('a'), on('bank'), on('shop')]);
    expect(await accepted()).toEqual(['a', 'shop']);
    expect(await ids({ namespace: ['bank'] })).toEqual(['bank']);
  });

  it('cover what belongs to nobody only where such a thing was accepted, whoever suffers from it', async () => {
    const suffered = (id: string) => ({ ...risk(id), objectEntities: {} });
    await reconcile(0, [risk('a')]);
    await accept();
    await reconcile(5, [risk('a'), suffered('nobodys')]);
    expect(await accepted()).toEqual(['a']);

    await accept();
    await reconcile(10, [risk('a'), suffered('nobodys'), suffered('new')]);
    expect(await accepted()).toEqual(['a', 'new', 'nobodys']);
  });

  it('are not given on what is resolved or has changed meanwhile, and then of nothing else', async () => {
    await reconcile(0, [risk('a'), risk('b')]);
    const conflict = (text: string) =>
      expect.objectContaining({
        name: 'ConflictError',
        message: expect.stringContaining(text),
      });
    await expect(accept(EVERYTHING, at(-1).toISOString())).rejects.toThrow(
      conflict('expected.stateSince'),
    );
    await reconcile(5, [risk('b')]);
    await expect(accept()).rejects.toThrow(conflict('it is resolved'));
    await reconcile(10, []);
    await expect(accept()).rejects.toThrow(conflict('it is resolved'));
    expect(await database('acceptances')).toEqual([]);
    await reconcile(15, [risk('a'), risk('b')]);
    expect(await ids()).toEqual(['a', 'b']);
    await accept(EVERYTHING, at(15).toISOString());
    expect(await accepted()).toEqual(['a', 'b']);
  });

  it('are given for a namespace by those only who may see all that is meant', async () => {
    await reconcile(0, [risk('a'), risk('b', {}, PAY)]);
    await expect(accept(ONLY_CART)).rejects.toThrow(
      expect.objectContaining({
        name: 'NotAllowedError',
        message: expect.stringMatching(/^scope: .* use object$/),
      }),
    );
    expect(await accepted()).toEqual([]);
    expect(await database('acceptances')).toEqual([]);
  });

  it('are revoked by those only who may see all that is meant, and hold no more for what comes back', async () => {
    await reconcile(0, [risk('a'), risk('b', {}, PAY), risk('c')]);
    await accept();
    await reconcile(5, [risk('a'), risk('b', {}, PAY)]);
    const { acceptance = '' } = (await findings.get('a', EVERYTHING))!;
    const revoke = (id: string, visibility = EVERYTHING) =>
      findings.revokeAcceptance(id, { ...ANA, at: at(6), visibility });

    await expect(revoke(acceptance, ONLY_CART)).rejects.toThrow(
      expect.objectContaining({ name: 'NotAllowedError' }),
    );
    const nothing = { entityRefs: [], unmapped: false };
    for (const refused of [revoke(acceptance, nothing), revoke('x')])
      await expect(refused).rejects.toThrow(
        expect.objectContaining({ name: 'NotFoundError' }),
      );
    expect(await revoke(acceptance)).toBe(2);
    expect(await ids()).toEqual(['a', 'b']);
    await reconcile(10, [risk('c'), risk('d')]);
    expect(await accepted()).toEqual([]);
    expect(await findings.get('c', EVERYTHING)).toMatchObject({
      state: 'regressed',
      by: undefined,
    });
  });

  it('are revoked together with what a scan is bringing in at that moment', async () => {
    await reconcile(0, [risk('a')]);
    await accept();
    const { acceptance = '' } = (await findings.get('a', EVERYTHING))!;
    const scanning = await database.transaction();
    await lockCluster(scanning, 'prod');
    const found = [risk('a'), risk('new')];
    await reconcileFindings(
      scanning,
      scan({ scanId: 'x', capturedAt: at(5), findings: found }),
    );
    const back = findings.revokeAcceptance(acceptance, {
      ...ANA,
      visibility: EVERYTHING,
    });
    await setTimeout(200);
    await scanning.commit();

    expect(await back).toBe(2);
    expect(await accepted()).toEqual([]);
  });

  it('can be revoked when nothing is under them any more, or only what is folded', async () => {
    const told = finding('told', {
      symptoms: [
        { detector: RISK.detector, ids: ['b'], title: 'b', message: 'b' },
      ],
    });
    await reconcile(0, [risk('a'), risk('b')]);
    await accept();
    const { acceptance = '' } = (await findings.get('a', EVERYTHING))!;
    await reconcile(5, [risk('a'), told]);
    await findings.change('a', { state: 'open' }, ANA);
    const revoke = (visibility: Visibility) =>
      findings.revokeAcceptance(acceptance, { ...ANA, visibility });

    const others = { entityRefs: [PAY], unmapped: false };
    await expect(revoke(others)).rejects.toThrow(
      expect.objectContaining({ name: 'NotFoundError' }),
    );
    await expect(
      revoke({
        ...ONLY_CART,
        read: { property: 'cluster', values: ['test'] },
      }),
    ).rejects.toThrow(expect.objectContaining({ name: 'NotFoundError' }));
    expect(await findings.acceptedEntityRefs(acceptance)).toEqual([CART]);
    expect(await revoke(ONLY_CART)).toBe(0);
    await reconcile(10, [risk('a'), risk('b'), risk('new')]);
    expect(await accepted()).toEqual([]);
    expect(await findings.acceptedEntityRefs(acceptance)).toEqual([]);
  });

  it('take the place of what was accepted of the same before', async () => {
    await reconcile(0, [risk('a'), risk('gone')]);
    await accept();
    await reconcile(5, [risk('a')]);
    await accept();
    const [{ id }, ...rest] = await database('acceptances');
    expect(rest).toEqual([]);
    await reconcile(10, [risk('a'), risk('gone')]);
    const back = { ...ANA, visibility: EVERYTHING };
    expect(await findings.revokeAcceptance(id, back)).toBe(2);
    expect(await ids()).toEqual(['a', 'gone']);
  });
});
