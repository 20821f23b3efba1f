import {
  Investigation,
  InvestigationList,
  InvestigationRecord,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  ModelServer,
  calls,
  fails,
  says,
  startModelServer,
} from '@opsagent/test-model-server';
import { TestCaller } from '../../__testUtils__/callersOf';
import {
  MODEL_KEY,
  SHOP_VERDICT,
  ShopWithModel,
  startShopWithModel,
} from '../../__testUtils__/startShopWithModel';
import { opsagentFindingConditions } from '../../permissions/conditionExports';

const CART = 'component:default/cart';
const PAY = 'component:default/pay';
const TEAM = 'group:default/team-pay';
const OTHERS = 'group:default/others';
const READ = 'opsagent.finding.read';

const LOOKS = calls([
  {
    name: 'get_logs',
    arguments: {
      pod: 'pay-server-1-x',
      namespace: 'shop',
      container: 'server',
      previous: false,
      since_minutes: null,
      contains: null,
      lines: 10,
    },
  },
  { name: 'entity_facts', arguments: {} },
]);

const INVESTIGATES = [
  LOOKS,
  says('Enough.'),
  says(JSON.stringify(SHOP_VERDICT)),
];

const ENTITIES = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'team-pay', namespace: 'default' },
  },
];

describe('AutomaticInvestigations', () => {
  let server: ModelServer;
  let shop: ShopWithModel;
  let incident: string;

  beforeAll(async () => {
    server = await startModelServer({ apiKey: MODEL_KEY });
  });

  beforeEach(() => server.reset());

  afterEach(() => shop.stop());

  afterAll(() => server.stop());

  const start = async (automatic: object, annotated: string[] = ['pay']) => {
    shop = await startShopWithModel(server, {
      owners: { pay: [TEAM], cart: [OTHERS] },
      annotations: Object.fromEntries(
        annotated.map(name => [
          name,
          { 'opsagent.io/investigate': 'automatic' },
        ]),
      ),
      entities: ENTITIES,
      opsagent: {
        investigations: { automatic: { severity: 'high', ...automatic } },
      },
    });
    ({ incident } = shop);
  };
  const look = () => shop.scheduler.triggerTask('investigate-automatically');
  const listFor = async (caller: TestCaller) =>
    (await caller.get(`/incidents/${incident}/investigations`))
      .body as InvestigationList;
  const ended = async (): Promise<Investigation> => {
    const caller = shop.callers.service();
    for (;;) {
      const { items } = await listFor(caller);
      if (items[0] && items[0].state !== 'running') return items[0];
    }
  };
  const whoMaySee = (claims: string[]) => {
    shop.denied.conditions.set(
      READ,
      opsagentFindingConditions.isEntityOwner({ claims }),
    );
    shop.denied.permissions.add('opsagent.cluster.read');
    return shop.callers.user();
  };

  it('investigates once what an owner opted in, within its own entities and without logs', async () => {
    await start({});
    server.script(...INVESTIGATES);
    await Promise.all([look(), look()]);
    const { details, id, state } = await ended();
    expect(state).toBe('concluded');
    expect(details).toMatchObject({
      automatic: true,
      requestedBy: 'plugin:opsagent',
      verdict: { outcome: 'explained' },
    });
    const { body } = await shop.callers.service().get(`/investigations/${id}`);
    const { steps } = body as InvestigationRecord;
    expect(
      steps.flatMap(({ step }) => (step.type === 'toolCall' ? [step] : [])),
    ).toMatchObject([
      { tool: 'get_logs', problem: expect.stringMatching(/may not read logs/) },
      { tool: 'entity_facts' },
    ]);
    const told = JSON.stringify(server.requests[0].body);
    expect(told).toContain('pay-server');
    expect(told).not.toContain('cart-front');
    expect(told).not.toContain('similar_incidents');

    await look();
    expect((await listFor(shop.callers.service())).totalItems).toBe(1);
  });

  it('shows what it saw to those who own that, and to nobody who may see less', async () => {
    await start({});
    server.script(...INVESTIGATES);
    await look();
    const { id } = await ended();
    const seenBy = async (caller: TestCaller) =>
      (await listFor(caller)).items?.[0]?.details?.verdict !== undefined;
    const transcriptFor = async (caller: TestCaller) =>
      (await caller.get(`/investigations/${id}/transcript`)).status;

    expect(await seenBy(shop.callers.user())).toBe(true);
    const owner = whoMaySee([TEAM]);
    expect(await seenBy(owner)).toBe(true);
    expect(await transcriptFor(owner)).toBe(200);
    const suffering = whoMaySee([OTHERS]);
    expect(await seenBy(suffering)).toBe(false);
    expect(await transcriptFor(suffering)).not.toBe(200);
    expect(await seenBy(whoMaySee([TEAM, OTHERS]))).toBe(true);
    shop.denied.conditions.set(READ, {
      not: opsagentFindingConditions.isEntityOwner({ claims: [OTHERS] }),
    });
    expect(await seenBy(shop.callers.user())).toBe(false);
    for (const [namespace, isSeen] of [
      ['shop', true],
      ['bank', false],
    ] as const) {
      shop.denied.conditions.set(
        READ,
        opsagentFindingConditions.hasNamespace({ namespaces: [namespace] }),
      );
      expect(await seenBy(shop.callers.user())).toBe(isSeen);
    }
    shop.denied.conditions.clear();
    shop.denied.entities.add(CART);
    expect(await seenBy(shop.callers.user())).toBe(true);
    shop.denied.entities.clear();
    shop.denied.entities.add(PAY);
    expect(await seenBy(shop.callers.user())).toBe(false);
    shop.denied.entities.clear();
    shop.denied.permissions.add('kubernetes.proxy');
    expect(await seenBy(whoMaySee([TEAM]))).toBe(false);
  });

  it.each<[string, object, string[]]>([
    ['whose owner did not opt in', {}, ['cart']],
    ['of a milder severity', { severity: 'critical' }, ['pay']],
    ['of another cluster', { clusters: ['test'] }, ['pay']],
    ['of another namespace', { namespaces: ['bank'] }, ['pay']],
  ])('leaves alone what is %s', async (_, automatic, annotated) => {
    await start(automatic, annotated);
    await look();
    expect((await listFor(shop.callers.service())).totalItems).toBe(0);
    expect(server.requests).toHaveLength(0);
  });

  it('leaves alone what somebody works on, or has investigated', async () => {
    await start(
      { owners: 'all', namespaces: ['shop'], clusters: ['prod'] },
      [],
    );
    const caller = shop.callers.user();
    await caller.patch(`/incidents/${incident}`, { state: 'acknowledged' });
    await look();
    expect((await listFor(caller)).totalItems).toBe(0);
    await caller.patch(`/incidents/${incident}`, { state: 'open' });
    server.script(...INVESTIGATES);
    await caller.post(`/incidents/${incident}/investigations`, {});
    await ended();
    await look();
    expect((await listFor(caller)).totalItems).toBe(1);
  });

  it('rests while models fail, and when its budget is spent', async () => {
    await start({ budget: { day: { tokens: 10 } } });
    await look();
    const { details } = await ended();
    expect(details?.failure).toMatchObject({
      reason: 'budget',
      message: expect.stringMatching(/investigated automatically today/),
    });
    expect(server.requests).toHaveLength(0);
    await shop.stop();

    await start({});
    server.script(fails(401));
    await look();
    expect((await ended()).details?.failure?.reason).toBe('model');
    await look();
    expect(server.requests).toHaveLength(1);
  });
});
