import { Knex } from 'knex';
import {
  ScannedCluster,
  at,
  explaining,
} from '../__testUtils__/ScannedCluster';
import { finding, linkedIncident } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { LinkedFinding } from '../findings/FindingStore';

const databases = createTestDatabases();

const CART = 'component:default/cart';
const ANA = { by: 'user:default/ana', at: at(1) };
const a = finding('a');
const b = finding('b', {}, [CART]);

describe.each(databases.ids)('DatabaseScanStore on %s', databaseId => {
  let database: Knex;
  let cluster: ScannedCluster;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    cluster = await ScannedCluster.create(database);
  });

  afterEach(async () => {
    await database.destroy();
  });

  it('tells lives of findings and incidents by their transitions', async () => {
    const both = {
      findings: [a, b],
      incidents: [linkedIncident('i', [a, b])],
    };
    expect(await cluster.reconcile(0, both)).toEqual({
      opened: 2,
      seen: 2,
      resolved: 0,
      changed: true,
    });
    await cluster.reconcile(5, both);
    await cluster.incidents.change(
      'i',
      { state: 'acknowledged', reason: 'on it' },
      { ...ANA, at: at(6) },
    );
    expect(await cluster.reconcile(10)).toMatchObject({
      opened: 0,
      resolved: 2,
    });
    expect(await cluster.reconcile(15, both)).toMatchObject({ opened: 2 });

    expect(await cluster.statesOf('a')).toEqual([
      'open',
      'resolved',
      'regressed',
    ]);
    const time = (minutes: number) => at(minutes).toISOString();
    const told = await cluster.incidentTransitions('i');
    expect(told).toEqual([
      { at: time(0), to: 'open' },
      {
        at: time(6),
        from: 'open',
        to: 'acknowledged',
        by: ANA.by,
        reason: 'on it',
      },
      { at: time(10), from: 'acknowledged', to: 'resolved' },
      { at: time(15), from: 'resolved', to: 'regressed' },
    ]);
    expect(await cluster.incident('i')).toMatchObject({
      state: 'regressed',
      firstSeenAt: time(15),
      by: undefined,
      reason: undefined,
    });
  });

  it('changes nothing but when all was last seen when the same scan comes again', async () => {
    const both = {
      findings: [explaining(a, 'c'), b],
      incidents: [linkedIncident('i', [a, b])],
    };
    await cluster.reconcile(0, both);
    const before = await cluster.everything();
    await cluster.reconcile(0, both);
    expect(await cluster.everything()).toEqual(before);

    expect(await cluster.reconcile(5, both)).toMatchObject({ changed: false });
    const withoutLastSeen = (rows: object[][]) =>
      rows.map(table =>
        table.map(row => ({ ...row, last_seen_at: undefined })),
      );
    expect(withoutLastSeen(await cluster.everything())).toEqual(
      withoutLastSeen(before),
    );
    expect(await cluster.incident('i')).toMatchObject({
      lastSeenAt: at(5).toISOString(),
    });
  });

  it('takes as many statements for any number of findings that have not changed', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => finding(`f${index}`));
    const statements: string[] = [];
    const listen = ({ sql }: { sql: string }) => statements.push(sql);
    const count = async (minutes: number, found: LinkedFinding[]) => {
      statements.length = 0;
      database.on('query', listen);
      await cluster.reconcile(minutes, {
        findings: found,
        incidents: [linkedIncident('i', found.slice(0, 1))],
      });
      database.off('query', listen);
      return statements.length;
    };
    await count(0, many(5));
    const few = await count(1, many(5));
    await count(2, many(900));
    expect(await count(3, many(900))).toBe(few);
    expect(await count(4, many(1))).toBeLessThanOrEqual(few + 15);
    expect(await count(5, many(1))).toBe(few);
  });

  it('resolves an incident that another one has taken over, and tells of each finding where it is now', async () => {
    await cluster.reconcile(0, {
      findings: [a, b],
      incidents: [linkedIncident('old', [a, b])],
    });
    await cluster.reconcile(5, {
      findings: [a, b],
      incidents: [linkedIncident('new', [a]), linkedIncident('split', [b])],
    });
    expect(await cluster.stateOf('old')).toBe('resolved');
    expect(await cluster.stateOf('new')).toBe('open');

    await cluster.reconcile(10, {
      findings: [a, b],
      incidents: [linkedIncident('new', [a, b])],
    });
    expect(await cluster.stateOf('split')).toBe('resolved');
    expect((await cluster.incident('new'))?.findings).toEqual(['a', 'b']);
    expect(
      await database('incident_findings').where('incident_id', 'new'),
    ).toHaveLength(2);
  });

  it('keeps an incident while one of its findings could not be looked at', async () => {
    await cluster.reconcile(0, {
      findings: [a, b],
      incidents: [linkedIncident('i', [a, b])],
    });
    await cluster.reconcile(5, { concludes: ({ id }) => id === 'a' });
    expect(await cluster.stateOf('i')).toBe('open');
    expect(await cluster.statesOf('a')).toEqual(['open', 'resolved']);
    await cluster.reconcile(10);
    expect(await cluster.stateOf('i')).toBe('resolved');
  });

  it('keeps an incident as long as its finding counts as there', async () => {
    const there = {
      findings: [a],
      incidents: [linkedIncident('i', [a])],
    };
    await cluster.reconcile(0, there);
    await cluster.reconcile(5);
    await cluster.reconcile(10, there);
    await cluster.reconcile(15);
    expect(await cluster.stateOf('i')).toBe('regressed');
    await cluster.reconcile(44);
    expect(await cluster.stateOf('i')).toBe('regressed');
    await cluster.reconcile(45);
    expect(await cluster.stateOf('i')).toBe('resolved');
    expect(await cluster.statesOf('a')).toEqual([
      'open',
      'resolved',
      'regressed',
      'resolved',
    ]);
  });

  it('keeps who snoozed what comes back during the snooze, and tells nobody to have resolved it', async () => {
    const until = at(600).toISOString();
    const words = { state: 'snoozed', by: ANA.by, reason: 'later', until };
    await cluster.reconcile(0, { findings: [a] });
    await cluster.findings.change(
      'a',
      { state: 'snoozed', until, reason: 'later' },
      ANA,
    );
    await cluster.reconcile(5);
    const gone = await cluster.finding('a');
    expect(gone?.state).toBe('resolved');
    expect([gone?.by, gone?.reason, gone?.until]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    await cluster.reconcile(10, { findings: [a] });
    expect(await cluster.finding('a')).toMatchObject(words);
    const told = await cluster.findingTransitions('a');
    expect(told.map(each => [each.to, each.by])).toEqual([
      ['open', undefined],
      ['snoozed', ANA.by],
      ['resolved', undefined],
      ['snoozed', ANA.by],
    ]);
  });

  it('tells a severity that has changed, against what was said before, and who is concerned now', async () => {
    const told = (severity: 'low' | 'critical', refs: string[]) => {
      const found = finding('a', { severity }, refs);
      return { findings: [found], incidents: [linkedIncident('i', [found])] };
    };
    await cluster.reconcile(0, told('low', []));
    await cluster.incidents.change('i', { state: 'acknowledged' }, ANA);
    await cluster.reconcile(5, told('critical', [CART]));
    expect(await cluster.incident('i')).toMatchObject({
      state: 'open',
      severity: 'critical',
      entities: [{ entityRef: CART, role: 'cause' }],
    });
    expect((await cluster.incidentTransitions('i')).slice(-1)).toMatchObject([
      {
        from: 'acknowledged',
        to: 'open',
        reason: 'severity rose from low to critical',
      },
    ]);
    expect(await cluster.finding('a')).toMatchObject({
      severity: 'critical',
      entityRefs: [CART],
    });
  });
});
