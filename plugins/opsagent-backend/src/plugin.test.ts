import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  clusterListSchema,
  entityHealthSchema,
  findingListSchema,
  StoredFinding,
  storedFindingSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { DemoCluster } from '@opsagent/demo-cluster';
import { Detector, KubernetesObject } from '@opsagent/engine';
import request from 'supertest';
import { callersOf } from './__testUtils__/callersOf';
import { startPortal } from './__testUtils__/startPortal';

const HOUR_AGO = new Date(Date.now() - 3_600_000).toISOString();

function component(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'backstage.io/kubernetes-id': name },
    },
  };
}

function serviceWithoutPods(name: string, entity?: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      namespace: 'shop',
      name,
      creationTimestamp: HOUR_AGO,
      labels: entity ? { 'backstage.io/kubernetes-id': entity } : {},
    },
    spec: { selector: { app: `no-${name}` }, ports: [{ port: 80 }] },
  };
}

/** Selects by a label that the Deployment of its name spells otherwise. */
function misspeltService(name: string): KubernetesObject[] {
  const metadata = { namespace: 'bank', name, creationTimestamp: HOUR_AGO };
  const labels = { 'backstage.io/kubernetes-id': name, app: name };
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: { app: `${name}x` }, ports: [{ port: 80 }] },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...metadata, name: `${name}-v2` },
      spec: {
        replicas: 0,
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels }, spec: { containers: [] } },
      },
    },
  ];
}

/** What the services of the shop have in common, and nobody owns. */
const shared: Detector = {
  id: 'test.shared',
  title: 'The gateway is down',
  tier: 'risk',
  kinds: ['Service'],
  *detect({ snapshot }) {
    const names = snapshot
      .all('Service')
      .filter(each => each.metadata.namespace === 'shop')
      .map(each => each.metadata.name);
    const affected = names.map(name => ({
      kind: 'Service',
      namespace: 'shop',
      name,
    }));
    yield {
      severity: 'low',
      subject: { kind: 'Gateway', name: 'edge' },
      message: `Nothing reaches ${names.join()}`,
      evidence: affected.map(object => ({ type: 'absence', object })),
      affected,
    };
  },
};

const broken: Detector = {
  id: 'test.broken',
  title: 'Never said',
  tier: 'problem',
  kinds: [],
  detect() {
    throw new Error('broke');
  },
};

