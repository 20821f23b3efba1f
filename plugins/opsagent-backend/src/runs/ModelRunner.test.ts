import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { tracingServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  InvestigationStep,
  Verdict,
} from '@opsagent/backstage-plugin-opsagent-common';
import { ClusterSnapshot, ResourceGraph } from '@opsagent/engine';
import {
  IncidentCase,
  Model,
  ModelChain,
  createPrivacy,
} from '@opsagent/investigator';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { ScannedCluster } from '../__testUtils__/ScannedCluster';
import { finding, linkedIncident } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import {
  DatabaseInvestigationStore,
  SeenInvestigations,
} from '../investigations/DatabaseInvestigationStore';
import { StoredInvestigation } from '../investigations/investigationRows';
import { investigationWork } from '../investigations/investigationWork';
import { ModelTracing } from '../models/ModelTracing';
import { ModelRunner } from './ModelRunner';
import { RunFeed } from './RunFeed';
import { FollowedEvent, followSteps } from './followSteps';

const SUBJECT = { kind: 'Service', namespace: 'shop', name: 'cart' };

const INCIDENT: IncidentCase = {
  id: 'incident',
  cluster: 'prod',
  title: 'cart is broken',
  severity: 'high',
  subject: SUBJECT,
  causes: [],
  findings: [],
  recommendations: [],
};

const USAGE = {
  inputTokens: 100,
  outputTokens: 10,
  cachedInputTokens: 0,
  estimated: true,
  cost: 0.5,
};

/** Says something and then nothing more until it is stopped. */
const SILENT: Model = {
  name: 'silent',
  contextTokens: 10_000,
  callsTools: true,
  async answer(_request, { onText, onUsage, signal }) {
    await sleep(50);
    signal.throwIfAborted();
    onText?.('Let me see');
    onUsage?.(USAGE);
    await new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason)),
    );
    throw new Error('never');
  },
};

const databases = createTestDatabases();

