import {
  Alert,
  alertIntakeSchema,
  alertListSchema,
  entityHealthSchema,
  incidentDetailsSchema,
  incidentListSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { alertmanagerAlert } from '../__testUtils__/alertFixtures';
import { startBrokenShop } from '../__testUtils__/startBrokenShop';

const PAY = 'component:default/pay';
const POD = { namespace: 'shop', pod: 'pay-server-1-x' };

describe('alertsRouter', () => {
  let shop: Awaited<ReturnType<typeof startBrokenShop>>;

  beforeAll(async () => {
    shop = await startBrokenShop();
  });

  afterAll(async () => {
    await shop.scansToEnd();
    await shop.stop();
  });

  beforeEach(() => {
    shop.denied.permissions.clear();
    shop.denied.entities.clear();
  });

  const post = (body: object | string, search = '') =>
    shop.callers
      .service()
      .post(`/alerts/alertmanager${search}`)
      .set('Content-Type', 'application/json')
      .send(body);

  const listed = async (search = ''): Promise<Alert[]> => {
    const { body } = await shop.callers.user().get(`/alerts${search}`);
    return alertListSchema.parse(body).items;
  };

  it('lets an alert join the incident of its pod, and leads to it', async () => {
    const alert = alertmanagerAlert({ labels: POD });
    const answer = await post({ version: '4', receiver: 'x', alerts: [alert] });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ accepted: 1, rejected: [] });
    const { body } = await shop.callers.user().get('/incidents');
    const [incident, ...others] = incidentListSchema.parse(body).items;
    expect(others).toEqual([]);
    expect(await listed(`?entityRef=${PAY}`)).toMatchObject([
      {
        name: 'KubePodCrashLooping',
        cluster: 'prod',
        state: 'firing',
        severity: 'medium',
        subject: { kind: 'Pod', namespace: 'shop', name: 'pay-server-1-x' },
        incident: incident.id,
        entityRefs: [PAY],
        generatorUrl: 'https://prometheus.example.com/graph?g0.expr=x',
      },
    ]);
    const details = await shop.callers.user().get(`/incidents/${incident.id}`);
    const health = await shop.callers
      .user()
      .get('/entities/component/default/pay/health');
    for (const { alerts } of [
      incidentDetailsSchema.parse(details.body),
      entityHealthSchema.parse(health.body),
    ])
      expect(alerts).toMatchObject({
        items: [{ incident: incident.id, entityRefs: [PAY] }],
        totalItems: 1,
      });
    const labels = new URLSearchParams({
      alertname: 'KubePodCrashLooping',
      ...POD,
    });
    const target = await shop.callers.user().get(`/alerts/target?${labels}`);
    expect(target.body).toEqual({ incident: incident.id });

    shop.denied.entities.add(PAY);
    shop.denied.permissions.add('opsagent.cluster.read');
    expect(await listed()).toEqual([]);
    expect(await listed(`?incident=${incident.id}`)).toEqual([]);
    const cut = await shop.callers.user().get(`/incidents/${incident.id}`);
    expect(incidentDetailsSchema.parse(cut.body).alerts.totalItems).toBe(0);
    const hidden = await shop.callers.user().get(`/alerts/target?${labels}`);
    const missing = await shop.callers.user().get('/alerts/target?pod=no');
    expect([hidden.status, hidden.body.error]).toEqual([
      404,
      missing.body.error,
    ]);
  });

  it('takes what it understands, and says what it does not', async () => {
    const { status, body } = await post({
      version: '4',
      alerts: [
        { status: 'firing' },
        alertmanagerAlert({ labels: { pod: 'other' } }),
        { ...alertmanagerAlert(), startsAt: 'yesterday' },
      ],
    });
    expect(status).toBe(200);
    const { accepted, rejected } = alertIntakeSchema.parse(body);
    expect(accepted).toBe(1);
    expect(rejected.map(each => each.index)).toEqual([0, 2]);
    expect(rejected[1].problem).toBe(
      'startsAt: give a moment like 2026-03-01T12:00:00Z',
    );
  });

  it.each<[string, object | string, number, RegExp]>([
    ['another version', { version: '3', alerts: [] }, 400, /^version: only/],
    ['no alerts', { version: '4' }, 400, /^alerts: give an array/],
    ['no JSON', '{"version"', 400, /JSON/],
    [
      'nothing that is understood',
      { version: '4', alerts: [{}] },
      400,
      /^alerts\.0: status: .*labels: /,
    ],
    [
      'too many alerts',
      { version: '4', alerts: Array(10_001).fill({}) },
      400,
      /^alerts: at most 10000 .*max_alerts/,
    ],
    ['too large a body', { version: 'x'.repeat(17_000_000) }, 413, /too large/],
  ])('refuses %s', async (_, sent, expected, message) => {
    const { body, status } = await post(sent);
    expect([status, body.error.message]).toEqual([
      expected,
      expect.stringMatching(message),
    ]);
  });

  it('asks for the permission before it reads', async () => {
    shop.denied.permissions.add('opsagent.alert.create');
    const { status, body } = await shop.callers
      .user()
      .post('/alerts/alertmanager')
      .send({ version: 'x'.repeat(1_000_000) });
    expect([status, body.error.message]).toEqual([
      403,
      'Permission opsagent.alert.create is needed',
    ]);
  });

  it('takes a webhook with as many alerts as Alertmanager may send at a time', async () => {
    const alerts = [...Array(5_000).keys()].map(index =>
      alertmanagerAlert({
        labels: { ...POD, cluster: '', instance: `${index}` },
        annotations: { description: 'x'.repeat(500) },
      }),
    );
    const { body } = await post({ version: '4', alerts }, '?cluster=prod');
    expect(body).toEqual({ accepted: 5_000, rejected: [] });
    const page = await shop.callers.user().get(`/alerts?entityRef=${PAY}`);
    expect(alertListSchema.parse(page.body).totalItems).toBe(5_001);
  }, 60_000);
});
