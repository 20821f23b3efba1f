import { mockServices } from '@backstage/backend-test-utils';
import { RecordedStep } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { ScannedCluster } from '../__testUtils__/ScannedCluster';
import { finding, linkedIncident } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseSpending } from '../models/DatabaseSpending';
import {
  DatabaseInvestigationStore,
  NewInvestigation,
} from './DatabaseInvestigationStore';

const databases = createTestDatabases();
const NOW = new Date('2026-03-01T12:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

const USAGE = {
  inputTokens: 100,
  outputTokens: 10,
  cachedInputTokens: 5,
  estimated: false,
  cost: 0.5,
};

async function incidentIn(database: Knex) {
  const cluster = await ScannedCluster.create(database);
  const root = finding('a', {}, ['component:default/cart']);
  await cluster.reconcile(0, {
    findings: [root],
    incidents: [linkedIncident('incident', [root])],
  });
}

function investigation(
  fields: Partial<NewInvestigation> = {},
): NewInvestigation {
  return {
    incidentId: 'incident',
    fingerprint: 'as-it-is',
    requestedBy: 'user:default/ana',
    automatic: false,
    model: 'gpt-x',
    reader: { entityRefs: [], read: true, unmapped: true },
    startedAt: NOW,
    aliveUntil: later(30),
    ...fields,
  };
}

function step(number: number, told: RecordedStep['step'], said: string) {
  return {
    number,
    at: later(number).toISOString(),
    step: told,
    entered: [],
    said: [
      { model: 'gpt-x', messages: [{ role: 'user' as const, text: said }] },
    ],
  };
}

describe.each(databases.ids)('DatabaseInvestigationStore on %s', databaseId => {
  let database: Knex;
  let store: DatabaseInvestigationStore;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    store = new DatabaseInvestigationStore({ database });
    await incidentIn(database);
  });

  afterEach(() => database.destroy());

  it('keeps each step with what was said, and what all of them took', async () => {
    const id = await store.begin(investigation());
    const call = {
      type: 'modelCall' as const,
      model: 'gpt-x',
      servedBy: 'gpt-x-1',
      text: '',
      usage: USAGE,
      duration: 5,
    };
    await store.addStep(
      id,
      step(1, { type: 'started', model: 'gpt-x', facts: [] }, 'one'),
    );
    await store.addSaid(id, 1, step(0, call, 'sent').said);
    await store.addStep(id, step(2, call, 'two'));
    await store.addStep(id, step(3, call, 'three'));
    await expect(store.addStep(id, step(3, call, 'again'))).rejects.toThrow();
    await expect(store.addSaid(id, 4, [])).rejects.toThrow(/no step 4/);
    expect((await store.stepsAfter(id, 1)).map(each => each.number)).toEqual([
      2, 3,
    ]);
    expect(await store.said(id)).toEqual([
      {
        model: 'gpt-x',
        messages: ['one', 'sent', 'two', 'three'].map(text => ({
          role: 'user',
          text,
        })),
      },
    ]);
    expect(await store.get(id)).toMatchObject({
      state: 'running',
      usage: { calls: 2, inputTokens: 200, outputTokens: 20, cost: 1 },
    });
  });

  it('begins one of two that are asked for at once', async () => {
    const [seen] = await Promise.all([
      store.begin(investigation()),
      store.begin(investigation({ fingerprint: 'other' })),
    ]);
    const begin = () =>
      store.beginUnlessOthers(investigation(), { since: NOW, ids: [seen] });
    const begun = await Promise.all([begin(), begin()]);
    expect(begun.filter(id => id !== undefined)).toHaveLength(1);
    const recent = await store.recent('incident', {
      fingerprint: 'as-it-is',
      since: NOW,
    });
    expect(recent).toHaveLength(2);
    expect(await begin()).toBeUndefined();
  });

  it('ends once, and is then not asked to go on', async () => {
    const id = await store.begin(investigation());
    expect(await store.keepAlive(id, later(60))).toBe('continue');
    await store.requestCancel(id);
    expect(await store.keepAlive(id, later(60))).toBe('cancel');
    await store.end(id, { state: 'cancelled' }, later(10));
    await store.end(
      id,
      { state: 'failed', reason: 'model', message: 'no' },
      later(20),
    );
    expect(await store.get(id)).toMatchObject({
      state: 'cancelled',
      endedAt: later(10).toISOString(),
    });
    expect(await store.keepAlive(id, later(60))).toBeUndefined();
  });

  it('interrupts those whose process has not said that it lives', async () => {
    const dead = await store.begin(investigation());
    const alive = await store.begin(investigation());
    await store.keepAlive(alive, later(60));
    expect(await store.interruptDead(later(31))).toBe(1);
    expect(await store.get(dead)).toMatchObject({
      state: 'interrupted',
      endedAt: later(31).toISOString(),
    });
    expect(await store.get(alive)).toMatchObject({ state: 'running' });
  });

  it('finds recent ones of the same state of things, and pages through all', async () => {
    const ids: string[] = [];
    for (const [index, fingerprint] of ['a', 'a', 'b', 'a'].entries())
      ids.push(
        await store.begin(
          investigation({ fingerprint, startedAt: later(index) }),
        ),
      );
    await store.end(
      ids[3],
      { state: 'failed', reason: 'model', message: 'no' },
      later(5),
    );
    const recent = await store.recent('incident', {
      fingerprint: 'a',
      since: later(1),
    });
    expect(recent.map(each => each.id)).toEqual([ids[1]]);
    const first = await store.ofIncident('incident', { limit: 3 });
    expect(first.items.map(each => each.id)).toEqual([ids[3], ids[2], ids[1]]);
    expect(first.totalItems).toBe(4);
    const second = await store.ofIncident('incident', {
      limit: 3,
      cursor: first.pageInfo.nextCursor,
    });
    expect(second.items.map(each => each.id)).toEqual([ids[0]]);
    expect(second.pageInfo).toEqual({});
  });

  it('forgets old ones, and all of an incident with it', async () => {
    const old = await store.begin(investigation());
    await store.addStep(old, step(1, { type: 'cancelled' }, 'x'));
    await store.end(old, { state: 'cancelled' }, later(1));
    const running = await store.begin(investigation());
    expect(await store.deleteOlderThan(later(60))).toBe(1);
    expect(await store.get(old)).toBeUndefined();
    expect(await store.stepsAfter(old, 0)).toEqual([]);
    await database('incidents').delete();
    expect(await store.get(running)).toBeUndefined();
  });

  it('adds up what each user spends in a day', async () => {
    const spending = new DatabaseSpending({
      database,
      logger: mockServices.logger.mock(),
    });
    await spending.book('user:default/ana', { tokens: 10, cost: 0.25 });
    await spending.book('user:default/ana', { tokens: 5, cost: 0.25 });
    await spending.book(undefined, { tokens: 1, cost: 0 });
    expect(await spending.today('user:default/ana')).toEqual({
      user: { tokens: 15, cost: 0.5 },
      everyone: { tokens: 16, cost: 0.5 },
    });
    expect((await spending.today('user:default/ben')).user.tokens).toBe(0);
    const tomorrow = new Date(Date.now() + 86_400_000);
    expect(await spending.deleteOlderThan(tomorrow)).toBe(2);
  });
});
