import { IncidentQuery } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import {
  finding,
  incidentQuery,
  linkedIncident,
  scan,
  WHOLE_LIFE,
} from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseClusterStore } from '../clusters/DatabaseClusterStore';
import { LinkedFinding, Visibility } from '../findings/FindingStore';
import { CompletedScan } from '../scanning/ScanStore';
import { DatabaseScanStore } from '../scanning/DatabaseScanStore';
import { DatabaseIncidentStore } from './DatabaseIncidentStore';

const databases = createTestDatabases();

const NOW = new Date('2026-03-01T12:00:00Z');
const HOUR = 3_600_000;
const [CART, PAY] = ['component:default/cart', 'component:default/pay'];
const EVERYTHING: Visibility = { entityRefs: [CART, PAY], unmapped: true };
const ONLY_CART: Visibility = { entityRefs: [CART], unmapped: false };
const ANA = { by: 'user:default/ana', at: NOW };

const cart = finding('cart', {}, [CART]);
const pay = finding('pay', { severity: 'critical' }, [PAY]);
const stray = finding('stray', { severity: 'low' });

describe.each(databases.ids)('DatabaseIncidentStore on %s', databaseId => {
  let database: Knex;
  let clusters: DatabaseClusterStore;
  let incidents: DatabaseIncidentStore;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    clusters = new DatabaseClusterStore({ database });
    incidents = new DatabaseIncidentStore({ database });
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

  const ids = async (
    filters: Partial<IncidentQuery> = {},
    visibility = EVERYTHING,
  ) => {
    const page = await incidents.list(incidentQuery(filters), visibility);
    expect(page.totalItems).toBe(page.items.length);
    return page.items.map(each => each.id);
  };

  it('lists worst first what filters leave', async () => {
    await reconcile({
      findings: [cart, pay, stray],
      incidents: [
        linkedIncident('a', [cart]),
        linkedIncident('b', [pay, cart]),
        linkedIncident('c', [stray]),
      ],
    });
    await reconcile({
      cluster: 'test',
      findings: [finding('other')],
      incidents: [linkedIncident('d', [finding('other')])],
    });

    expect(await ids()).toEqual(['b', 'a', 'd', 'c']);
    expect(await ids({ cluster: ['test'] })).toEqual(['d']);
    expect(await ids({ namespace: ['shop'] })).toEqual(['b', 'a', 'd', 'c']);
    expect(await ids({ namespace: ['bank'] })).toEqual([]);
    expect(await ids({ severity: ['critical', 'low'] })).toEqual(['b', 'c']);
    expect(await ids({ cause: ['service.broken'] })).toHaveLength(4);
    expect(await ids({ cause: ['another'] })).toEqual([]);
    expect(await ids({ entityRef: [CART] })).toEqual(['b', 'a']);
    expect(await ids({ state: ['resolved'] })).toEqual([]);

    await incidents.change('b', { state: 'acknowledged' }, ANA);
    expect(await ids()).toEqual(['a', 'd', 'c']);
    expect(await ids({ state: ['acknowledged', 'open'] })).toHaveLength(4);
    await clusters.saveListed([{ name: 'test', scannable: true }]);
    expect(await ids()).toEqual(['d']);
  });

  it('gives the ids of the findings that are visible, in the order of the incident', async () => {
    await reconcile({
      findings: [cart, pay, stray],
      incidents: [linkedIncident('b', [pay, stray, cart])],
    });
    const members = [pay, stray, cart].map(each => each.finding.id);
    expect(await incidents.memberIds('b', EVERYTHING)).toEqual(members);
    for (const entityRefs of [[CART], [PAY], [CART, PAY]]) {
      const reader = { entityRefs, unmapped: false };
      const told = await incidents.get('b', reader);
      expect(told?.findings).toHaveLength(entityRefs.length);
      expect(await incidents.memberIds('b', reader)).toEqual(told?.findings);
    }
    const nobody = { entityRefs: [], unmapped: false };
    expect(await incidents.memberIds('b', nobody)).toBeUndefined();
    expect(await incidents.memberIds('gone', EVERYTHING)).toBeUndefined();
  });

  it('says of what harms several no more than its finding says to each', async () => {
    const registry = { kind: 'Registry', name: 'reg.example.com' };
    const pod = (name: string) => ({ kind: 'Pod', namespace: name, name });
    const message = 'Does not answer, first seen for reg.example.com/pay:1.2';
    const shared: LinkedFinding = {
      ...finding(
        'registry',
        {
          subject: registry,
          message,
          affected: [pod('cart'), pod('pay')],
        },
        [CART, PAY],
      ),
      objectEntities: { 'Pod/cart/cart': [CART], 'Pod/pay/pay': [PAY] },
    };
    await reconcile({
      findings: [shared],
      incidents: [linkedIncident('i', [{ ...shared, entityRefs: [] }])],
    });
    await database('incident_entities').insert(
      [CART, PAY].map(entityRef => ({
        incident_id: 'i',
        entity_ref: entityRef,
        role: 'affected',
      })),
    );

    const told = await incidents.get('i', ONLY_CART);
    expect(told).toMatchObject({ title: 'Broken', subject: registry });
    expect(JSON.stringify(told)).not.toContain('pay');
    const page = await incidents.list(incidentQuery(), ONLY_CART);
    expect(JSON.stringify(page)).not.toContain('pay');
    for (const unmapped of [false, true]) {
      const visibility = { entityRefs: [CART, PAY], unmapped };
      expect(await incidents.get('i', visibility)).toMatchObject({
        title: message,
      });
    }
  });

  it('shows what is visible, and nothing of the rest in totals, members, words or names', async () => {
    await reconcile({
      findings: [cart, pay, stray],
      incidents: [
        linkedIncident('pays', [pay]),
        linkedIncident('both', [pay, cart]),
        linkedIncident('nobodys', [stray]),
      ],
    });
    const reason = 'pay was told';
    await incidents.change('both', { state: 'acknowledged', reason }, ANA);
    const all: IncidentQuery['state'] = ['open', 'acknowledged'];

    const page = await incidents.list(incidentQuery({ state: all }), ONLY_CART);
    expect(page).toMatchObject({
      totalItems: 1,
      items: [
        {
          id: 'both',
          title: 'Broken',
          findings: 1,
          entities: [{ entityRef: CART, role: 'affected' }],
        },
      ],
    });
    expect(JSON.stringify(page)).not.toContain('pay');
    expect(await incidents.get('pays', ONLY_CART)).toBeUndefined();
    expect(await incidents.get('nobodys', ONLY_CART)).toBeUndefined();
    expect(await ids({ entityRef: [CART], state: all }, ONLY_CART)).toEqual([
      'both',
    ]);
    expect(await ids({ entityRef: [PAY], state: all }, ONLY_CART)).toEqual([]);
    expect(await ids({}, { entityRefs: [], unmapped: true })).toEqual([
      'nobodys',
    ]);
    expect(await ids({}, { entityRefs: [], unmapped: false })).toEqual([]);

    const told = (await incidents.transitions('both', WHOLE_LIFE, ONLY_CART))
      .items;
    expect(told.map(each => [each.to, each.by, each.reason])).toEqual([
      ['open', undefined, undefined],
      ['acknowledged', ANA.by, undefined],
    ]);
    const [, whole] = (
      await incidents.transitions('both', WHOLE_LIFE, EVERYTHING)
    ).items;
    expect(whole.reason).toBe(reason);
    expect(await incidents.get('both', EVERYTHING)).toMatchObject({
      title: 'pay is broken',
      reason,
      findings: ['pay', 'cart'],
      entities: [
        { entityRef: PAY, role: 'cause' },
        { entityRef: CART, role: 'affected' },
      ],
    });
  });

  it('filters by the namespaces of the findings that are visible', async () => {
    const vault = finding(
      'vault',
      { subject: { kind: 'Service', namespace: 'bank', name: 'vault' } },
      [PAY],
    );
    await reconcile({
      findings: [vault, cart],
      incidents: [linkedIncident('i', [vault, cart])],
    });
    const named = (namespace: string, visibility = EVERYTHING) =>
      ids({ namespace: [namespace] }, visibility);
    expect(await named('bank')).toEqual(['i']);
    expect(await named('shop')).toEqual(['i']);
    expect(await named('shop', ONLY_CART)).toEqual(['i']);
    expect(await named('bank', ONLY_CART)).toEqual([]);
  });

  it('knows the entities whose visibility decides, and gives no right to those that are only named', async () => {
    const linked = linkedIncident('a', [cart]);
    const entities = [
      ...linked.entities,
      { entityRef: PAY, role: 'named' as const },
    ];
    await reconcile({
      findings: [cart],
      incidents: [{ ...linked, entities }],
    });
    expect((await incidents.entityRefs()).sort()).toEqual([CART, PAY]);
    expect((await incidents.entityRefs({ incident: 'a' })).sort()).toEqual([
      CART,
      PAY,
    ]);
    expect((await incidents.entityRefs({ entityRef: CART })).sort()).toEqual([
      CART,
      PAY,
    ]);
    expect(await incidents.entityRefs({ entityRef: PAY })).toEqual([]);
    expect(await ids({}, { entityRefs: [PAY], unmapped: false })).toEqual([]);
    expect(await ids({ entityRef: [PAY] })).toEqual([]);
    const { entities: told } = (await incidents.get('a', EVERYTHING))!;
    expect(told).toEqual([{ entityRef: CART, role: 'cause' }]);
  });

  it('pages through any number of incidents, each once', async () => {
    const findings = Array.from({ length: 250 }, (_, index) =>
      finding(
        `f${String(index).padStart(3, '0')}`,
        { severity: index % 2 ? 'low' : 'high' },
        [CART],
      ),
    );
    await reconcile({
      findings,
      incidents: findings.map(each =>
        linkedIncident(`i-${each.finding.id}`, [each]),
      ),
    });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await incidents.list(
        incidentQuery({ limit: 100, cursor }),
        ONLY_CART,
      );
      expect(page.totalItems).toBe(250);
      seen.push(...page.items.map(each => each.id));
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(250);
    expect([seen[0], seen.at(-1)]).toEqual(['i-f000', 'i-f249']);
    await expect(
      incidents.list(incidentQuery({ cursor: 'x' }), ONLY_CART),
    ).rejects.toThrow(/^cursor: /);
  });

  it('gives an entity everything that is there, whatever was said of it', async () => {
    await reconcile({
      findings: [cart, pay],
      incidents: [
        linkedIncident('a', [cart]),
        linkedIncident('b', [pay, cart]),
        linkedIncident('c', [pay]),
      ],
    });
    await incidents.change('a', { state: 'acknowledged' }, ANA);
    const found = await incidents.ofEntity(CART, ONLY_CART, 2);
    expect(found.totalItems).toBe(2);
    expect(found.items.map(({ id, state }) => [id, state])).toEqual([
      ['b', 'open'],
      ['a', 'acknowledged'],
    ]);
    const worst = await incidents.ofEntity(CART, ONLY_CART, 1);
    expect(worst.totalItems).toBe(2);
    expect(worst.items.map(each => each.id)).toEqual(['b']);
    await reconcile({ findings: [cart], incidents: [] });
    expect(await incidents.ofEntity(CART, ONLY_CART, 2)).toEqual({
      items: [],
      totalItems: 0,
    });
  });

  it('keeps the word of one of two who speak at once of the same state', async () => {
    await reconcile({
      findings: [cart],
      incidents: [linkedIncident('a', [cart])],
    });
    const { stateSince } = (await incidents.get('a', ONLY_CART))!;
    const people = ['user:default/ana', 'user:default/ben'];
    const say = (
      by: string,
      hours: number,
      expected?: { stateSince: string },
    ) =>
      incidents.change(
        'a',
        { state: 'acknowledged', reason: by, expected },
        { by, at: new Date(NOW.getTime() + hours * HOUR) },
      );
    const outcomes = await Promise.allSettled(
      people.map(by => say(by, 1, { stateSince })),
    );
    const refused = outcomes.filter(each => each.status === 'rejected');
    expect(refused.map(each => each.reason.name)).toEqual(['ConflictError']);
    const heard =
      people[outcomes.findIndex(each => each.status === 'fulfilled')];
    const life = async () => (await incidents.get('a', ONLY_CART))!;
    expect(await life()).toMatchObject({ by: heard, reason: heard });

    const [other] = people.filter(each => each !== heard);
    await say(other, 2);
    expect(await life()).toMatchObject({ by: other });
    const { items } = await incidents.transitions('a', WHOLE_LIFE, ONLY_CART);
    expect(items.map(each => each.by)).toEqual([undefined, heard, other]);
  });

  it('refuses to change what is resolved or was never there, and keeps nothing of it', async () => {
    await reconcile({
      findings: [cart],
      incidents: [linkedIncident('a', [cart])],
    });
    await expect(
      incidents.change(
        'a',
        { state: 'snoozed', until: '2020-01-01T00:00:00Z' },
        ANA,
      ),
    ).rejects.toThrow(/^until: /);
    await reconcile({});
    const acknowledge = (id: string) =>
      incidents.change(id, { state: 'acknowledged' }, ANA);
    await expect(acknowledge('a')).rejects.toThrow(/^state: it is resolved/);
    await expect(acknowledge('b')).rejects.toThrow('No incident b');
    const told = (await incidents.transitions('a', WHOLE_LIFE, EVERYTHING))
      .items;
    expect(told.map(each => each.to)).toEqual(['open', 'resolved']);
  });

  it('forgets what was resolved, or last seen, long ago, with its transitions', async () => {
    const at = (hours: number) => new Date(NOW.getTime() + hours * HOUR);
    await reconcile({
      findings: [cart, pay],
      incidents: [linkedIncident('a', [cart]), linkedIncident('b', [pay])],
    });
    await reconcile({
      findings: [pay],
      incidents: [linkedIncident('b', [pay])],
      capturedAt: at(1),
    });
    expect(await incidents.deleteOlderThan(at(1))).toBe(0);
    expect(await incidents.deleteOlderThan(new Date(at(1).getTime() + 1))).toBe(
      2,
    );
    for (const table of ['incident_findings', 'incident_entities'])
      expect(await database(table)).toEqual([]);
    const left: string[] = await database('transitions').pluck('object_type');
    expect(new Set(left)).toEqual(new Set(['finding']));
  });

  it('remembers where an incident has moved as long as there is one', async () => {
    const at = (hours: number) => new Date(NOW.getTime() + hours * HOUR);
    await reconcile({
      findings: [cart, pay],
      incidents: [linkedIncident('a', [cart]), linkedIncident('b', [pay])],
    });
    await database('incidents').where('id', 'a').update({ moved_to: 'b' });
    await reconcile({
      findings: [pay],
      incidents: [linkedIncident('b', [pay])],
      capturedAt: at(1),
    });
    await reconcile({
      findings: [pay],
      incidents: [linkedIncident('b', [pay])],
      capturedAt: at(9),
    });
    expect(await incidents.deleteOlderThan(at(5))).toBe(0);
    expect(await incidents.deleteOlderThan(at(10))).toBe(1);
    expect(await incidents.deleteOlderThan(at(10))).toBe(1);
  });
});
