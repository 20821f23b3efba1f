import { incidentListSchema } from '@opsagent/backstage-plugin-opsagent-common';
import { startBrokenShop } from '../__testUtils__/startBrokenShop';

const [CARTERS, PAYERS] = ['carters', 'payers'].map(
  name => `group:default/${name}`,
);
const owners = { cart: [CARTERS], pay: [PAYERS] };

describe('notifications of a portal', () => {
  let shop: Awaited<ReturnType<typeof startBrokenShop>>;

  afterEach(async () => {
    await shop.stop();
  });

  /** What each owner was told since the last time. */
  const told = async () => {
    await shop.scheduler.triggerTask('send-notifications');
    const sent = shop.notify.mock.calls.splice(0).map(([options]) => options);
    return new Map(
      sent.map(({ payload, recipients }) => [
        'entityRef' in recipients ? recipients.entityRef : undefined,
        payload,
      ]),
    );
  };

  it('tell the owners of what a scan found what it is to them, and its end in its place', async () => {
    shop = await startBrokenShop({
      owners,
      opsagent: { notifications: { portal: true } },
    });
    const { body } = await shop.callers.user().get('/incidents');
    const [{ id }] = incidentListSchema.parse(body).items;
    const opened = await told();
    const link = `/opsagent/incidents/${id}`;
    expect([...opened.keys()].sort()).toEqual([CARTERS, PAYERS]);
    expect(opened.get(PAYERS)).toMatchObject({
      title: expect.stringContaining('Secret shop/pay-db does not exist'),
      severity: 'high',
      topic: 'incidents',
      link,
    });
    expect(opened.get(CARTERS)).toMatchObject({
      title: expect.stringMatching(/^cart affected: .*cart-front/),
      description:
        'Caused by something that is not yours: Secret does not exist. Cluster prod.',
      topic: 'affected',
      link,
    });

    await shop.mend();
    const resolved = await told();
    for (const owner of [CARTERS, PAYERS])
      expect(resolved.get(owner)).toMatchObject({
        title: expect.stringMatching(/^Resolved: /),
        severity: 'low',
        scope: opened.get(owner)?.scope,
      });
  });

  it('are none where the portal has no such plugin, and harm no scan', async () => {
    shop = await startBrokenShop({ owners });
    expect((await told()).size).toBe(0);
    const { body } = await shop.callers.user().get('/incidents');
    expect(incidentListSchema.parse(body).totalItems).toBe(1);
  });

  it('harm no scan when the plugin does not take them', async () => {
    shop = await startBrokenShop({
      owners,
      opsagent: { notifications: { portal: true } },
    });
    shop.notify.mockRejectedValue(new Error('no such plugin'));
    await shop.mend();
    const { body } = await shop.callers.user().get('/incidents');
    expect(incidentListSchema.parse(body).totalItems).toBe(0);
  });
});
