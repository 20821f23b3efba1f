import { Answer } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { ScannedCluster } from '../__testUtils__/ScannedCluster';
import { finding, linkedIncident } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { AnswerReader } from './AnswerReaders';
import { DatabaseConversationStore } from './DatabaseConversationStore';

const databases = createTestDatabases();
const NOW = new Date('2026-03-01T12:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
const ANA = 'user:default/ana';
const INCIDENT = { type: 'incident', id: 'incident' } as const;
const CLUSTER = { type: 'cluster', cluster: 'prod' } as const;
const ENTITY = { type: 'entity', entityRef: 'component:default/pay' } as const;

const READER: AnswerReader = {
  view: { entityRefs: [ENTITY.entityRef], read: true, unmapped: false },
  readsClusters: true,
};

const ANSWER: Answer = {
  outcome: 'answered',
  statements: [{ text: 'So.', evidence: ['E1'], isProven: true }],
  missing: [],
  nextQuestions: [],
  hostileText: [],
};

describe.each(databases.ids)('DatabaseConversationStore on %s', databaseId => {
  let database: Knex;
  let store: DatabaseConversationStore;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    store = new DatabaseConversationStore({ database });
    const cluster = await ScannedCluster.create(database);
    const root = finding('a');
    await cluster.reconcile(0, {
      findings: [root],
      incidents: [linkedIncident('incident', [root])],
    });
  });

  afterEach(() => database.destroy());

  const ask = async (conversationId: string, text = 'Why?', at = 0) =>
    store.begin({
      id: randomUUID(),
      conversationId,
      earlier: (await store.messages(conversationId)).length,
      reader: READER,
      text,
      model: 'gpt-x',
      startedAt: later(at),
      aliveUntil: later(at + 30),
    });
  const entered = (id: string, number: number, ...ids: string[]) =>
    store.addStep(id, {
      number,
      at: NOW.toISOString(),
      step: { type: 'rejected', problems: [] },
      entered: ids.map(each => ({ id: each, kind: 'log', text: each })),
      said: [],
    });

  it('answers one question at a time, and keeps what came of each', async () => {
    const { id } = await store.create(ANA, INCIDENT, NOW);
    const both = await Promise.allSettled([ask(id), ask(id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    const [first] = await store.messages(id);
    const evidence = [{ id: 'E1', kind: 'log' as const, text: 'x' }];
    const result = { answer: ANSWER, evidence };
    await store.end(first.id, { state: 'concluded', result }, later(5));
    await store.giveFeedback(first.id, { helpful: false, comment: 'No' });
    await ask(id, 'And then?', 10);
    expect(await store.messages(id)).toMatchObject([
      {
        number: 1,
        state: 'concluded',
        cited: result,
        feedback: { helpful: false, comment: 'No' },
      },
      { number: 2, state: 'running' },
    ]);
    expect(await store.conversation(id)).toMatchObject({
      title: 'Why?',
      questions: 2,
      updatedAt: later(10).toISOString(),
    });
    expect(await store.interruptDead(later(60))).toBe(1);
  });

  it('answers two questions of one user at a time, whichever process takes them, and leaves out those of processes that are dead', async () => {
    const create = async (owner = ANA) =>
      (await store.create(owner, CLUSTER, NOW)).id;
    const four = [
      await create(),
      await create(),
      await create(),
      await create(),
    ];
    const asked = await Promise.allSettled(
      four.map((id, index) => ask(id, `Why ${index}?`)),
    );
    const refused = asked.filter(each => each.status === 'rejected');
    expect(refused).toHaveLength(2);
    for (const { reason } of refused) {
      expect(reason.name).toBe('ConflictError');
      expect(reason.message).toMatch(
        /^2 of your questions .* stop it: "Why \d\?" and "Why \d\?"$/,
      );
    }
    await ask(await create('user:default/ben'));
    const begun = asked.flatMap(each =>
      each.status === 'fulfilled' ? [each.value] : [],
    );
    await store.end(begun[0], { state: 'cancelled' }, later(1));
    await ask(await create());
    await expect(ask(await create())).rejects.toThrow('as many as may be');
    await ask(await create(), 'Why?', 31);
  });

  it('asks nothing on the ground of answers that are not the last', async () => {
    const { id } = await store.create(ANA, CLUSTER, NOW);
    const first = await ask(id);
    await store.end(first, { state: 'cancelled' }, later(5));
    const stale = { id: randomUUID(), conversationId: id, earlier: 0 };
    const asked = { ...stale, text: 'And?', model: 'gpt-x', reader: READER };
    await expect(
      store.begin({ ...asked, startedAt: NOW, aliveUntil: NOW }),
    ).rejects.toThrow('was asked meanwhile');
    await store.addEntities(first, ['component:default/cart']);
    expect((await store.get(first))?.reader?.view.entityRefs).toEqual([
      'component:default/cart',
      ENTITY.entityRef,
    ]);
  });

  it('keeps no more than one user may have', async () => {
    for (let made = 0; made < 200; made++)
      await store.create(ANA, CLUSTER, NOW);
    await expect(store.create(ANA, CLUSTER, NOW)).rejects.toThrow('delete one');
    await store.create('user:default/ben', CLUSTER, NOW);
  });

  it('knows the last id of a ledger, also when the last question saw nothing new', async () => {
    const { id } = await store.create(ANA, CLUSTER, NOW);
    expect(await store.lastNumber(id)).toBe(0);
    const first = await ask(id);
    await entered(first, 1, 'E1');
    await entered(first, 2, 'E2', 'E10');
    await store.end(first, { state: 'cancelled' }, later(1));
    await entered(await ask(id), 1);
    expect(await store.lastNumber(id)).toBe(10);
  });

  it('lists those of one user about one thing, the last used first', async () => {
    const create = async (
      at: number,
      ...[about, owner = ANA]: [
        (
          | typeof INCIDENT
          | typeof CLUSTER
          | (typeof ENTITY & { cluster?: string })
        ),
        string?,
      ]
    ) => (await store.create(owner, about, later(at))).id;
    const one = await create(0, CLUSTER);
    const two = await create(1, CLUSTER);
    await create(2, CLUSTER, 'user:default/bob');
    const entity = await create(3, { ...ENTITY, cluster: 'prod' });
    await create(4, INCIDENT);
    await ask(one, 'Why?', 5);
    const first = await store.of(ANA, CLUSTER, { limit: 1 });
    expect(first).toMatchObject({ items: [{ id: one }], totalItems: 2 });
    const cursor = first.pageInfo.nextCursor;
    const rest = await store.of(ANA, CLUSTER, { limit: 1, cursor });
    expect(rest).toMatchObject({ items: [{ id: two }], pageInfo: {} });
    const inProd = { ...ENTITY, cluster: 'prod' };
    const { items } = await store.of(ANA, inProd, { limit: 9 });
    expect(items).toMatchObject([{ id: entity, about: inProd }]);
    const elsewhere = await store.of(ANA, ENTITY, { limit: 9 });
    expect(elsewhere.items).toEqual([]);
  });

  it('forgets those that are not used, and those of an incident with it', async () => {
    const { id: old } = await store.create(ANA, CLUSTER, NOW);
    const message = await ask(old);
    await entered(message, 1, 'E1');
    const { id: kept } = await store.create(ANA, INCIDENT, later(100));
    expect(await store.deleteOlderThan(later(50))).toBe(1);
    expect(await store.get(message)).toBeUndefined();
    expect(await store.stepsAfter(message, 0)).toEqual([]);
    await database('incidents').delete();
    expect(await store.conversation(kept)).toBeUndefined();
    await expect(ask(kept)).rejects.toThrow('deleted');
  });
});
