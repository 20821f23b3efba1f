import { mockCredentials } from '@backstage/backend-test-utils';
import {
  OpsAgentClient,
  findingListSchema,
  incidentListSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Router } from 'express';
import {
  BODIES,
  CALLERS,
  CLUSTER,
  CallerName,
  Lacks,
  NAMES,
  OPEN_ROUTES,
  PAY,
  PAYMENTS,
  READ,
  ROUTES,
  SCAN,
  UPDATE,
} from '../__testUtils__/callerMatrix';
import { TestCaller } from '../__testUtils__/callersOf';
import { replayed } from '../__testUtils__/expectDocumented';
import { startBrokenShop } from '../__testUtils__/startBrokenShop';
import {
  opsagentClusterConditions,
  opsagentFindingConditions,
} from '../permissions/conditionExports';
import { operations } from '../openapi/operations';
import { investigationOperations } from '../openapi/operations/investigationOperations';
import { conversationOperations } from '../openapi/operations/conversationOperations';
import { summaryOperations } from '../openapi/operations/summaryOperations';
import { RouterOptions, createRouter } from './createRouter';

/** Routes of the plugin, as its router has them, in the order in which it tries them. */
function routesOf(router: Router): string[] {
  return router.stack.flatMap(({ handle, route }) => {
    if (!route) return 'stack' in handle ? routesOf(handle as Router) : [];
    return route.stack.map(
      ({ method = '' }) => `${method.toUpperCase()} ${route.path}`,
    );
  });
}

