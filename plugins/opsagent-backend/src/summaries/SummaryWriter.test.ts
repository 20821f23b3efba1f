import { mockCredentials } from '@backstage/backend-test-utils';
import { tracingServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  BudgetExhaustedError,
  Model,
  ModelChain,
  ModelError,
  createPrivacy,
} from '@opsagent/investigator';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { ScannedCluster } from '../__testUtils__/ScannedCluster';
import { finding, linkedIncident } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { ModelTracing } from '../models/ModelTracing';
import { DatabaseSummaryStore, SummaryKey } from './DatabaseSummaryStore';
import { SummaryWriter } from './SummaryWriter';

const databases = createTestDatabases();

const KEY: SummaryKey = {
  incidentId: 'incident',
  reader: 'team',
  fingerprint: 'as-it-is',
};

const WRITTEN = JSON.stringify({
  sentences: [{ text: 'It is down.', evidence: ['E1'], recommendations: [] }],
});

/** Takes its time, and counts how often it is asked. */
function modelOf(
  turn: (asked: number, signal: AbortSignal) => Promise<string>,
) {
  const requests: number[] = [];
  const model: Model = {
    name: 'gpt-x',
    contextTokens: 10_000,
    callsTools: true,
    async answer(_, { signal }) {
      requests.push(requests.length + 1);
      const usage = {
        inputTokens: 1,
        outputTokens: 1,
        cachedInputTokens: 0,
        estimated: false,
      };
      const text = await turn(requests.length, signal);
      return { text, toolCalls: [], stop: 'complete', usage, servedBy: 'x' };
    },
  };
  return { model, requests };
}

const slowly = modelOf.bind(undefined, async () => {
  await sleep(100);
  return WRITTEN;
});

describe.each(databases.ids)('SummaryWriter on %s', databaseId => {
  let database: Knex;
  let store: DatabaseSummaryStore;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    store = new DatabaseSummaryStore({ database });
    const cluster = await ScannedCluster.create(database);
    const root = finding('a');
    await cluster.reconcile(0, {
      findings: [root],
      incidents: [linkedIncident('incident', [root])],
    });
  });

  afterEach(() => database.destroy());

  const replica = (timeout?: number) =>
    new SummaryWriter({
      store: new DatabaseSummaryStore({ database }),
      tracing: new ModelTracing({
        tracing: tracingServiceMock.mock(),
        models: [],
      }),
      lookEvery: 20,
      timeout,
    });
  const work = (model: Model) => ({
    incident: {
      id: 'incident',
      cluster: 'prod',
      title: 'cart is broken',
      severity: 'high' as const,
      subject: { kind: 'Service', namespace: 'shop', name: 'cart' },
      causes: [],
      findings: [finding('a').finding],
      recommendations: [],
    },
    models: new ModelChain([model]),
    privacy: createPrivacy({ key: 'key' }),
    requestedBy: 'user:default/ana',
    credentials: mockCredentials.user(),
  });

  it('makes one for all who ask at once in any process, and none again for the same state', async () => {
    const { model, requests } = slowly();
    const [one, other] = [replica(), replica()];
    const made = await Promise.all(
      [one, one, other, other].map(each => each.write(KEY, work(model))),
    );
    expect(requests).toHaveLength(1);
    expect(new Set(made.map(each => JSON.stringify(each))).size).toBe(1);
    expect(made[0]).toMatchObject({
      ...KEY,
      model: 'gpt-x',
      sentences: [{ text: 'It is down.', evidence: ['E1'] }],
      facts: [{ id: 'E1' }],
      transcript: { calls: [{ servedBy: 'x' }] },
    });
    await other.write(KEY, work(model));
    expect(requests).toHaveLength(1);

    const changed = { ...KEY, fingerprint: 'as-it-was' };
    await one.write(changed, work(model));
    await one.write({ ...KEY, reader: 'somebody' }, work(model));
    expect(requests).toHaveLength(3);
    await one.write(KEY, work(model));
    expect(requests).toHaveLength(3);
    expect(await store.latest(KEY)).toMatchObject(changed);
    expect(await store.find(KEY, ['another'])).toBeUndefined();
    await one.write(KEY, work({ ...model, name: 'another' }));
    expect(requests).toHaveLength(4);
    expect(await store.deleteOlderThan(new Date(Date.now() + 1_000))).toBe(4);
  });

  it('tells nobody of what another reader has spent', async () => {
    const { model: spent } = modelOf(async () => {
      await sleep(100);
      throw new BudgetExhaustedError(
        'perUserAndDay',
        'tokens',
        'Ana has spent hers',
      );
    });
    const { model, requests } = slowly();
    const writer = replica();
    const [ana, ben, cleo] = await Promise.allSettled(
      [spent, model, model].map(each => writer.write(KEY, work(each))),
    );
    expect(ana).toMatchObject({ reason: { name: 'ConflictError' } });
    expect([ben.status, cleo.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(requests).toHaveLength(1);
  });

  it('takes over from a process that died while it was at it', async () => {
    const now = new Date();
    const until = new Date(now.getTime() + 150);
    expect(await store.claim(KEY, { now, until })).toBe(true);
    expect(await store.claim(KEY, { now, until })).toBe(false);
    const { model, requests } = slowly();
    await replica().write(KEY, work(model));
    expect(requests).toHaveLength(1);
    expect(Date.now()).toBeGreaterThan(until.getTime());
  });

  it('says what went wrong, and is tried again', async () => {
    const { model } = modelOf(async asked => {
      if (asked === 1) throw new ModelError('unauthorized', 'wrong key');
      return WRITTEN;
    });
    const writer = replica();
    await expect(writer.write(KEY, work(model))).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: 'wrong key',
    });
    await writer.write(KEY, work(model));

    const hanging = modelOf(
      (_, signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        ),
    );
    const later = { ...KEY, fingerprint: 'later' };
    await expect(
      replica(100).write(later, work(hanging.model)),
    ).rejects.toThrow(/within 0\.1 s/);
    const stopped = replica();
    await Promise.all([
      expect(stopped.write(later, work(hanging.model))).rejects.toThrow(
        /restarted/,
      ),
      sleep(50).then(() => stopped.stop()),
    ]);
    expect(await store.latest(later)).toMatchObject(KEY);
  });
});
