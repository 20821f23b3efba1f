import {
  entityHealthSchema,
  findingListSchema,
  incidentDetailsSchema,
  incidentGraphSchema,
  incidentListSchema,
  timelineSchema,
  transitionListSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { startBrokenShop } from '../__testUtils__/startBrokenShop';

const CART = 'component:default/cart';
const PAY = 'component:default/pay';
const ANA = 'user:default/ana';
const TOMORROW = new Date(Date.now() + 24 * 3_600_000).toISOString();

describe('incidentsRouter', () => {
  let shop: Awaited<ReturnType<typeof startBrokenShop>>;

  const list = async (search = '') => {
    const { body } = await shop.callers.user().get(`/incidents${search}`);
    return incidentListSchema.parse(body);
  };
  const details = async (id: string) => {
    const { body } = await shop.callers.user().get(`/incidents/${id}`);
    return incidentDetailsSchema.parse(body);
  };
  const graphOf = async (id: string) => {
    const { body } = await shop.callers.user().get(`/incidents/${id}/graph`);
    return incidentGraphSchema.parse(body);
  };
  const timelineOf = async (id: string) => {
    const { body } = await shop.callers.user().get(`/incidents/${id}/timeline`);
    return timelineSchema.parse(body).items;
  };
  const healthOf = async (name: string) => {
    const { body } = await shop.callers
      .user()
      .get(`/entities/component/default/${name}/health`);
    return entityHealthSchema.parse(body);
  };

  describe('of an incident of which nobody has said anything', () => {
    beforeAll(async () => {
      shop = await startBrokenShop();
    });

    afterAll(async () => {
      await shop.stop();
    });

    beforeEach(() => {
      shop.denied.permissions.clear();
      shop.denied.entities.clear();
    });

    it('tells an incident with its cause, its findings and whom it concerns', async () => {
      const { items, totalItems } = await list();
      expect(totalItems).toBe(1);
      const [summary] = items;
      expect(summary).toMatchObject({
        cluster: 'prod',
        state: 'open',
        severity: 'high',
        subject: { kind: 'Deployment', namespace: 'shop', name: 'pay-server' },
        cause: { cause: 'config-reference-missing', confidence: 0.98 },
        causes: 1,
        findings: 2,
        entities: [
          { entityRef: PAY, role: 'cause' },
          { entityRef: CART, role: 'affected' },
        ],
      });
      const incident = await details(summary.id);
      expect(incident.members.map(each => each.detector)).toEqual([
        'config.secret-missing',
        'service.no-ready-endpoints',
      ]);
      expect(incident.title).toContain('Secret shop/pay-db does not exist');
      expect(incident.causes[0].evidence).toHaveLength(3);
      expect(incident.recommendations).toHaveLength(1);
    });

    it('tells the findings of an incident a page at a time, in its order', async () => {
      const [{ id }] = (await list()).items;
      const page = async (search: string) => {
        const { body } = await shop.callers
          .user()
          .get(`/incidents/${id}/findings?limit=1${search}`);
        return findingListSchema.parse(body);
      };
      const first = await page('');
      expect(first.items.map(each => each.detector)).toEqual([
        'config.secret-missing',
      ]);
      expect(first.totalItems).toBe(2);
      const second = await page(`&cursor=${first.pageInfo.nextCursor}`);
      expect(second.items.map(each => each.detector)).toEqual([
        'service.no-ready-endpoints',
      ]);
      expect(second.pageInfo).toEqual({});
      const { status } = await shop.callers
        .user()
        .get(`/incidents/${id}/findings?cursor=abc`);
      expect(status).toBe(400);
    });

    it.each([
      ['cluster=prod', 1],
      ['cluster=test', 0],
      ['namespace=shop&namespace=bank', 1],
      ['namespace=bank', 0],
      ['severity=high&state=open', 1],
      ['severity=low', 0],
      ['cause=config-reference-missing', 1],
      ['cause=not-determinable', 0],
      ['entityRef=Component:cart', 1],
      ['entityRef=component:default/other', 0],
      ['state=acknowledged', 0],
      ['limit=1', 1],
    ])('filters by %s', async (search, count) => {
      expect((await list(`?${search}`)).totalItems).toBe(count);
    });

    it.each([
      ['?limit=501', 'limit'],
      ['?severity=awful', 'severity'],
      ['?state=closed', 'state'],
      ['?cursor=abc', 'cursor'],
      ['?colour=red', 'colour'],
      ['?entityRef=checkout', 'entityRef'],
    ])('names the wrong field of %s', async (search, field) => {
      const { body, status } = await shop.callers
        .user()
        .get(`/incidents${search}`);
      expect(status).toBe(400);
      expect(body.error.message).toContain(field);
    });

    it('tells what happened when', async () => {
      const [{ id }] = (await list()).items;
      const items = await timelineOf(id);
      const [failure] = items.filter(each => each.type === 'failure');
      expect(failure).toMatchObject({
        object: { name: 'cart-front' },
        text: expect.stringContaining('Service shop/cart-front'),
      });
      expect(items.at(-1)).toMatchObject({
        type: 'state',
        transition: { to: 'open' },
      });
      const paged = `/incidents/${id}/timeline?limit=1`;
      const { body } = await shop.callers.user().get(paged);
      expect(timelineSchema.parse(body)).toMatchObject({
        items: items.slice(0, 1),
        totalItems: items.length,
      });
      const refused = await shop.callers
        .user()
        .get(`/incidents/${id}/timeline?limit=0`);
      expect(refused.status).toBe(400);
      expect(refused.body.error.message).toMatch(/^limit: /);
    });

    it('shows it on the tabs of both, and says who caused it', async () => {
      const [pays, carts] = [await healthOf('pay'), await healthOf('cart')];
      expect(pays.incidents).toEqual(carts.incidents);
      expect(carts.incidents[0].entities).toEqual([
        { entityRef: PAY, role: 'cause' },
        { entityRef: CART, role: 'affected' },
      ]);
      expect(carts.incidents[0].title).toContain('pay-db');
    });

    it('tells whoever caused it nothing by name of an entity that is hidden', async () => {
      const [{ id }] = (await list()).items;
      shop.denied.permissions.add('opsagent.cluster.read');
      shop.denied.entities.add(CART);
      const incident = await details(id);
      expect(incident.title).toContain('Secret shop/pay-db does not exist');
      expect(incident.causes[0].evidence).toHaveLength(3);
      expect(incident.recommendations).toHaveLength(1);
      expect(incident.members).toHaveLength(1);
      const graph = await graphOf(id);
      expect(graph.nodes).toHaveLength(1);
      expect(JSON.stringify([incident, graph])).not.toMatch(/cart/);
    });

    it.each<[string, object | string, RegExp]>([
      [
        'nothing',
        {},
        /^state: use one of acknowledged, snoozed, (accepted, )?open/,
      ],
      ['an unknown state', { state: 'gone' }, /^state: use one of/],
      ['what only scans say', { state: 'resolved' }, /^state: use one of/],
      [
        'a snooze without end',
        { state: 'snoozed' },
        /^until: give a moment like/,
      ],
      [
        'a snooze to no moment',
        { state: 'snoozed', until: 'tomorrow' },
        /^until: give a moment like/,
      ],
      [
        'a snooze that is over',
        { state: 'snoozed', until: '2020-01-01T00:00:00Z' },
        /^until: .* is over/,
      ],
      [
        'a snooze for ever',
        { state: 'snoozed', until: '9999-01-01T00:00:00Z' },
        /^until: .* 90 days/,
      ],
      [
        'an end of what is no snooze',
        { state: 'acknowledged', until: TOMORROW },
        /until/,
      ],
      [
        'an empty reason',
        { state: 'open', reason: ' ' },
        /^reason: leave it out or say why/,
      ],
      [
        'a novel',
        { state: 'open', reason: 'x'.repeat(1_001) },
        /^reason: use at most 1000/,
      ],
      ['a list', ['acknowledged'], /JSON object/],
      ['no JSON', '{', /JSON/],
    ])('refuses %s for findings and incidents', async (_, body, message) => {
      const { callers } = shop;
      const [incident] = (await list()).items;
      const answer = await callers.user().get('/findings');
      const [finding] = findingListSchema.parse(answer.body).items;
      for (const path of [
        `/incidents/${incident.id}`,
        `/findings/${finding.id}`,
      ]) {
        const refused = await callers.user().patch(path, body);
        expect([path, refused.status]).toEqual([path, 400]);
        expect(refused.body.error.message).toMatch(message);
      }
      const { items } = await list();
      expect(items[0].state).toBe('open');
    });
  });

  describe('of an incident over its life', () => {
    beforeEach(async () => {
      shop = await startBrokenShop();
    });

    afterEach(async () => {
      await shop.stop();
    });

    it('tells whoever suffers nothing by name of an entity that is hidden', async () => {
      const [{ id }] = (await list()).items;
      const { callers, denied } = shop;
      await callers.user(ANA).patch(`/incidents/${id}`, {
        state: 'snoozed',
        until: TOMORROW,
        reason: 'pay-db is late',
      });
      denied.permissions.add('opsagent.cluster.read');
      denied.entities.add(PAY);

      const { members, ...incident } = await details(id);
      expect(incident).toMatchObject({
        title: 'Secret does not exist',
        subject: { kind: 'Deployment', name: '' },
        causes: [
          {
            title: 'The pods refer to configuration that does not exist',
            subject: { kind: 'Deployment', name: '' },
            evidence: [],
          },
        ],
        entities: [{ entityRef: CART, role: 'affected' }],
        recommendations: [],
      });
      expect(members.map(each => each.subject.name)).toEqual(['cart-front']);
      const { incidents } = await healthOf('cart');
      const { items } = await list('?state=snoozed');
      const { body } = await callers.user().get(`/incidents/${id}/transitions`);
      expect(transitionListSchema.parse(body).items).toHaveLength(2);
      const timeline = await timelineOf(id);
      expect(timeline.map(each => each.type)).toEqual(
        expect.arrayContaining(['scan', 'state']),
      );
      const graph = await graphOf(id);
      expect(graph).toMatchObject({
        nodes: [
          { object: { kind: 'Deployment', name: '' }, role: 'cause' },
          {
            object: { name: 'cart-front' },
            role: 'symptom',
            entityRefs: [CART],
          },
        ],
        edges: [{ from: '0', to: '1' }],
      });
      for (const told of [incident, incidents, items, body, timeline, graph])
        expect(JSON.stringify(told)).not.toMatch(/pay/);

      denied.entities.add(CART);
      expect((await list('?state=snoozed')).totalItems).toBe(0);
    });

    it('keeps what people say, tells it, and ends it with the problem', async () => {
      const [{ id }] = (await list()).items;
      const { callers, mend } = shop;
      const say = (body: object) =>
        callers.user(ANA).patch(`/incidents/${id}`, body);

      const acknowledged = await say({
        state: 'acknowledged',
        reason: ' mine ',
      });
      expect(acknowledged.status).toBe(200);
      expect(incidentDetailsSchema.parse(acknowledged.body)).toMatchObject({
        state: 'acknowledged',
        by: ANA,
        reason: 'mine',
      });
      expect((await list()).totalItems).toBe(0);
      expect((await healthOf('cart')).incidents).toHaveLength(1);
      await say({ state: 'acknowledged', reason: 'mine' });
      const snoozed = await say({ state: 'snoozed', until: TOMORROW });
      expect(snoozed.body).toMatchObject({ state: 'snoozed', until: TOMORROW });
      await say({ state: 'open' });
      await say({ state: 'acknowledged' });

      await mend();
      const { body } = await callers.user().get(`/incidents/${id}/transitions`);
      expect(
        transitionListSchema
          .parse(body)
          .items.map(({ from, to, by }) => [from, to, by]),
      ).toEqual([
        [undefined, 'open', undefined],
        ['open', 'acknowledged', ANA],
        ['acknowledged', 'snoozed', ANA],
        ['snoozed', 'open', ANA],
        ['open', 'acknowledged', ANA],
        ['acknowledged', 'resolved', undefined],
      ]);
      expect((await healthOf('cart')).incidents).toEqual([]);
      const late = await say({ state: 'acknowledged' });
      expect([late.status, late.body.error.message]).toEqual([
        409,
        expect.stringMatching(/^state: it is resolved/),
      ]);
    });
  });
});
