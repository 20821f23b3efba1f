import {
  clusterDetailsSchema,
  clusterSummaryListSchema,
  namespaceDetailsSchema,
  namespaceListSchema,
  nodeListSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { startBrokenShop } from '../__testUtils__/startBrokenShop';

const [CART, PAY] = ['component:default/cart', 'component:default/pay'];

describe('resourcesRouter', () => {
  let shop: Awaited<ReturnType<typeof startBrokenShop>>;

  beforeAll(async () => {
    shop = await startBrokenShop();
  });

  beforeEach(() => {
    shop.denied.permissions.clear();
    shop.denied.entities.clear();
  });

  afterAll(() => shop.stop());

  const answer = async (path: string) => {
    const response = await shop.callers.user().get(path).expect(200);
    return response.body;
  };

  it('tells what a cluster consists of, and counts what fails in it', async () => {
    const list = clusterSummaryListSchema.parse(
      await answer('/clusters?include=resources&include=incidents'),
    );
    expect(list.items).toMatchObject([
      {
        name: 'prod',
        resources: { namespaces: 1, nodes: { ready: 1 }, pods: { total: 1 } },
        incidents: { quiet: 0 },
      },
    ]);
    expect(await answer('/clusters')).not.toMatchObject({
      items: [{ resources: expect.anything() }],
    });

    const cluster = clusterDetailsSchema.parse(await answer('/clusters/prod'));
    expect(Object.values(cluster.incidents?.open ?? {})).toContain(1);
    expect(cluster.scores?.profiles.reliability.losses).not.toEqual([]);
    const { items } = namespaceListSchema.parse(
      await answer('/clusters/prod/namespaces?q=SH&sort=notReady'),
    );
    expect(items).toMatchObject([{ name: 'shop', pods: { notReady: 1 } }]);
    expect(items[0].incidents?.open).toEqual(cluster.incidents?.open);
    const broken = await answer('/clusters/prod/namespaces?sort=health');
    expect(namespaceListSchema.parse(broken).items).toEqual(items);
    const nodes = nodeListSchema.parse(await answer('/clusters/prod/nodes'));
    expect(nodes.items).toMatchObject([{ name: 'worker-1', ready: 'True' }]);
  });

  it('says nothing of what concerns entities that the caller may not see', async () => {
    [CART, PAY].forEach(each => shop.denied.entities.add(each));
    for (const path of [
      '/clusters?include=resources&include=incidents',
      '/clusters/prod',
      '/clusters/prod/namespaces',
      '/clusters/prod/namespaces/shop',
      '/clusters/prod/nodes',
      '/clusters/prod/nodes/worker-1',
    ]) {
      const text = JSON.stringify(await answer(path));
      expect(text).not.toMatch(/pay|cart/);
      expect(text).not.toMatch(/"(critical|high|medium|low)":[1-9]/);
    }
  });

  it('leaves out counts for whoever may read clusters but no findings', async () => {
    shop.denied.permissions.add('opsagent.finding.read');
    const namespace = namespaceDetailsSchema.parse(
      await answer('/clusters/prod/namespaces/shop'),
    );
    expect(namespace.incidents).toBeUndefined();
    expect(namespace.pods?.total).toBe(1);
    for (const { losses, caps } of Object.values(
      namespace.scores?.profiles ?? {},
    )) {
      expect(losses).toEqual([]);
      expect(caps.flatMap(each => each.findings)).toEqual([]);
    }
  });

  it.each([
    ['namespaces?sort=age', /^sort: /],
    ['namespaces?limit=0', /^limit: /],
    ['nodes?cursor=x', /^cursor: /],
    ['nodes?namespace=shop', /namespace/],
  ])('refuses %s and names the field', async (path, message) => {
    const response = await shop.callers.user().get(`/clusters/prod/${path}`);
    expect(response.status).toBe(400);
    expect(response.body.error.message).toMatch(message);
  });
});