describe('opsagentPlugin', () => {
  let cluster: DemoCluster;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  const as = (user?: string) => callersOf(portal).user(user);

  const scansToEnd = async (user?: string) => {
    let scanning = true;
    while (scanning) {
      const { body } = await as(user).get('/clusters');
      const { items } = clusterListSchema.parse(body);
      scanning = items.some(each => each.scanning);
    }
  };

  beforeAll(async () => {
    cluster = await DemoCluster.start({
      token: 'demo',
      objects: [
        serviceWithoutPods('cart', 'cart'),
        serviceWithoutPods('pay', 'pay'),
        serviceWithoutPods('nobodys'),
        ...misspeltService('ledger'),
      ],
      reads: [{ kind: 'Secret', state: 'forbidden', message: 'no secrets' }],
    });
    portal = await startPortal({
      entities: [component('cart'), component('pay'), component('ledger')],
      clusters: { prod: cluster, dead: { url: 'http://127.0.0.1:1' } },
      clientSideClusters: ['laptop'],
      detectors: [broken, shared],
    });
    await portal.scheduler.triggerTask('list-clusters');
    await portal.scheduler.triggerTask('scan-prod');
    await portal.scheduler.triggerTask('scan-dead');
    await scansToEnd();
  });

  afterAll(async () => {
    await cluster.close();
  });

  beforeEach(() => {
    portal.denied.permissions.clear();
    portal.denied.entities.clear();
  });

  const subjects = async (path = '/findings') => {
    const response = await as().get(path);
    expect(response.status).toBe(200);
    const { items, totalItems } = findingListSchema.parse(response.body);
    expect(totalItems).toBe(items.length);
    return items
      .filter(each => each.detector === 'service.selector-matches-nothing')
      .filter(each => each.subject.namespace === 'shop')
      .map(each => each.subject.name)
      .sort();
  };

  it('lists clusters with what became of their scans', async () => {
    const { status, body } = await as().get('/clusters');
    expect(status).toBe(200);
    const { items } = clusterListSchema.parse(body);
    expect(items).toMatchObject([
      { name: 'dead', state: 'unreachable', error: expect.any(String) },
      { name: 'laptop', state: 'unsupported' },
      { name: 'prod', state: 'partial', scanning: false },
    ]);
    expect(items[2].coverage?.kinds).toContainEqual(
      expect.objectContaining({ kind: 'Secret', state: 'forbidden' }),
    );
  });

  it('shows findings of visible entities, and of none with permission to read clusters', async () => {
    expect(await subjects()).toEqual(['cart', 'nobodys', 'pay']);

    portal.denied.permissions.add('opsagent.cluster.read');
    expect(await subjects()).toEqual(['cart', 'pay']);

    portal.denied.entities.add('component:default/pay');
    expect(await subjects()).toEqual(['cart']);
    expect(await subjects('/findings?entityRef=component:default/pay')).toEqual(
      [],
    );
    expect((await as().get('/clusters')).status).toBe(403);
  });

  it('shows what nobody owns on the tab of whoever suffers, without what is of others', async () => {
    const found = async (path: string) => {
      const { body } = await as().get(path);
      const items: StoredFinding[] = body.findings ?? body.items;
      return items.filter(each => each.detector === 'test.shared');
    };
    const [whole] = await found('/findings');
    expect(whole.message).toBe('Nothing reaches cart,nobodys,pay');

    const [shown] = await found('/entities/component/default/cart/health');
    expect(shown.affected.map(each => each.name)).toEqual(['cart']);
    expect(shown.evidence).toHaveLength(1);
    expect(JSON.stringify(shown)).not.toMatch(/pay|nobodys/);

    portal.denied.permissions.add('opsagent.cluster.read');
    portal.denied.entities.add('component:default/pay');
    expect(await found('/findings')).toEqual([shown]);
    portal.denied.entities.add('component:default/cart');
    expect(await found('/findings')).toEqual([]);
  });

  it('shows a Service that selects nothing on the tab of the workload it was probably meant for', async () => {
    portal.denied.permissions.add('opsagent.cluster.read');
    const health = '/entities/component/default/ledger/health';
    const { findings } = entityHealthSchema.parse(
      (await as().get(health)).body,
    );
    expect(findings).toContainEqual(
      expect.objectContaining({
        detector: 'service.selector-matches-nothing',
        subject: expect.objectContaining({ kind: 'Service', name: 'ledger' }),
        message: 'No pod in namespace bank carries app=ledgerx',
        entityRefs: ['component:default/ledger'],
      }),
    );

    const elsewhere = await as().get('/findings?namespace=bank');
    expect(elsewhere.body.totalItems).toBeGreaterThan(0);
    portal.denied.entities.add('component:default/ledger');
    const hidden = await as().get('/findings?namespace=bank');
    expect(hidden.body.totalItems).toBe(0);
  });

  it('answers alike for what is missing and what is hidden', async () => {
    const { body } = await as().get(
      '/findings?entityRef=component:default/pay',
    );
    const [{ id }] = findingListSchema.parse(body).items;
    const found = await as().get(`/findings/${id}`);
    expect(storedFindingSchema.parse(found.body).entityRefs).toEqual([
      'component:default/pay',
    ]);

    portal.denied.entities.add('component:default/pay');
    const hidden = await as().get(`/findings/${id}`);
    const missing = await as().get('/findings/nothing');
    expect([hidden.status, missing.status]).toEqual([404, 404]);
    expect(hidden.body.error.message).toBe(
      missing.body.error.message.replace('nothing', id),
    );

    const health = (name: string) =>
      as().get(`/entities/component/default/${name}/health`);
    expect((await health('pay')).status).toBe(404);
    expect((await health('nothing')).status).toBe(404);
  });

  it('tells the health of an entity, and what the answer rests on', async () => {
    portal.denied.permissions.add('opsagent.cluster.read');
    const { body } = await as().get('/entities/Component/default/cart/health');
    const health = entityHealthSchema.parse(body);
    expect(health.entityRef).toBe('component:default/cart');
    expect(health.findings.map(each => each.subject.name)).toContain('cart');
    expect(health.clusters).toMatchObject([
      { name: 'dead', state: 'unreachable', objects: 0 },
      { name: 'laptop', state: 'unsupported' },
      {
        name: 'prod',
        state: 'partial',
        objects: 1,
        unread: expect.arrayContaining([
          expect.objectContaining({ kind: 'Secret', state: 'forbidden' }),
        ]),
      },
    ]);

    portal.denied.permissions.clear();
    const [, , prod] = clusterListSchema.parse(
      (await as().get('/clusters')).body,
    ).items;
    const { total, skipped, failed } = prod.coverage!.detectors;
    expect(failed).toEqual([
      { detector: 'test.broken', kind: 'detector', message: 'broke' },
    ]);
    expect(skipped.length).toBeGreaterThan(0);
    expect(health.clusters[2]).toMatchObject({
      detectorsRun: total - skipped.length - 1,
      detectorsSkipped: skipped.length + 1,
    });
  });

  it.each([
    ['/findings', 'opsagent.finding.read'],
    ['/findings/any', 'opsagent.finding.read'],
    ['/entities/component/default/cart/health', 'opsagent.finding.read'],
    ['/clusters', 'opsagent.cluster.read'],
  ])('guards GET %s by %s', async (path, permission) => {
    const anonymous = await request(portal.server)
      .get(`/api/opsagent${path}`)
      .set('Authorization', mockCredentials.none.header());
    expect(anonymous.status).toBe(401);

    portal.denied.permissions.add(permission);
    const denied = await as().get(path);
    expect(denied.status).toBe(403);
    expect(denied.body.error.message).toContain(permission);
  });

  it.each([
    'opsagent.scan.create',
    'kubernetes.proxy',
    'kubernetes.clusters.read',
  ])(
    'does not scan for a caller without %s, and changes nothing',
    async permission => {
      portal.denied.permissions.add(permission);
      const before = await as().get('/clusters');
      expect((await as().post('/clusters/prod/scans')).status).toBe(403);
      const after = await as().get('/clusters');
      expect(after.body).toEqual(before.body);
    },
  );

  it('audits every request, those that are denied too', async () => {
    portal.denied.permissions.add('opsagent.scan.create');
    portal.auditor.createEvent.mockClear();
    await as().post('/clusters/prod/scans');
    await as().get('/findings');
    await as().patch('/incidents/i', { state: 'gone' });
    expect(portal.auditor.createEvent.mock.calls).toMatchObject([
      [
        {
          eventId: 'scan-request',
          severityLevel: 'medium',
          meta: { cluster: 'prod' },
        },
      ],
      [{ eventId: 'finding-list', severityLevel: 'low' }],
      [
        {
          eventId: 'incident-change',
          severityLevel: 'medium',
          meta: { id: 'i' },
        },
      ],
    ]);
  });

  it.each([
    ['laptop', 400],
    ['nothing', 404],
  ])('refuses to scan %s with %d', async (name, status) => {
    expect((await as().post(`/clusters/${name}/scans`)).status).toBe(status);
  });

  it.each([
    ['?limit=0', 'limit'],
    ['?severity=awful', 'severity'],
    ['?cursor=abc', 'cursor'],
    ['?colour=red', 'colour'],
    ['?entityRef=checkout', 'entityRef'],
  ])('names the wrong field of %s', async (search, field) => {
    const { status, body } = await as().get(`/findings${search}`);
    expect(status).toBe(400);
    expect(body.error.message).toContain(field);
  });

  it('scans on demand with the rights of the caller, and resolves what is mended', async () => {
    const remove = await fetch(
      `${cluster.url}/api/v1/namespaces/shop/services/cart`,
      { method: 'DELETE', headers: { Authorization: 'Bearer demo' } },
    );
    expect(remove.status).toBe(200);

    const user = 'user:default/somebody';
    const { status, body } = await as(user).post('/clusters/prod/scans');
    expect([status, body]).toEqual([202, { cluster: 'prod', started: true }]);
    const again = await as(user).post('/clusters/prod/scans');
    expect(again.body).toEqual({ cluster: 'prod', started: false });

    await scansToEnd(user);
    expect(await subjects()).toEqual(['nobodys', 'pay']);
    expect(await subjects('/findings?state=resolved')).toEqual(['cart']);
  });
});
