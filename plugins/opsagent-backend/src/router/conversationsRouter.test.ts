import {
  ConversationEvent,
  ConversationMessage,
  ConversationMessageRecord,
  ConversationRecord,
  incidentListSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  ModelServer,
  calls,
  fails,
  hangs,
  says,
  startModelServer,
} from '@opsagent/test-model-server';
import { TestCaller } from '../__testUtils__/callersOf';
import { replayed } from '../__testUtils__/expectDocumented';
import { startBrokenShop } from '../__testUtils__/startBrokenShop';
import { opsagentFindingConditions } from '../permissions/conditionExports';
import { conversationOperations } from '../openapi/operations/conversationOperations';

const PAY = 'component:default/pay';
const CREATE = 'opsagent.conversation.create';
/** Of the incident of the broken shop. */
const CAUSE = 'config-reference-missing';

const answer = (fields: object = {}) =>
  says(
    JSON.stringify({
      outcome: 'answered',
      statements: [
        { text: 'The Secret is missing.', evidence: ['E1'] },
        { text: 'Somebody may have deleted it.', evidence: [] },
      ],
      missing: [],
      filter: null,
      next_questions: ['Who uses it?'],
      hostile_text: [],
      ...fields,
    }),
  );

const PODS = {
  name: 'list_objects',
  arguments: { kind: 'Pod', namespace: 'shop', labels: null },
};

