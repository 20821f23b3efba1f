import { Knex } from 'knex';
import {
  finding,
  linkedIncident,
  scan,
  WHOLE_LIFE,
} from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseClusterStore } from '../clusters/DatabaseClusterStore';
import { DatabaseFindingStore } from '../findings/DatabaseFindingStore';
import { LinkedFinding, Visibility } from '../findings/FindingStore';
import { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import { DatabaseScanStore } from './DatabaseScanStore';
import { CompletedScan } from './ScanStore';

const databases = createTestDatabases();

const MINUTE = 60_000;
const at = (minutes: number) =>
  new Date(Date.UTC(2026, 2, 1, 12) + minutes * MINUTE);
const CART = 'component:default/cart';
const EVERYTHING: Visibility = { entityRefs: [CART], unmapped: true };
const ANA = { by: 'user:default/ana', at: at(1) };

const a = finding('a');
const b = finding('b', {}, [CART]);

/** With a finding that it explains. */
function explaining(parent: LinkedFinding, ...ids: string[]): LinkedFinding {
  const { finding: told } = parent;
  const symptom = { ids, detector: 'x', title: 'X', message: 'x' };
  return { ...parent, finding: { ...told, symptoms: [symptom] } };
}

describe.each(databases.ids)('DatabaseScanStore on %s', databaseId => {
  let database: Knex;
  let clusters: DatabaseClusterStore;
  let findings: DatabaseFindingStore;
  let incidents: DatabaseIncidentStore;
  let scans: DatabaseScanStore;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    clusters = new DatabaseClusterStore({ database });
    findings = new DatabaseFindingStore({ database });
    incidents = new DatabaseIncidentStore({ database });
    scans = new DatabaseScanStore({ database });
    await clusters.saveListed([{ name: 'prod', scannable: true }]);
  });

  afterEach(async () => {
    await database.destroy();
  });

  const begin = async (minutes = 0) =>
    (await clusters.beginScan('prod', {
      now: at(minutes),
      expiresAt: at(minutes + 1),
    }))!;

  const reconcile = async (
    minutes: number,
    fields: Partial<CompletedScan> = {},
  ) =>
    scans.complete(
      scan({
        scanId: await begin(minutes),
        capturedAt: at(minutes),
        ...fields,
      }),
    );

  const stateOf = async (id: string) =>
    (await incidents.get(id, EVERYTHING))?.state;
  const statesOf = async (id: string) =>
    (await findings.transitions(id, WHOLE_LIFE, EVERYTHING)).items.map(
      each => each.to,
    );
  const everything = () =>
    Promise.all(
      [
        'findings',
        'finding_entities',
        'incidents',
        'incident_findings',
        'incident_entities',
        'transitions',
      ].map(table => database(table).orderByRaw('1, 2')),
    );

  it('tells lives of findings and incidents by their transitions', async () => {
    const both = {
      findings: [a, b],
      incidents: [linkedIncident('i', [a, b])],
    };
    expect(await reconcile(0, both)).toEqual({
      opened: 2,
      seen: 2,
      resolved: 0,
      changed: true,
    });
    await reconcile(5, both);
    await incidents.change(
      'i',
      { state: 'acknowledged', reason: 'on it' },
      { ...ANA, at: at(6) },
    );
    expect(await reconcile(10)).toMatchObject({ opened: 0, resolved: 2 });
    expect(await reconcile(15, both)).toMatchObject({ opened: 2 });

    expect(await statesOf('a')).toEqual(['open', 'resolved', 'regressed']);
    const time = (minutes: number) => at(minutes).toISOString();
    const told = await incidents.transitions('i', WHOLE_LIFE, EVERYTHING);
    expect(told.items).toEqual([
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
    expect(await incidents.get('i', EVERYTHING)).toMatchObject({
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
    await reconcile(0, both);
    const before = await everything();
    await reconcile(0, both);
    expect(await everything()).toEqual(before);

    expect(await reconcile(5, both)).toMatchObject({ changed: false });
    const withoutLastSeen = (rows: object[][]) =>
      rows.map(table =>
        table.map(row => ({ ...row, last_seen_at: undefined })),
      );
    expect(withoutLastSeen(await everything())).toEqual(
      withoutLastSeen(before),
    );
    expect(await incidents.get('i', EVERYTHING)).toMatchObject({
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
      await reconcile(minutes, {
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
    await reconcile(0, {
      findings: [a, b],
      incidents: [linkedIncident('old', [a, b])],
    });
    await reconcile(5, {
      findings: [a, b],
      incidents: [linkedIncident('new', [a]), linkedIncident('split', [b])],
    });
    expect(await stateOf('old')).toBe('resolved');
    expect(await stateOf('new')).toBe('open');

    await reconcile(10, {
      findings: [a, b],
      incidents: [linkedIncident('new', [a, b])],
    });
    expect(await stateOf('split')).toBe('resolved');
    expect((await incidents.get('new', EVERYTHING))?.findings).toEqual([
      'a',
      'b',
    ]);
    expect(
      await database('incident_findings').where('incident_id', 'new'),
    ).toHaveLength(2);
  });

  it('keeps an incident while one of its findings could not be looked at', async () => {
    await reconcile(0, {
      findings: [a, b],
      incidents: [linkedIncident('i', [a, b])],
    });
    await reconcile(5, { concludes: ({ id }) => id === 'a' });
    expect(await stateOf('i')).toBe('open');
    expect(await statesOf('a')).toEqual(['open', 'resolved']);
    await reconcile(10);
    expect(await stateOf('i')).toBe('resolved');
  });

  it('keeps an incident as long as its finding counts as there', async () => {
    const there = {
      findings: [a],
      incidents: [linkedIncident('i', [a])],
    };
    await reconcile(0, there);
    await reconcile(5);
    await reconcile(10, there);
    await reconcile(15);
    expect(await stateOf('i')).toBe('regressed');
    await reconcile(44);
    expect(await stateOf('i')).toBe('regressed');
    await reconcile(45);
    expect(await stateOf('i')).toBe('resolved');
    expect(await statesOf('a')).toEqual([
      'open',
      'resolved',
      'regressed',
      'resolved',
    ]);
  });

  it('resolves an incident when what is left of it is a symptom of something else', async () => {
    await reconcile(0, {
      findings: [a],
      incidents: [linkedIncident('i', [a])],
    });
    await reconcile(5, {
      findings: [explaining(b, 'a')],
      incidents: [linkedIncident('j', [b])],
    });
    expect([await stateOf('i'), await stateOf('j')]).toEqual([
      'resolved',
      'open',
    ]);
  });

  it('keeps what people said of a finding while it is told as a symptom of another one', async () => {
    await reconcile(0, { findings: [a] });
    await findings.change('a', { state: 'acknowledged' }, ANA);
    await reconcile(5, { findings: [explaining(b, 'a')] });
    expect(await findings.get('a', EVERYTHING)).toBeUndefined();
    const [{ folded_under: parent }] = await database('findings').where(
      'id',
      'a',
    );
    expect(parent).toBe('b');

    await reconcile(10, { findings: [explaining(finding('c'), 'a')] });
    await reconcile(15, { findings: [a] });
    expect(await findings.get('a', EVERYTHING)).toMatchObject({
      state: 'acknowledged',
      by: ANA.by,
      lastSeenAt: at(15).toISOString(),
    });
    expect(await statesOf('a')).toEqual(['open', 'acknowledged']);
    expect(await statesOf('b')).toEqual(['open', 'resolved']);
  });

  describe('a symptom of what is gone', () => {
    const folded = { findings: [explaining(b, 'a')] };
    const shown = async () => (await findings.get('a', EVERYTHING))?.state;

    it('is told by itself when it was not looked at', async () => {
      await reconcile(0, { findings: [a] });
      await reconcile(5, folded);
      await reconcile(10, { concludes: ({ id }) => id !== 'a' });
      expect(await shown()).toBe('open');
    });

    it('is told by itself while it may come back', async () => {
      await reconcile(0, { findings: [a] });
      await reconcile(5);
      await reconcile(10, { findings: [a] });
      await reconcile(15, folded);
      await reconcile(20);
      expect(await shown()).toBe('regressed');
      await reconcile(55);
      expect(await shown()).toBe('resolved');
    });

    it('stays hidden as long as what explains it could not be looked at', async () => {
      await reconcile(0, { findings: [a] });
      await reconcile(5, folded);
      await reconcile(10, { concludes: () => false });
      expect(await shown()).toBeUndefined();
      await reconcile(15, { concludes: ({ id }) => id === 'b' });
      expect(await shown()).toBe('open');
    });
  });

  it('keeps who snoozed what comes back during the snooze, and tells nobody to have resolved it', async () => {
    const until = at(600).toISOString();
    const words = { state: 'snoozed', by: ANA.by, reason: 'later', until };
    await reconcile(0, { findings: [a] });
    await findings.change(
      'a',
      { state: 'snoozed', until, reason: 'later' },
      ANA,
    );
    await reconcile(5);
    const gone = await findings.get('a', EVERYTHING);
    expect(gone?.state).toBe('resolved');
    expect([gone?.by, gone?.reason, gone?.until]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    await reconcile(10, { findings: [a] });
    expect(await findings.get('a', EVERYTHING)).toMatchObject(words);
    const told = (await findings.transitions('a', WHOLE_LIFE, EVERYTHING))
      .items;
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
    await reconcile(0, told('low', []));
    await incidents.change('i', { state: 'acknowledged' }, ANA);
    await reconcile(5, told('critical', [CART]));
    expect(await incidents.get('i', EVERYTHING)).toMatchObject({
      state: 'open',
      severity: 'critical',
      entities: [{ entityRef: CART, role: 'cause' }],
    });
    expect(
      (await incidents.transitions('i', WHOLE_LIFE, EVERYTHING)).items.slice(
        -1,
      ),
    ).toMatchObject([
      {
        from: 'acknowledged',
        to: 'open',
        reason: 'severity rose from low to critical',
      },
    ]);
    expect(await findings.get('a', EVERYTHING)).toMatchObject({
      severity: 'critical',
      entityRefs: [CART],
    });
  });

  it('takes over one of two scans that race', async () => {
    const first = await begin(0);
    const second = await begin(2);
    const complete = (scanId: string, id: string) =>
      scans.complete(
        scan({
          scanId,
          findings: [finding(id)],
          incidents: [linkedIncident(`i-${id}`, [finding(id)])],
        }),
      );
    const outcomes = await Promise.allSettled([
      complete(first, 'late'),
      complete(second, 'right'),
      complete(second, 'right'),
    ]);
    expect(outcomes.map(each => each.status).sort()).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    expect(await database('findings').pluck('id')).toEqual(['right']);
    expect(await database('incidents').pluck('id')).toEqual(['i-right']);
    expect(await database('transitions')).toHaveLength(2);
  });

  it('leaves everything as it was when it dies in the middle, and takes over the next scan', async () => {
    await reconcile(0, {
      findings: [a],
      incidents: [linkedIncident('i', [a])],
    });
    const before = await everything();
    const broken = linkedIncident('j', [b], { title: 'never told' });
    await expect(
      reconcile(5, {
        findings: [b],
        incidents: [{ ...broken, plainTitle: null as unknown as string }],
      }),
    ).rejects.toThrow();
    expect(await everything()).toEqual(before);
    const [{ scanning }] = await clusters.list({ now: at(5) });
    expect(scanning).toBe(true);

    await reconcile(7, { findings: [b], incidents: [broken] });
    expect([await stateOf('i'), await stateOf('j')]).toEqual([
      'resolved',
      'open',
    ]);
  });

  it('loses no word that somebody says while a scan is taken over', async () => {
    const told = (severity: 'low' | 'high') => finding('told', { severity });
    const incident = (severity: 'low' | 'high') =>
      linkedIncident('i', [told(severity)], {
        severity: 'low',
        title: severity,
      });
    await reconcile(0, {
      findings: [told('low'), finding('gone')],
      incidents: [incident('low')],
    });

    const words: Promise<void>[] = [];
    const acknowledge = { state: 'acknowledged' } as const;
    const others = Array.from({ length: 2_000 }, (_, i) => finding(`f${i}`));
    await reconcile(5, {
      findings: [...others, told('high')],
      incidents: [incident('high')],
      concludes: () => {
        words.push(findings.change('told', acknowledge, ANA));
        words.push(incidents.change('i', acknowledge, ANA));
        return true;
      },
    });
    await Promise.all(words);

    expect(words).toHaveLength(2);
    expect(await findings.get('told', EVERYTHING)).toMatchObject({
      state: 'acknowledged',
      severity: 'high',
    });
    // The second tells that the scan found it to be worse.
    expect(await statesOf('told')).toEqual(['open', 'open', 'acknowledged']);
    expect(await stateOf('i')).toBe('acknowledged');
  });
});
