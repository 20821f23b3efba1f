import { noticeEventSchema } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { finding, linkedIncident } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import {
  PLATFORM,
  own,
  recordingChannel,
  tellingOwners,
} from '../__testUtils__/toldOwners';
import { writeDigests } from './writeDigests';

const databases = createTestDatabases();

const [CART, PAY] = ['cart', 'pay'].map(name => `component:default/${name}`);
const [CARTERS, PAYERS] = ['carters', 'payers'].map(
  name => `group:default/${name}`,
);
const NOON = new Date('2026-03-01T12:00:00Z');
const LATER = new Date('2026-03-01T12:05:00Z');

/** Service `shop/pay` of the payers is broken, and with it Service `shop/cart` of the carters. */
const pay = finding('pay', { severity: 'critical' }, [PAY]);
const cart = finding('cart', { message: 'cart has no endpoints' }, [CART]);
const INCIDENT = {
  findings: [pay, cart],
  incidents: [linkedIncident('i', [pay, cart])],
};

describe.each(databases.ids)('what is told on %s', databaseId => {
  let database: Knex;
  let telling: Awaited<ReturnType<typeof tellingOwners>>;
  const { channel, sent } = recordingChannel();

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    telling = await tellingOwners(database, [channel]);
    await own(database, { [CART]: [CARTERS], [PAY]: [PAYERS] });
  });

  afterEach(async () => {
    await database.destroy();
  });

  /** What each owner was told since the last time. */
  const told = async () => {
    await telling.dispatcher.send();
    const messages = sent.splice(0);
    for (const { event } of messages) noticeEventSchema.parse(event);
    return new Map(messages.map(each => [each.event.data.owner, each]));
  };

  it('names to whom it is theirs what is broken and why', async () => {
    await telling.scan(NOON, INCIDENT);
    expect((await told()).get(PAYERS)).toMatchObject({
      subject: `incident:i:${PAYERS}`,
      topic: 'incidents',
      event: {
        type: 'incident.opened',
        data: {
          title: 'pay is broken',
          description: 'Broken (90 % sure). Cluster prod.',
          link: '/opsagent/incidents/i',
          role: 'cause',
          severity: 'critical',
          entities: [PAY],
        },
      },
    });
    await telling.scan(LATER);
    expect((await told()).get(PAYERS)).toMatchObject({
      subject: `incident:i:${PAYERS}`,
      event: {
        type: 'incident.resolved',
        data: {
          title: 'Resolved: pay is broken',
          resolvedAt: LATER.toISOString(),
        },
      },
    });
  });

  it('names to whom it affects what is theirs, and nothing of others', async () => {
    await telling.scan(NOON, INCIDENT);
    const messages = await told();
    const message = messages.get(CARTERS);
    expect(message).toMatchObject({
      topic: 'affected',
      event: {
        data: {
          title: 'cart affected: cart has no endpoints',
          description:
            'Caused by something that is not yours: Broken. Cluster prod.',
          role: 'affected',
          entities: [CART],
        },
      },
    });
    expect(JSON.stringify(message)).not.toMatch(/pay/);
    expect(JSON.stringify(messages.get(PAYERS))).not.toMatch(/cart/);
    await telling.scan(LATER);
    const end = (await told()).get(CARTERS);
    expect(end?.event.data.title).toMatch(/^Resolved: cart affected/);
    expect(JSON.stringify(end)).not.toMatch(/pay/);
  });

  it('says to the platform owner what belongs to nobody, without what belongs to others', async () => {
    const node = finding('node', { subject: { kind: 'Node', name: 'n1' } });
    await telling.scan(NOON, {
      findings: [node, cart],
      incidents: [linkedIncident('i', [node, cart])],
    });
    const messages = await told();
    expect([...messages.keys()].sort()).toEqual([CARTERS, PLATFORM]);
    expect(messages.get(PLATFORM)).toMatchObject({
      topic: 'incidents',
      event: { data: { title: 'node is broken', role: 'cause' } },
    });
    expect(JSON.stringify(messages.get(PLATFORM))).not.toMatch(/cart/);
    expect(messages.get(CARTERS)?.topic).toBe('affected');
  });

  it('is nothing to whom it no longer concerns when it is sent', async () => {
    await telling.scan(NOON, INCIDENT);
    await own(database, { [CART]: [PAYERS], [PAY]: [PAYERS] });
    expect([...(await told()).keys()]).toEqual([PAYERS]);
    expect(
      await database('deliveries').where('owner_ref', CARTERS),
    ).toMatchObject([{ status: 'dropped' }]);
  });

  it.each(['acknowledged', 'snoozed'] as const)(
    'is nothing of what was %s before it could be sent',
    async state => {
      await telling.scan(NOON, INCIDENT);
      await telling.incidents.change(
        'i',
        state === 'snoozed' ? { state, until: LATER.toISOString() } : { state },
        { by: 'user:default/ana', at: NOON },
      );
      expect((await told()).size).toBe(0);
    },
  );

  it('is in a digest how many risks there are, and the gravest, once a day', async () => {
    const risks = (['low', 'high', 'medium', 'low'] as const).map(
      (severity, index) =>
        finding(`r${index}`, { tier: 'risk', severity }, [CART]),
    );
    const hygiene = finding('h', { tier: 'hygiene', severity: 'info' }, [CART]);
    const others = finding('pay', { tier: 'hygiene' }, [PAY]);
    await telling.scan(NOON, { findings: [...risks, hygiene, others] });
    const digest = (at: Date) =>
      writeDigests({
        database,
        channels: [channel],
        platformOwner: PLATFORM,
        at,
      });
    await digest(NOON);
    await digest(LATER);
    const messages = await told();
    expect([...messages.keys()].sort()).toEqual([CARTERS, PAYERS]);
    expect(messages.get(CARTERS)).toMatchObject({
      subject: `digest:${CARTERS}`,
      topic: 'digest',
      event: {
        type: 'findings.digest',
        data: {
          title: '4 risks and 1 hygiene finding in what you own',
          risks: 4,
          hygiene: 1,
          top: [{ id: 'r1' }, { id: 'r2' }, {}],
        },
      },
    });
    expect(JSON.stringify(messages.get(CARTERS))).not.toMatch(/pay/);
    expect(messages.get(PAYERS)?.event.data.title).toBe(
      '1 hygiene finding in what you own',
    );
    await digest(new Date('2026-03-08T12:00:00Z'));
    expect((await told()).size).toBe(2);
  });
});