describe('conversationsRouter', () => {
  let server: ModelServer;
  let shop: Awaited<ReturnType<typeof startBrokenShop>>;
  let incident: string;

  beforeAll(async () => {
    server = await startModelServer({ apiKey: 'key' });
    shop = await startBrokenShop({
      opsagent: {
        models: [
          {
            name: 'Test model',
            model: 'test-1',
            baseUrl: server.baseUrl,
            apiKey: 'key',
            contextTokens: 100_000,
            retries: 0,
          },
        ],
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
    const { body } = await shop.callers.service().get('/incidents');
    incident = incidentListSchema.parse(body).items[0].id;
  });

  beforeEach(() => {
    server.reset();
    shop.denied.permissions.clear();
    shop.denied.entities.clear();
    shop.denied.conditions.clear();
  });

  afterAll(async () => {
    await shop.scansToEnd();
    await shop.stop();
    await server.stop();
  });

  const start = async (caller: TestCaller, body: object) => {
    const started = await caller.post('/conversations', body);
    return { status: started.status, body: started.body as ConversationRecord };
  };
  const aboutIncident = () => ({ about: { type: 'incident', id: incident } });
  const eventsIn = (text: string) =>
    text
      .split('\n')
      .filter(line => line.startsWith('data: '))
      .map(line => JSON.parse(line.slice(6)) as ConversationEvent);
  const answered = async (caller: TestCaller, id: string, number = 1) => {
    const { text } = await caller.get(
      `/conversations/${id}/messages/${number}/events`,
    );
    const end = eventsIn(text).at(-1);
    if (end?.type !== 'end') throw new Error('It has no end');
    return end.message;
  };
  const sent = () => JSON.stringify(server.requests.at(-1)?.body);

  it('answers from what it saw, goes on with follow-up questions, and keeps all of it for its owner alone', async () => {
    const ana = shop.callers.user('user:default/ana');
    server.script(calls([PODS]), says('Enough.'), answer());
    const { body, status } = await start(ana, {
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

    const list = await ana.get(`/conversations?incident=${incident}`);
    expect(list.body).toMatchObject({
      totalItems: 1,
      model: 'Test model',
      mayAsk: true,
      items: [{ id: body.id, questions: 2 }],
    });
    const bob = shop.callers.user('user:default/bob');
    const of = await bob.get(`/conversations?incident=${incident}`);
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

  it('hides in follow-up questions what earlier ones learned to be private', async () => {
    const caller = shop.callers.user();
    const pod = { kind: 'Pod', namespace: 'shop', name: 'pay-server-1-x' };
    server.script(
      calls([{ name: 'get_object', arguments: pod }]),
      says('Enough.'),
      answer({
        statements: [
          { text: 'It is for tenant (blue heron).', evidence: ['E1'] },
        ],
      }),
    );
    const { body } = await start(caller, {
      ...aboutIncident(),
      question: 'Whose is it?',
    });
    await answered(caller, body.id);
    const path = `/conversations/${body.id}/messages`;
    const { body: first } = await caller.get(`${path}/1`);
    const { steps } = first as ConversationMessageRecord;
    expect(JSON.stringify(steps)).toContain('blue heron');
    expect(sent()).not.toContain('blue heron');
    server.script(says('Enough.'), answer());
    await caller.post(path, { text: 'Who is tenant (blue heron)?' });
    await answered(caller, body.id, 2);
    expect(sent()).toMatch(/It is for <value-\w+>/);
    expect(sent()).not.toContain('blue heron');
  });

  it('withholds what was answered from more than its owner may see by now', async () => {
    const caller = shop.callers.user();
    server.script(calls([PODS]), says('Enough.'), answer());
    const { body } = await start(caller, {
      about: { type: 'cluster', cluster: 'prod' },
      question: 'Why?',
    });
    expect(await answered(caller, body.id)).toHaveProperty('answer');
    const path = `/conversations/${body.id}`;
    const withheld = async () => {
      const { body: record } = await caller.get(path);
      const { body: one } = await caller.get(`${path}/messages/1`);
      expect(one.steps.length === 0).toBe(one.withheld ?? false);
      expect(one.answer === undefined).toBe(one.withheld ?? false);
      const { status } = await caller.get(`${path}/messages/1/transcript`);
      expect(status).toBe(one.withheld ? 403 : 200);
      expect((await caller.get(`${path}/messages/1/events`)).status).toBe(
        status,
      );
      return (record as ConversationRecord).messages[0].withheld ?? false;
    };
    expect(await withheld()).toBe(false);
    shop.denied.permissions.add('kubernetes.proxy');
    expect(await withheld()).toBe(true);
    server.script(says('Enough.'), answer({ statements: [] }));
    await caller.post(`${path}/messages`, { text: 'And?' });
    await answered(caller, body.id, 2);
    expect(sent()).not.toContain('Somebody may have deleted it.');
    shop.denied.permissions.clear();
    expect(await withheld()).toBe(false);
    shop.denied.entities.add('component:default/cart');
    await new Promise(resolve => setTimeout(resolve, 5_100));
    expect(await withheld()).toBe(true);
  }, 20_000);

  it('keeps no conversation whose first question was refused', async () => {
    const asked = { ...aboutIncident(), question: 'Why?' };
    server.script(...Array.from({ length: 8 }, () => hangs()));
    const owners = ['ann', 'bea', 'cem', 'dan', 'eve'].map(name =>
      shop.callers.user(`user:default/${name}`),
    );
    const running: { owner: TestCaller; id: string }[] = [];
    const begin = async (owner: TestCaller) => {
      const { body, status } = await start(owner, asked);
      if (status === 201) running.push({ owner, id: body.id });
      return { status, error: JSON.stringify(body) };
    };
    const list = async (owner: TestCaller) =>
      (await owner.get(`/conversations?incident=${incident}`)).body.totalItems;
    const [first, ...others] = owners;
    await begin(first);
    await begin(first);
    const third = await begin(first);
    expect(third.status).toBe(409);
    expect(third.error).toContain('2 of your questions are being answered');
    expect(await list(first)).toBe(2);
    for (const owner of others.slice(0, 3)) {
      await begin(owner);
      await begin(owner);
    }
    expect((await begin(others[3])).status).toBe(503);
    expect(await list(others[3])).toBe(0);
    expect(running).toHaveLength(8);
    for (const { id, owner } of running)
      await owner.delete(`/conversations/${id}`);
  });

  it('lets its owner delete a conversation whatever they may see by now', async () => {
    const caller = shop.callers.user();
    const list = () => caller.get('/conversations?cluster=prod');
    server.script(calls([PODS]), says('Enough.'), answer());
    const { body } = await start(caller, {
      about: { type: 'entity', entityRef: PAY },
      question: 'Why?',
    });
    await answered(caller, body.id);
    const stillThere = (await list()).body.totalItems;
    shop.denied.entities.add(PAY);
    expect((await caller.delete(`/conversations/${body.id}`)).status).toBe(200);
    shop.denied.entities.clear();
    expect((await caller.get(`/conversations/${body.id}`)).status).toBe(404);
    expect((await list()).body.totalItems).toBe(stillThere);
  });

  it('lets nobody ask about a cluster of which a policy excludes something', async () => {
    shop.denied.conditions.set(CREATE, {
      not: opsagentFindingConditions.hasNamespace({ namespaces: ['bank'] }),
    });
    const caller = shop.callers.user();
    const { body } = await caller.get('/conversations?cluster=prod');
    expect(body.mayAsk).toBe(false);
    const of = await caller.get(`/conversations?entityRef=${PAY}`);
    expect(of.body.mayAsk).toBe(true);
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
    const { body } = await start(caller, {
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

  it('looks only where the objects of an entity are', async () => {
    const caller = shop.callers.user();
    const of = (namespace: string) => ({
      ...PODS,
      arguments: { ...PODS.arguments, namespace },
    });
    server.script(
      calls([of('shop'), of('bank'), { name: 'entity_facts', arguments: {} }]),
      says('Enough.'),
      answer(),
    );
    const { body } = await start(caller, {
      about: { type: 'entity', entityRef: 'Component:pay' },
      question: 'Is it well?',
    });
    expect(body.about).toEqual({
      type: 'entity',
      entityRef: PAY,
      cluster: 'prod',
    });
    await answered(caller, body.id);
    const { body: record } = await caller.get(
      `/conversations/${body.id}/messages/1`,
    );
    const called = record.steps.flatMap((each: { step: { type: string } }) =>
      each.step.type === 'toolCall' ? [each.step] : [],
    );
    expect(called).toMatchObject([
      { tool: 'list_objects', facts: [expect.any(String)] },
      { problem: expect.stringMatching(/bank is outside/) },
      { tool: 'entity_facts', facts: [expect.any(String)] },
    ]);
    shop.denied.entities.add(PAY);
    expect((await caller.get(`/conversations/${body.id}`)).status).toBe(404);
    shop.denied.entities.clear();
    shop.denied.permissions.add('kubernetes.proxy');
    const denied = shop.callers.user();
    server.script(calls([PODS]), says('Enough.'), answer());
    const { body: other } = await start(denied, {
      about: { type: 'entity', entityRef: PAY },
      question: 'Is it well?',
    });
    await answered(denied, other.id);
    expect(sent()).toContain('kubernetes.proxy');
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
          { name: 'similar_incidents', arguments: { incident } },
          { name: 'similar_incidents', arguments: { incident: 'another' } },
          {
            name: 'read_runbook',
            arguments: { runbook: 'Missing configuration', section: null },
          },
        ]),
        says('Enough.'),
        answer(),
      );
      const { body } = await start(caller, { about, question: 'And before?' });
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
    const { body } = await start(caller, {
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

  it('refuses whoever may not ask, and what is no question', async () => {
    const ana = shop.callers.user('user:default/ana');
    const { body } = await start(ana, aboutIncident());
    expect(body.messages).toEqual([]);
    expect((await ana.get('/conversations/x/messages/no')).status).toBe(400);
    for (const wrong of [{ text: ' ' }, { text: 'x'.repeat(2_001) }, {}])
      expect(
        (await ana.post(`/conversations/${body.id}/messages`, wrong)).status,
      ).toBe(400);
    for (const query of ['', '?incident=a&cluster=b', '?what=else'])
      expect((await ana.get(`/conversations${query}`)).status).toBe(400);
    shop.denied.permissions.add(CREATE);
    const other = shop.callers.user();
    const refused = await other.post('/conversations', aboutIncident());
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain(CREATE);
    const list = await other.get(`/conversations?incident=${incident}`);
    expect(list.body.mayAsk).toBe(false);
  });

  it.each([
    ['incident', () => `incident=${incident}`, 'cause-proof'],
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