describe.each(databases.ids)('ModelRunner on %s', databaseId => {
  let database: Knex;
  let store: DatabaseInvestigationStore;
  const feed = new RunFeed();

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    store = new DatabaseInvestigationStore({ database });
    const cluster = await ScannedCluster.create(database);
    const root = finding('a');
    await cluster.reconcile(0, {
      findings: [root],
      incidents: [linkedIncident('incident', [root])],
    });
  });

  afterEach(() => database.destroy());

  const logger = mockServices.logger.mock();
  const replica = (alive = 1_500) =>
    new ModelRunner<InvestigationStep, Verdict>({
      name: 'Investigation',
      store,
      feed,
      logger,
      tracing: new ModelTracing({
        tracing: tracingServiceMock.mock(),
        models: [],
      }),
      agent: 'investigator',
      concurrency: 1,
      busy: '1 is under way',
      alive,
    });
  const snapshot = new ClusterSnapshot({
    cluster: 'prod',
    capturedAt: new Date(),
    objects: [],
  });
  const work = investigationWork(
    {
      incident: INCIDENT,
      credentials: mockCredentials.user(),
      models: new ModelChain([SILENT]),
      privacy: createPrivacy({ key: 'test' }),
      tools: [],
    },
    {
      logger,
      timeout: 60_000,
      readView: async ({ scope }) => ({
        snapshot,
        graph: new ResourceGraph(snapshot),
        scope,
        logs: { read: async () => [] },
        findings: [],
      }),
    },
  );
  const investigation = {
    incidentId: 'incident',
    fingerprint: 'a',
    requestedBy: 'user:default/ana',
    automatic: false,
    model: 'silent',
    reader: { entityRefs: [], read: true, unmapped: true },
  };
  const begin = (
    runner: ReturnType<typeof replica>,
    seen: SeenInvestigations,
  ) =>
    runner.start(
      times => store.beginUnlessOthers({ ...investigation, ...times }, seen),
      work,
      () => store.hasOthers(investigation, seen),
    );
  const start = async (runner: ReturnType<typeof replica>) => {
    const id = await runner.start(
      times => store.begin({ ...investigation, ...times }),
      work,
    );
    if (!id) throw new Error('Another was begun');
    return id;
  };
  type Event = FollowedEvent<InvestigationStep, StoredInvestigation>;
  const follow = async (id: string, onEvent?: (event: Event) => void) => {
    const events: Event[] = [];
    const { signal } = new AbortController();
    const options = { store, feed, after: 0, signal, lookEvery: 50 };
    for await (const event of followSteps(id, options)) {
      events.push(event);
      onEvent?.(event);
    }
    return events;
  };

  it('is stopped by a replica that does not run it, and tells what was written', async () => {
    const here = replica();
    const id = await start(here);
    let followed = Promise.resolve<Event[]>([]);
    await new Promise<void>(resolve => {
      followed = follow(id, ({ type }) => {
        if (type === 'text') resolve();
      });
    });
    await replica().cancel(id);
    const events = await followed;
    expect(events).toContainEqual({ type: 'text', text: 'Let me see' });
    expect(events.at(-1)).toMatchObject({
      type: 'end',
      run: { state: 'cancelled', usage: { calls: 1, ...USAGE } },
    });
    const [started, cancelled] = await store.stepsAfter(id, 0);
    expect(started.step.type).toBe('started');
    expect(cancelled.step).toEqual({ type: 'cancelled' });
    const [{ messages }] = await store.said(id);
    expect(messages.map(each => each.role)).toEqual([
      'tools',
      'system',
      'user',
    ]);
  });

  it('keeps what a model is sent before it is, and nothing is sent that cannot be kept', async () => {
    const here = replica();
    const id = await start(here);
    const events = followSteps(id, {
      store,
      feed,
      after: 0,
      signal: new AbortController().signal,
    });
    for await (const event of events) if (event.type === 'text') break;
    const [{ messages }] = await store.said(id);
    expect(messages.map(each => each.role)).toEqual([
      'tools',
      'system',
      'user',
    ]);
    await here.stop();

    const full = jest
      .spyOn(store, 'addSaid')
      .mockRejectedValueOnce(new Error('the disk is full'));
    const unsent = await start(replica());
    const followed = await follow(unsent);
    full.mockRestore();
    expect(followed.map(({ type }) => type)).not.toContain('text');
    expect(followed.at(-1)).toMatchObject({ run: { state: 'interrupted' } });
  });

  it('runs no more than may run when several are asked for at once', async () => {
    const here = replica();
    const asked = await Promise.allSettled([start(here), start(here)]);
    expect(asked.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
    ]);
    await here.stop();
    const broken = jest
      .spyOn(store, 'begin')
      .mockRejectedValueOnce(new Error('no database'));
    const other = replica();
    await expect(start(other)).rejects.toThrow('no database');
    broken.mockRestore();
    await start(other);
    await other.stop();
  });

  it('says that the same is begun already, rather than that too many run', async () => {
    const here = replica();
    const nothing = { since: new Date(0), ids: [] };
    const [id, same] = await Promise.all([
      begin(here, nothing),
      begin(here, nothing),
    ]);
    expect(id).toBeDefined();
    expect(same).toBeUndefined();
    await expect(begin(here, nothing)).resolves.toBeUndefined();
    await expect(begin(here, { ...nothing, ids: [id!] })).rejects.toThrow(
      /1 is under way/,
    );
    await here.stop();
  });

  it('interrupts also what is only beginning when its process ends', async () => {
    const here = replica();
    const begun = start(here);
    await here.stop();
    expect(await store.get(await begun)).toMatchObject({
      state: 'interrupted',
    });
  });

  it('is interrupted by the end of its process, and begins no more', async () => {
    const here = replica();
    const id = await start(here);
    await expect(start(here)).rejects.toThrow(/1 is under way/);
    await here.stop();
    expect(await store.get(id)).toMatchObject({ state: 'interrupted' });
    expect((await store.stepsAfter(id, 0)).at(-1)?.step).toEqual({
      type: 'interrupted',
    });
    await expect(start(here)).rejects.toThrow(/restarted/);
  });

  it('gives up what another process took for dead', async () => {
    const here = replica();
    const id = await start(here);
    await store.interruptDead(new Date(Date.now() + 60_000));
    const events = await follow(id);
    expect(events.at(-1)).toMatchObject({
      type: 'end',
      run: { state: 'interrupted' },
    });
    await here.stop();
    expect(await store.get(id)).toMatchObject({ state: 'interrupted' });
  });
});