describe('createRouter', () => {
  let shop: Awaited<ReturnType<typeof startBrokenShop>>;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    shop = await startBrokenShop({ owners: { pay: [PAYMENTS] } });
    const service = shop.callers.service();
    const findings = await service.get('/findings?tier=problem');
    for (const { id, subject } of findingListSchema.parse(findings.body).items)
      ids[subject.kind === 'Service' ? 'CART' : 'PAY'] = id;
    const incidents = await service.get('/incidents');
    ids.BOTH = incidentListSchema.parse(incidents.body).items[0].id;
  });

  afterAll(async () => {
    await shop.scansToEnd();
    await shop.stop();
  });

  const become = (name: CallerName): TestCaller => {
    const { callers, denied } = shop;
    denied.permissions.clear();
    denied.entities.clear();
    denied.conditions.clear();
    if (name === 'that is a service') return callers.service();
    const lacks: Lacks = CALLERS[name];
    lacks.permissions.forEach(each => denied.permissions.add(each));
    lacks.entities?.forEach(each => denied.entities.add(each));
    const { claims } = lacks;
    if (claims)
      for (const permission of [READ, UPDATE])
        denied.conditions.set(
          permission,
          opsagentFindingConditions.isEntityOwner({ claims }),
        );
    return callers.user();
  };

  const call = (caller: TestCaller, route: string) => {
    const [method, pattern] = route.split(' ');
    const path = pattern.replace(/PAY|CART|BOTH/, name => ids[name]);
    if (method === 'GET') return caller.get(path);
    if (method === 'POST') return caller.post(path, BODIES[path]);
    if (method === 'PUT') return caller.put(path, BODIES[path]);
    if (method === 'DELETE') return caller.delete(path);
    return caller.patch(path, { state: 'acknowledged' });
  };

  it.each(ROUTES)(
    'answers %s as each caller may be told',
    async (route, expected) => {
      const statuses: Partial<Record<CallerName, number>> = {};
      for (const name of NAMES)
        statuses[name] = (await call(become(name), route)).status;
      expect(statuses).toEqual(
        Object.fromEntries(NAMES.map((name, index) => [name, expected[index]])),
      );
      expect((await call(shop.callers.nobody(), route)).status).toBe(401);
    },
  );

  it('is asked for every route that there is', async () => {
    const routes = routesOf(createRouter({} as RouterOptions));
    const served = (row: string) =>
      routes.find(route =>
        new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`).test(
          row.split('?')[0],
        ),
      );
    const asked = [...ROUTES.map(([row]) => row), ...OPEN_ROUTES].map(served);
    expect([...new Set(asked)].sort()).toEqual([...routes].sort());
    expect(
      operations
        .map(
          ({ method, path }) =>
            `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
        )
        .sort(),
    ).toEqual([...routes].sort());
    for (const route of OPEN_ROUTES) {
      expect((await call(become('without permissions'), route)).status).toBe(
        200,
      );
      expect((await call(shop.callers.nobody(), route)).status).toBe(401);
    }
  });

  const tellsNothing = async (caller: TestCaller, route: string) => {
    const { status, text } = await call(caller, route);
    expect([200, 403, 404]).toContain(status);
    // Of what is not there the answer repeats the name that was asked for.
    const told = status === 404 ? '' : text;
    const names = [...Object.values(ids), 'pay-server', 'cart-front'];
    expect(names.filter(each => told.includes(each))).toEqual([]);
    expect(told).not.toMatch(/"cluster":"prod"/);
  };

  it.each(ROUTES)('tells another team nothing for %s', async route => {
    await tellsNothing(become('of another team'), route);
  });

  it.each(ROUTES)(
    'tells a caller who is limited to another cluster nothing for %s',
    async route => {
      const caller = become('who reads and updates');
      shop.denied.permissions.clear();
      for (const permission of [READ, UPDATE])
        shop.denied.conditions.set(
          permission,
          opsagentFindingConditions.hasCluster({ clusters: ['test'] }),
        );
      for (const permission of [CLUSTER, SCAN])
        shop.denied.conditions.set(
          permission,
          opsagentClusterConditions.hasCluster({ clusters: ['test'] }),
        );
      await tellsNothing(caller, route);
    },
  );

  it.each(ROUTES)(
    'tells who sees only what suffers neither the names nor the words of others for %s',
    async route => {
      const words = 'the vault of the lighthouse team stands open';
      for (const path of [`/incidents/${ids.BOTH}`, `/findings/${ids.PAY}`]) {
        const said = await become('that is a service').patch(path, {
          state: 'acknowledged',
          reason: words,
        });
        expect(said.body.reason).toBe(words);
      }
      const caller = become('who may not see who caused it');
      const { status, text } = await call(caller, route);
      // Of what is not there the answer repeats the name that was asked for.
      const told = status === 404 ? '' : text;
      const hidden = [words, ids.PAY, 'pay-server', 'pay-db', PAY, PAYMENTS];
      expect(hidden.filter(each => told.includes(each))).toEqual([]);
    },
  );

  it.each(ROUTES)(
    'names the permission that is missing for %s',
    async (route, expected) => {
      const lacking = NAMES.filter((_, index) => expected[index] === 403);
      for (const name of lacking) {
        const { body } = await call(become(name), route);
        expect(body.error).toMatchObject({
          name: 'NotAllowedError',
          message: expect.stringMatching(
            /^Permission opsagent\.[a-z.]+ is needed$|does not allow 'service' credentials/,
          ),
        });
      }
      expect(lacking.length).toBeGreaterThan(0);
    },
  );

  it.each([
    ['/findings/PAY', '/findings/nothing'],
    ['/findings/PAY/transitions', '/findings/nothing/transitions'],
    ['/incidents/BOTH', '/incidents/nothing'],
    ['/incidents/BOTH/transitions', '/incidents/nothing/transitions'],
    ['/incidents/BOTH/graph', '/incidents/nothing/graph'],
    ['/incidents/BOTH/timeline', '/incidents/nothing/timeline'],
    ['/incidents/BOTH/investigations', '/incidents/nothing/investigations'],
    ['/incidents/BOTH/summary', '/incidents/nothing/summary'],
  ])(
    'answers alike for %s, which is hidden, and %s',
    async (hidden, missing) => {
      const caller = become('who may see neither');
      const methods = /\/BOTH$|\/PAY$/.test(hidden)
        ? ['GET', 'PATCH']
        : ['GET'];
      for (const method of methods) {
        const answers = [
          await call(caller, `${method} ${hidden}`),
          await call(caller, `${method} ${missing}`),
        ];
        const [one, other] = answers.map(({ body }) =>
          JSON.stringify(body).replaceAll(/nothing|[0-9a-f]{32}/g, 'id'),
        );
        expect(one).toBe(other);
      }
    },
  );

  it.each<[CallerName, number, number]>([
    ['who reads', 1, 2],
    ['who reads findings and clusters', 1, 2],
    ['who may not see who caused it', 1, 1],
    ['who may see neither', 0, 0],
    ['whose team owns what caused it', 1, 1],
    ['of another team', 0, 0],
    ['that is a service', 1, 2],
  ])(
    'counts for a caller %s %d incidents and %d problems',
    async (name, incidents, problems) => {
      const states = 'state=open&state=acknowledged';
      const caller = become(name);
      const found = await caller.get(`/incidents?${states}`);
      expect(incidentListSchema.parse(found.body).totalItems).toBe(incidents);
      const findings = await caller.get(`/findings?tier=problem&${states}`);
      expect(findingListSchema.parse(findings.body).totalItems).toBe(problems);
    },
  );

  it('speaks the language of the typed client', async () => {
    become('that is a service');
    const baseUrl = `http://localhost:${shop.server.port()}/api/opsagent`;
    const client = new OpsAgentClient({
      discoveryApi: { getBaseUrl: async () => baseUrl },
      fetchApi: { fetch },
    });
    const token = mockCredentials.user.token('user:default/ana');
    const { items } = await client.listIncidents(
      { cluster: ['prod'], state: ['open', 'acknowledged'] },
      { token },
    );
    expect(items.map(each => each.id)).toEqual([ids.BOTH]);
    await client.changeIncident(ids.BOTH, { state: 'open' }, { token });
    const until = new Date(Date.now() + 60_000).toISOString();
    const change = { state: 'snoozed', until } as const;
    const incident = await client.changeIncident(ids.BOTH, change, { token });
    expect(incident).toMatchObject({ state: 'snoozed', until });
    const told = await client.listIncidentTransitions(ids.BOTH, {}, { token });
    expect(told.items.at(-1)).toMatchObject({ to: 'snoozed', until });
    const timeline = await client.listIncidentTimeline(
      ids.BOTH,
      { limit: 500 },
      { token },
    );
    expect(timeline.items).toContainEqual(
      expect.objectContaining({ transition: told.items.at(-1) }),
    );
    const { nodes } = await client.getIncidentGraph(ids.BOTH, { token });
    expect(nodes.map(each => each.findings)).toEqual([[ids.PAY], [ids.CART]]);
    const { members } = await client.getIncident(ids.BOTH, { token });
    expect(members.map(each => each.id)).toEqual([ids.PAY, ids.CART]);

    const acknowledged = { state: 'acknowledged', reason: 'mine' } as const;
    const finding = await client.changeFinding(ids.PAY, acknowledged, {
      token,
    });
    expect(finding).toMatchObject(acknowledged);
    const steps = await client.listFindingTransitions(ids.PAY, {}, { token });
    expect(steps.items.at(-1)?.reason).toBe('mine');
    const { incidents } = await client.getEntityHealth(PAY, { token });
    expect(incidents.map(each => each.id)).toEqual([ids.BOTH]);
    await expect(
      client.changeFinding('nothing', acknowledged, { token }),
    ).rejects.toMatchObject({ statusCode: 404 });
  });

  it('leaves the error of a route that is not there to the portal', async () => {
    expect((await become('who reads').get('/nothing')).status).toBe(404);
  });

  it('has held every operation against its document', async () => {
    await become('who reads').get('/openapi.json').expect(200);
    const service = become('that is a service');
    const { body } = await service.get('/findings?tier=risk&tier=hygiene');
    const [risk] = findingListSchema.parse(body).items;
    const accepted = await service.patch(`/findings/${risk.id}`, {
      state: 'accepted',
      until: new Date(Date.now() + 60_000).toISOString(),
      reason: 'known',
      scope: 'namespace',
    });
    await service.delete(`/acceptances/${accepted.body.acceptance}`);
    // The others need a model: see `investigationsRouter.test.ts`, `conversationsRouter.test.ts` and `summariesRouter.test.ts`.
    const withModel = [
      ...investigationOperations,
      ...conversationOperations,
      ...summaryOperations,
    ].map(each => each.operationId);
    expect([...replayed, ...withModel].sort()).toEqual(
      expect.arrayContaining(operations.map(each => each.operationId)),
    );
  });
});
