import { overviewSchema } from '@opsagent/backstage-plugin-opsagent-common';
import { startBrokenShop } from '../__testUtils__/startBrokenShop';

const CART = 'component:default/cart';
const PAY = 'component:default/pay';
const NONE = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };

// A portal takes seconds to start on a busy machine.
describe('overviewRouter', () => {
  let shop: Awaited<ReturnType<typeof startBrokenShop>>;

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

  const overview = async () => {
    const { body } = await shop.callers.user().get('/overview');
    return overviewSchema.parse(body);
  };

  it('tells how each cluster fares and what began lately', async () => {
    const { causes, changes, clusters, incidents, recent, trend } =
      await overview();
    expect(changes).toMatchObject({ opened: 1, resolved: 0 });
    expect(causes).toEqual([
      {
        cause: 'config-reference-missing',
        title: expect.any(String),
        incidents: 1,
        open: 1,
      },
    ]);
    expect(trend.days.at(-1)?.open).toEqual(incidents.open);
    expect(incidents).toEqual({ open: { ...NONE, high: 1 }, quiet: 0 });
    expect(clusters).toEqual([
      {
        name: 'prod',
        incidents,
        scan: expect.objectContaining({
          scanning: false,
          scannedAt: expect.any(String),
          detectorsRun: expect.any(Number),
          kindsUnread: expect.any(Number),
        }),
      },
    ]);
    expect(recent.map(each => each.title)).toEqual([
      expect.stringContaining('pay-db'),
    ]);
  });

  it('tells those who may not read clusters of their own incidents alone', async () => {
    shop.denied.permissions.add('opsagent.cluster.read');
    const { clusters } = await overview();
    expect(clusters).toEqual([
      { name: 'prod', incidents: { open: { ...NONE, high: 1 }, quiet: 0 } },
    ]);

    shop.denied.entities.add(PAY);
    const { recent } = await overview();
    expect(JSON.stringify(recent)).not.toMatch(/pay/);

    shop.denied.entities.add(CART);
    const told = await overview();
    expect(told.trend.days.every(day => day.open.high === 0)).toBe(true);
    expect(told).toMatchObject({
      incidents: { open: NONE, quiet: 0 },
      clusters: [],
      owners: [],
      systems: [],
      changes: { opened: 0, resolved: 0 },
      recent: [],
      causes: [],
    });
  });

  it('needs the permission to read findings', async () => {
    shop.denied.permissions.add('opsagent.finding.read');
    const { status } = await shop.callers.user().get('/overview');
    expect(status).toBe(403);
  });
});
