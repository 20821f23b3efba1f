import { mockCredentials } from '@backstage/backend-test-utils';
import {
  OpsAgentClient,
  findingListSchema,
  incidentListSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { alertmanagerAlert } from '../__testUtils__/alertFixtures';
import { TestCaller } from '../__testUtils__/callersOf';
import { replayed } from '../__testUtils__/expectDocumented';
import { startBrokenShop } from '../__testUtils__/startBrokenShop';
import {
  opsagentClusterConditions,
  opsagentFindingConditions,
} from '../permissions/conditionExports';
import { operations } from '../openapi/operations';

const CART = 'component:default/cart';
const PAY = 'component:default/pay';

const READ = 'opsagent.finding.read';
const UPDATE = 'opsagent.finding.update';
const CLUSTER = 'opsagent.cluster.read';
const SCAN = 'opsagent.scan.create';
const ALERT = 'opsagent.alert.create';

const ALERT_LABELS = {
  alertname: 'KubePodNotReady',
  cluster: 'prod',
  namespace: 'shop',
  pod: 'pay-server-1-x',
};
const WEBHOOK = {
  version: '4',
  alerts: [alertmanagerAlert({ labels: ALERT_LABELS })],
};

/** What each of the callers lacks. */
const CALLERS = {
  'without permissions': { permissions: [READ, UPDATE, CLUSTER, SCAN, ALERT] },
  'who reads': { permissions: [UPDATE, CLUSTER, SCAN, ALERT] },
  'who reads and updates': { permissions: [CLUSTER, SCAN, ALERT] },
  'who reads findings and clusters': { permissions: [UPDATE, SCAN, ALERT] },
  'who may not see who caused it': {
    permissions: [CLUSTER, SCAN, ALERT],
    entities: [PAY],
  },
  'who may see neither': {
    permissions: [CLUSTER, SCAN, ALERT],
    entities: [PAY, CART],
  },
} satisfies Record<string, { permissions: string[]; entities?: string[] }>;

type CallerName = keyof typeof CALLERS | 'that is a service';

const NAMES: CallerName[] = [
  ...(Object.keys(CALLERS) as (keyof typeof CALLERS)[]),
  'that is a service',
];

/** Status of the answer to each of the callers, in the order of `NAMES`. */
const ROUTES: [string, number[]][] = [
  ['GET /findings', [403, 200, 200, 200, 200, 200, 200]],
  ['GET /findings/PAY', [403, 200, 200, 200, 404, 404, 200]],
  ['GET /findings/CART', [403, 200, 200, 200, 200, 404, 200]],
  ['PATCH /findings/PAY', [403, 403, 200, 403, 404, 404, 200]],
  ['PATCH /findings/CART', [403, 403, 200, 403, 200, 404, 200]],
  ['PATCH /findings/nothing', [403, 403, 404, 403, 404, 404, 404]],
  ['GET /findings/PAY/transitions', [403, 200, 200, 200, 404, 404, 200]],
  ['GET /findings/nothing/transitions', [403, 404, 404, 404, 404, 404, 404]],
  ['DELETE /acceptances/nothing', [403, 403, 404, 403, 404, 404, 404]],
  ['GET /incidents', [403, 200, 200, 200, 200, 200, 200]],
  ['GET /incidents/facets', [403, 200, 200, 200, 200, 200, 200]],
  ['GET /incidents/export', [403, 200, 200, 200, 200, 200, 200]],
  ['POST /incidents/changes', [403, 403, 200, 403, 200, 200, 200]],
  ['GET /incidents/BOTH', [403, 200, 200, 200, 200, 404, 200]],
  ['GET /incidents/nothing', [403, 404, 404, 404, 404, 404, 404]],
  ['GET /incidents/BOTH/timeline', [403, 200, 200, 200, 200, 404, 200]],
  ['GET /incidents/nothing/timeline', [403, 404, 404, 404, 404, 404, 404]],
  ['PATCH /incidents/BOTH', [403, 403, 200, 403, 200, 404, 200]],
  ['PATCH /incidents/nothing', [403, 403, 404, 403, 404, 404, 404]],
  ['GET /incidents/BOTH/transitions', [403, 200, 200, 200, 200, 404, 200]],
  ['GET /incidents/nothing/transitions', [403, 404, 404, 404, 404, 404, 404]],
  [
    'GET /entities/component/default/pay/health',
    [403, 200, 200, 200, 404, 404, 200],
  ],
  [
    'GET /entities/component/default/cart/health',
    [403, 200, 200, 200, 200, 404, 200],
  ],
  [
    'GET /entities/component/default/no/health',
    [403, 404, 404, 404, 404, 404, 404],
  ],
  ['GET /overview', [403, 200, 200, 200, 200, 200, 200]],
  ['GET /clusters', [403, 403, 403, 200, 403, 403, 200]],
  ['GET /clusters/prod', [403, 403, 403, 200, 403, 403, 200]],
  ['GET /clusters/no', [403, 403, 403, 404, 403, 403, 404]],
  ['GET /clusters/prod/namespaces', [403, 403, 403, 200, 403, 403, 200]],
  ['GET /clusters/no/namespaces', [403, 403, 403, 404, 403, 403, 404]],
  ['GET /clusters/prod/namespaces/shop', [403, 403, 403, 200, 403, 403, 200]],
  ['GET /clusters/prod/namespaces/no', [403, 403, 403, 404, 403, 403, 404]],
  ['GET /clusters/prod/nodes', [403, 403, 403, 200, 403, 403, 200]],
  ['GET /clusters/prod/nodes/worker-1', [403, 403, 403, 200, 403, 403, 200]],
  ['GET /clusters/prod/nodes/no', [403, 403, 403, 404, 403, 403, 404]],
  ['POST /clusters/prod/scans', [403, 403, 403, 403, 403, 403, 202]],
  ['POST /alerts/alertmanager', [403, 403, 403, 403, 403, 403, 200]],
  ['GET /alerts', [403, 200, 200, 200, 200, 200, 200]],
  [
    `GET /alerts/target?${new URLSearchParams(ALERT_LABELS)}`,
    [403, 200, 200, 200, 404, 404, 200],
  ],
  ['GET /alerts/target?pod=nothing', [403, 404, 404, 404, 404, 404, 404]],
];

const BODIES: Record<string, object> = {
  '/alerts/alertmanager': WEBHOOK,
  '/incidents/changes': { ids: ['nothing'], change: { state: 'open' } },
};

describe('createRouter', () => {
  let shop: Awaited<ReturnType<typeof startBrokenShop>>;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    shop = await startBrokenShop();
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
    const lacks: { permissions: string[]; entities?: string[] } = CALLERS[name];
    lacks.permissions.forEach(each => denied.permissions.add(each));
    lacks.entities?.forEach(each => denied.entities.add(each));
    return callers.user();
  };

  const call = (caller: TestCaller, route: string) => {
    const [method, pattern] = route.split(' ');
    const path = pattern.replace(/PAY|CART|BOTH/, name => ids[name]);
    if (method === 'GET') return caller.get(path);
    if (method === 'POST') return caller.post(path, BODIES[path]);
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
      const { status, text } = await call(caller, route);
      expect([200, 403, 404]).toContain(status);
      // Of what is not there the answer repeats the name that was asked for.
      const told = status === 404 ? '' : text;
      const names = [...Object.values(ids), 'pay-server', 'cart-front'];
      expect(names.filter(each => told.includes(each))).toEqual([]);
      expect(told).not.toMatch(/"cluster":"prod"/);
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
            /^Permission opsagent\.[a-z.]+ is needed$/,
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
    ['/incidents/BOTH/timeline', '/incidents/nothing/timeline'],
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
    expect([...replayed].sort()).toEqual(
      operations.map(each => each.operationId).sort(),
    );
  });
});
