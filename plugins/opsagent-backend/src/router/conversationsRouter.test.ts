import {
  ConversationMessage,
  ConversationMessageRecord,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  ModelServer,
  calls,
  fails,
  hangs,
  says,
  startModelServer,
} from '@opsagent/test-model-server';
import { replayed } from '../__testUtils__/expectDocumented';
import {
  PODS,
  answer,
  answered,
  eventsIn,
  startConversation,
} from '../__testUtils__/shopConversations';
import {
  MODEL_KEY,
  ShopWithModel,
  startShopWithModel,
} from '../__testUtils__/startShopWithModel';
import { conversationOperations } from '../openapi/operations/conversationOperations';

const PAY = 'component:default/pay';
/** Of the incident of the broken shop. */
const CAUSE = 'config-reference-missing';

describe('conversationsRouter', () => {
  let server: ModelServer;
  let shop: ShopWithModel;

  beforeAll(async () => {
    server = await startModelServer({ apiKey: MODEL_KEY });
    shop = await startShopWithModel(server, {
      opsagent: {
        runbooks: [
          { title: 'Everything', text: '# Begin\nLook at it.' },
          {
            title: 'Missing configuration',
            text: '# Restore\nTake it from the vault.',
            matches: { causes: [CAUSE] },
          },
          {
            title: 'Bank',
            text: 'x',
            matches: { causes: [CAUSE], namespaces: ['bank'] },
          },
        ],
      },
    });
  });

  beforeEach(() => shop.reset());

  afterAll(async () => {
    await shop.stop();
    await server.stop();
  });

  const aboutIncident = () => ({
    about: { type: 'incident', id: shop.incident },
  });
  const sent = () => JSON.stringify(server.requests.at(-1)?.body);

  it('answers from what it saw, goes on with follow-up questions, and keeps all of it for its owner alone', async () => {
    const ana = shop.callers.user('user:default/ana');
    server.script(calls([PODS]), says('Enough.'), answer());
    const { body, status } = await startConversation(ana, {
      ...aboutIncident(),
      question: 'Why? My token is ghp_abcdefghijklmnopqrstuvwxyz0123456789',
    });
    expect(status).toBe(201);
    expect(body.messages[0].text).not.toContain('ghp_');
    const first = await answered(ana, body.id);
    const [{ body: looking }] = server.requests;
    expect(JSON.stringify(looking.tools)).toContain('list_incidents');
    expect(JSON.stringify(looking.tools)).not.toMatch(/<\w+-[0-9a-f]{8}>/);
    expect(first).toMatchObject({
      number: 1,
      state: 'concluded',
      model: 'Test model',
      usage: { calls: 3 },
      answer: {
        outcome: 'answered',
        statements: [
          { evidence: ['E1'], isProven: true },
          { evidence: [], isProven: false },
        ],
        nextQuestions: ['Who uses it?'],
      },
      evidence: [{ id: 'E1' }],
    });

    server.script(calls([PODS]), says('Enough.'), answer());
    const { text } = await ana
      .post(`/conversations/${body.id}/messages`, { text: 'And who uses it?' })
      .set('Accept', 'text/event-stream');
    expect(eventsIn(text)[0]).toMatchObject({
      type: 'started',
      message: { number: 2, state: 'running' },
    });
    expect(eventsIn(text).at(-1)).toMatchObject({
      type: 'end',
      message: { number: 2, state: 'concluded', evidence: first.evidence },
    });
    expect(sent()).toContain('Somebody may have deleted it.');
    const { body: record } = await ana.get(`/conversations/${body.id}`);
    expect(record).toMatchObject({ questions: 2, mayAsk: true });
    const { body: one } = await ana.get(`/conversations/${body.id}/messages/1`);
    const { body: two } = await ana.get(`/conversations/${body.id}/messages/2`);
    const idsOf = (message: typeof one) =>
      message.steps.flatMap((each: { entered: { id: string }[] }) =>
        each.entered.map(({ id }) => id),
      );
    expect(new Set([...idsOf(one), ...idsOf(two)]).size).toBe(
      idsOf(one).length + idsOf(two).length,
    );
    const { body: transcript } = await ana.get(
      `/conversations/${body.id}/messages/1/transcript`,
    );
    expect(transcript.calls).toHaveLength(3);

    const feedback = { helpful: true, comment: 'Right' };
    const told = await ana.put(
      `/conversations/${body.id}/messages/1/feedback`,
      feedback,
    );
    expect((told.body as ConversationMessage).feedback).toEqual(feedback);

    const list = await ana.get(`/conversations?incident=${shop.incident}`);
    expect(list.body).toMatchObject({
      totalItems: 1,
      model: 'Test model',
      mayAsk: true,
      items: [{ id: body.id, questions: 2 }],
    });
    const bob = shop.callers.user('user:default/bob');
    const of = await bob.get(`/conversations?incident=${shop.incident}`);
    expect(of.body.totalItems).toBe(0);
    const path = `/conversations/${body.id}`;
    const foreign = [
      await bob.get(path),
      await bob.delete(path),
      await bob.post(`${path}/messages`, { text: 'And me?' }),
      await bob.get(`${path}/messages/1`),
      await bob.get(`${path}/messages/1/events`),
      await bob.get(`${path}/messages/1/transcript`),
      await bob.post(`${path}/messages/1/cancel`),
      await bob.put(`${path}/messages/1/feedback`, { helpful: false }),
    ];
    expect(foreign.map(each => each.status)).toEqual(foreign.map(() => 404));

    shop.denied.permissions.add('opsagent.finding.read');
    expect((await ana.get(path)).status).toBe(403);
    shop.denied.permissions.clear();
    expect((await ana.delete(path)).status).toBe(200);
    expect((await ana.get(path)).status).toBe(404);
  });

  it('turns a question for a list into what the page of incidents shows, counted as the caller sees it', async () => {
    const filter = {
      severity: null,
      state: ['open'],
      age: 'day',
      cluster: ['prod'],
      namespace: ['shop'],
      owner: null,
      system: null,
      cause: null,
      order: 'newest',
    };
    const caller = shop.callers.user();
    server.script(
      calls([{ name: 'list_incidents', arguments: filter }]),
      says('Enough.'),
      answer({ filter: { ...filter, owner: ['not a ref:'] } }),
      answer({ filter }),
    );
    const { body } = await startConversation(caller, {
      about: { type: 'cluster', cluster: 'prod' },
      question: 'Which incidents began today?',
    });
    expect(await answered(caller, body.id)).toMatchObject({
      answer: {
        incidents: {
          totalItems: 1,
          listing: {
            state: ['open'],
            age: 'day',
            cluster: ['prod'],
            namespace: ['shop'],
            order: 'newest',
          },
        },
      },
    });
    const { body: record } = await caller.get(
      `/conversations/${body.id}/messages/1`,
    );
    const steps = record.steps.map(
      (each: { step: { type: string } }) => each.step.type,
    );
    expect(steps).toContain('rejected');
  });

  it.each([
    ['a cluster', { type: 'cluster', cluster: 'prod' }],
    ['an entity', { type: 'entity', entityRef: PAY }],
  ])(
    'tells of what is like an incident of %s, and of runbooks that fit it',
    async (_, about) => {
      const caller = shop.callers.user();
      server.script(
        calls([
          { name: 'similar_incidents', arguments: { incident: shop.incident } },
          { name: 'similar_incidents', arguments: { incident: 'another' } },
          {
            name: 'read_runbook',
            arguments: { runbook: 'Missing configuration', section: null },
          },
        ]),
        says('Enough.'),
        answer(),
      );
      const { body } = await startConversation(caller, {
        about,
        question: 'And before?',
      });
      await answered(caller, body.id);
      expect(sent()).not.toContain('Bank');
      expect(JSON.stringify(server.requests)).toContain('Everything');
      const { body: record } = await caller.get(
        `/conversations/${body.id}/messages/1`,
      );
      const called = (record as ConversationMessageRecord).steps.flatMap(
        ({ step }) => (step.type === 'toolCall' ? [step] : []),
      );
      expect(called).toEqual([
        expect.not.objectContaining({ problem: expect.anything() }),
        expect.objectContaining({ problem: 'No incident another' }),
        expect.objectContaining({ facts: [expect.any(String)] }),
      ]);
    },
  );

  it('answers one question at a time, stops when asked to, and says why there is no answer', async () => {
    const caller = shop.callers.user();
    server.script(hangs());
    const { body } = await startConversation(caller, {
      ...aboutIncident(),
      question: 'Why?',
    });
    const path = `/conversations/${body.id}/messages`;
    const second = await caller.post(path, { text: 'And?' });
    expect(second.status).toBe(409);
    while (server.requests.length === 0)
      await new Promise(resolve => setTimeout(resolve, 20));
    const cancelled = await caller.post(`${path}/1/cancel`);
    expect(cancelled.body.state).toBe('cancelled');
    expect((await caller.post(`${path}/1/cancel`)).status).toBe(409);
    expect(
      (await caller.put(`${path}/1/feedback`, { helpful: false })).status,
    ).toBe(409);
    server.script(fails(401));
    await caller.post(path, { text: 'And now?' });
    expect(await answered(caller, body.id, 2)).toMatchObject({
      state: 'failed',
      failure: { reason: 'model' },
    });
    server.script(says('seen'), says('no'), says('no'), says('no'));
    await caller.post(path, { text: 'And now?' });
    expect(await answered(caller, body.id, 3)).toMatchObject({
      state: 'failed',
      failure: { reason: 'verdict' },
    });
  });

  it.each([
    ['incident', () => `incident=${shop.incident}`, 'cause-proof'],
    ['entity', () => `entityRef=${PAY}`, 'incident'],
    ['cluster', () => 'cluster=prod', 'nodes'],
  ])('suggests questions about the %s', async (_, query, kind) => {
    const { body } = await shop.callers.user().get(`/suggestions?${query()}`);
    expect(body.items.map((each: { kind: string }) => each.kind)).toContain(
      kind,
    );
    for (const { text } of body.items) expect(text).not.toMatch(/[{}]/);
  });

  it('has held every operation against its document', () => {
    expect([...replayed]).toEqual(
      expect.arrayContaining(
        conversationOperations.map(each => each.operationId),
      ),
    );
  });
});
