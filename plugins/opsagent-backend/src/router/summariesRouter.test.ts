import {
  PlainSummary,
  PlainSummaryState,
  Transcript,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  ModelServer,
  fails,
  says,
  startModelServer,
} from '@opsagent/test-model-server';
import { TestCaller } from '../__testUtils__/callersOf';
import { replayed } from '../__testUtils__/expectDocumented';
import {
  MODEL_KEY,
  ShopWithModel,
  startShopWithModel,
} from '../__testUtils__/startShopWithModel';
import { summaryOperations } from '../openapi/operations/summaryOperations';
import { opsagentFindingConditions } from '../permissions/conditionExports';

const CART = 'component:default/cart';
const PAY = 'component:default/pay';
const TEAM = 'group:default/team-pay';

const explains = (text: string) =>
  says(
    JSON.stringify({
      sentences: [
        { text, evidence: ['E1'], recommendations: [] },
        { text: 'It was Bob.', evidence: [], recommendations: [] },
      ],
    }),
  );

/** It has to mend the second sentence, and does not. */
const explained = (text: string) => [explains(text), explains(text)];

describe('summariesRouter', () => {
  let server: ModelServer;
  let shop: ShopWithModel;
  let incident: string;

  beforeAll(async () => {
    server = await startModelServer({ apiKey: MODEL_KEY });
    shop = await startShopWithModel(server, {
      owners: { pay: [TEAM] },
      opsagent: {
        investigations: { budget: { perUserAndDay: { tokens: 90_000 } } },
      },
    });
    ({ incident } = shop);
  });

  beforeEach(() => shop.reset());

  afterAll(async () => {
    await shop.stop();
    await server.stop();
  });

  const path = () => `/incidents/${incident}/summary`;
  const stateFor = async (caller: TestCaller) =>
    (await caller.get(path())).body as PlainSummaryState;
  const make = async (caller: TestCaller) => {
    const { body, status } = await caller.post(path());
    return { status, body: body as PlainSummary };
  };

  it('has an incident explained once for all who see as much, and tells what it rests on', async () => {
    const ana = shop.callers.user('user:default/ana');
    expect(await stateFor(ana)).toEqual({
      model: 'Test model',
      mayMake: true,
      automatic: false,
    });
    expect((await ana.get(`${path()}/transcript`)).status).toBe(404);
    server.script(...explained('The payments cannot start.'));
    const bob = shop.callers.user('user:default/bob');
    const made = await Promise.all([make(ana), make(bob), make(ana)]);
    expect(made.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(server.requests).toHaveLength(2);
    const [{ body: summary }] = made;
    expect(made.map(({ body }) => body)).toEqual([summary, summary, summary]);
    expect(summary).toMatchObject({
      sentences: [
        {
          text: 'The payments cannot start.',
          evidence: ['E1'],
          recommendations: [],
        },
      ],
      facts: [{ id: 'E1', kind: 'finding' }],
      model: 'Test model',
      outdated: false,
      usage: { calls: 2 },
    });
    expect(await stateFor(bob)).toMatchObject({ summary });
    expect((await make(bob)).body).toEqual(summary);
    expect(server.requests).toHaveLength(2);
    const { body } = await bob.get(`${path()}/transcript`);
    const transcript = body as Transcript;
    expect(transcript.calls).toHaveLength(2);
    const [{ body: sent }] = server.requests;
    expect(
      transcript.models[0].messages
        .slice(0, 2)
        .map(each => 'text' in each && each.text),
    ).toEqual(
      (sent.messages as { content: string }[]).map(each => each.content),
    );
  });

  it('never tells one reader what was made for another who sees more, or less', async () => {
    server.script(...explained('All of it.'));
    const all = shop.callers.user();
    await make(all);
    const whole = (await stateFor(all)).summary;
    shop.denied.entities.add(PAY);
    const less = shop.callers.user();
    expect((await stateFor(less)).summary).toBeUndefined();
    expect((await less.get(`${path()}/transcript`)).status).toBe(404);
    server.reset();
    server.script(...explained('A part of it.'));
    const part = (await make(less)).body;
    expect(part.sentences[0].text).toBe('A part of it.');
    expect(JSON.stringify(server.requests)).not.toContain(
      'Deployment shop/pay-server',
    );
    shop.denied.entities.clear();
    expect((await stateFor(shop.callers.user())).summary).toEqual(whole);
    shop.denied.conditions.set(
      'opsagent.finding.read',
      opsagentFindingConditions.isEntityOwner({ claims: [TEAM] }),
    );
    expect((await stateFor(shop.callers.user())).summary).toBeUndefined();
  });

  it('is for those to make who may investigate, and to read for all who see as much', async () => {
    server.script(...explained('All of it.'));
    await make(shop.callers.user());
    shop.denied.permissions.add('opsagent.investigation.create');
    const reader = shop.callers.user();
    expect(await stateFor(reader)).toMatchObject({
      mayMake: false,
      summary: { model: 'Test model' },
    });
    expect((await make(reader)).status).toBe(403);
  });

  it('says why there is none, and tries again when asked to', async () => {
    shop.denied.entities.add(CART);
    const caller = shop.callers.user();
    server.script(fails(401));
    const refused = await caller.post(path());
    expect(refused.status).toBe(503);
    expect(refused.body.error.message).toMatch(/Test model/);
    server.script(says('I would rather not'), says('No'));
    expect((await caller.post(path())).status).toBe(503);
    server.script(...explained('At last.'));
    expect((await make(caller)).body.sentences).toHaveLength(1);
  });

  it('has held every operation against its document', () => {
    expect([...replayed]).toEqual(
      expect.arrayContaining(summaryOperations.map(each => each.operationId)),
    );
  });
});
