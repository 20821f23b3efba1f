import {
  ConversationMessageRecord,
  ConversationRecord,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  ModelServer,
  calls,
  hangs,
  says,
  startModelServer,
} from '@opsagent/test-model-server';
import { TestCaller } from '../__testUtils__/callersOf';
import {
  PODS,
  answer,
  answered,
  startConversation,
} from '../__testUtils__/shopConversations';
import {
  MODEL_KEY,
  ShopWithModel,
  startShopWithModel,
} from '../__testUtils__/startShopWithModel';
import { opsagentFindingConditions } from '../permissions/conditionExports';

const PAY = 'component:default/pay';
const CREATE = 'opsagent.conversation.create';

describe('the rights of conversations', () => {
  let server: ModelServer;
  let shop: ShopWithModel;

  beforeAll(async () => {
    server = await startModelServer({ apiKey: MODEL_KEY });
    shop = await startShopWithModel(server);
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
    const { body } = await startConversation(caller, {
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
    const { body } = await startConversation(caller, {
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
      const { body, status } = await startConversation(owner, asked);
      if (status === 201) running.push({ owner, id: body.id });
      return { status, error: JSON.stringify(body) };
    };
    const list = async (owner: TestCaller) =>
      (await owner.get(`/conversations?incident=${shop.incident}`)).body
        .totalItems;
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
    const { body } = await startConversation(caller, {
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
    const { body } = await startConversation(caller, {
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
    const { body: other } = await startConversation(denied, {
      about: { type: 'entity', entityRef: PAY },
      question: 'Is it well?',
    });
    await answered(denied, other.id);
    expect(sent()).toContain('kubernetes.proxy');
  });

  it('refuses whoever may not ask, and what is no question', async () => {
    const ana = shop.callers.user('user:default/ana');
    const { body } = await startConversation(ana, aboutIncident());
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
    const list = await other.get(`/conversations?incident=${shop.incident}`);
    expect(list.body.mayAsk).toBe(false);
  });
});
