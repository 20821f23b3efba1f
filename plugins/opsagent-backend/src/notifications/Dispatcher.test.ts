import { Knex } from 'knex';
import { setTimeout as delay } from 'node:timers/promises';
import { finding, linkedIncident } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import {
  own,
  recordingChannel,
  tellingOwners,
} from '../__testUtils__/toldOwners';
import { DeliveryError } from './DeliveryError';
import { Dispatcher } from './Dispatcher';
import { Composed, NoticeComposer } from './NoticeComposer';
import { NoticeMessage, NotificationChannel } from './NotificationChannel';

const databases = createTestDatabases();

const PAY = 'component:default/pay';
const PAYERS = 'group:default/payers';
const NOON = new Date('2026-03-01T12:00:00Z');
const COUNT = 40;

describe.each(databases.ids)('Dispatcher on %s', databaseId => {
  let database: Knex;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    await own(database, { [PAY]: [PAYERS] });
  });

  afterEach(async () => {
    await database.destroy();
  });

  /** With a number of incidents to tell. */
  const telling = async (channel: NotificationChannel, count = 1) => {
    const told = await tellingOwners(database, [channel], COUNT);
    const found = Array.from({ length: count }, (_, index) =>
      finding(`f${index}`, {}, [PAY]),
    );
    await told.scan(NOON, {
      findings: found,
      incidents: found.map((each, index) =>
        linkedIncident(`i${index}`, [each]),
      ),
    });
    return told;
  };
  const rows = () => database('deliveries').orderBy('sequence');
  const makeDue = () =>
    database('deliveries').update({ next_attempt_at: NOON });
  const msToNext = async () => {
    const [row] = await rows();
    return new Date(row.next_attempt_at).getTime() - Date.now();
  };

  it('sends each once, however many processes send at a time', async () => {
    const { channel, sent } = recordingChannel();
    const slow = {
      ...channel,
      send: async (...args: Parameters<NotificationChannel['send']>) => {
        await delay(5);
        await channel.send(...args);
      },
    };
    const { dispatcher } = await telling(slow, COUNT);
    const others = [
      await tellingOwners(database, [slow]),
      await tellingOwners(database, [slow]),
    ];
    await Promise.all([
      dispatcher.send(),
      dispatcher.send(),
      ...others.map(each => each.dispatcher.send()),
    ]);
    expect(sent).toHaveLength(COUNT);
    expect(new Set(sent.map(each => each.id)).size).toBe(COUNT);
    expect((await rows()).every(each => each.status === 'sent')).toBe(true);
    await dispatcher.send();
    expect(sent).toHaveLength(COUNT);
  });

  it('sends under the same id what a process sent and did not live to note', async () => {
    const { channel, sent } = recordingChannel();
    const { composer, deliveries, dispatcher } = await telling(channel);
    const now = new Date();
    const [claimed] = await deliveries.claim({
      now,
      until: new Date(now.getTime() + 60_000),
      limit: 10,
    });
    const composed = await composer.compose(claimed, now);
    const { message } = composed as { message: NoticeMessage };
    await channel.send(message, { signal: new AbortController().signal });

    await dispatcher.send();
    expect(sent).toHaveLength(1);
    await database('deliveries').update({ claimed_until: NOON });
    await dispatcher.send();
    expect(sent.map(each => each.id)).toEqual([message.id, message.id]);
    expect(sent[1].subject).toBe(message.subject);

    await deliveries.finish(claimed, { status: 'failed', at: now });
    expect(await rows()).toMatchObject([{ status: 'sent', attempts: 2 }]);
  });

  it('leaves to whoever claimed it meanwhile what was long in being worded, and keeps its own claim while it sends', async () => {
    const { channel, sent } = recordingChannel();
    const told = await telling(channel);
    const rival = await tellingOwners(database, [channel]);
    const expire = () => database('deliveries').update({ claimed_until: NOON });
    const compose = async (
      ...args: Parameters<NoticeComposer['compose']>
    ): Promise<Composed> => {
      const composed = await told.composer.compose(...args);
      await expire();
      await rival.dispatcher.send();
      return composed;
    };
    const late = new Dispatcher({
      ...told,
      composer: { compose },
      channels: [channel],
    });
    await late.send();
    expect(sent).toHaveLength(1);
    expect(await rows()).toMatchObject([{ status: 'sent', attempts: 2 }]);

    const worse = [finding('f0', { severity: 'critical' }, [PAY])];
    await told.scan(new Date(NOON.getTime() + 60_000), {
      findings: worse,
      incidents: [linkedIncident('i0', worse)],
    });
    const slow = new Dispatcher({
      ...told,
      composer: {
        compose: async (...args) => {
          await expire();
          return told.composer.compose(...args);
        },
      },
      channels: [
        {
          ...channel,
          send: async (...args) => {
            await rival.dispatcher.send();
            await channel.send(...args);
          },
        },
      ],
    });
    await slow.send();
    expect(sent).toHaveLength(2);
  });

  it('tells under the id of the incident what a replica wrote that did not know of threads', async () => {
    const { channel, sent } = recordingChannel();
    const { dispatcher } = await telling(channel, 2);
    await database('deliveries').update({ thread: null });
    await dispatcher.send();
    expect(sent.map(each => each.subject).sort()).toEqual([
      `incident:i0:${PAYERS}`,
      `incident:i1:${PAYERS}`,
    ]);
  });

  it('tries again later and later, and gives up in the end with the reason', async () => {
    const send = jest
      .fn()
      .mockRejectedValue(
        new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') }),
      );
    const { channel } = recordingChannel({ send });
    const { dispatcher, logger } = await telling(channel);
    await dispatcher.send();
    await dispatcher.send();
    expect(send).toHaveBeenCalledTimes(1);
    expect(await rows()).toMatchObject([
      { status: 'pending', reason: expect.stringContaining('ECONNREFUSED') },
    ]);
    expect(await msToNext()).toBeLessThanOrEqual(10_000);
    for (let attempt = 2; attempt <= 8; attempt++) {
      await makeDue();
      await dispatcher.send();
    }
    await makeDue();
    await dispatcher.send();
    expect(send).toHaveBeenCalledTimes(8);
    expect(await rows()).toMatchObject([
      {
        status: 'failed',
        attempts: 8,
        reason: expect.stringContaining('ECONNREFUSED'),
      },
    ]);
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringMatching(/the recording was given up after 8 attempts/)],
    ]);
  });

  it.each([
    [new DeliveryError('no', { isTemporary: false }), 'failed', 0],
    [
      new DeliveryError('later', { isTemporary: true, retryAfter: 3_600_000 }),
      'pending',
      3_590_000,
    ],
  ])('does as the receiver says: %s', async (error, status, atLeast) => {
    const send = jest.fn().mockRejectedValue(error);
    const { channel } = recordingChannel({ send });
    const { dispatcher } = await telling(channel);
    await dispatcher.send();
    expect(await rows()).toMatchObject([{ status }]);
    expect(status === 'failed' ? 0 : await msToNext()).toBeGreaterThanOrEqual(
      atLeast,
    );
  });

  it('waits no longer than a channel may take, and stops at once', async () => {
    const send = jest.fn<
      Promise<void>,
      Parameters<NotificationChannel['send']>
    >(
      (_, { signal }) =>
        new Promise((__, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    const { channel } = recordingChannel({ send, timeout: 50 });
    const { dispatcher } = await telling(channel);
    await dispatcher.send();
    expect(await rows()).toMatchObject([
      { status: 'pending', reason: expect.stringMatching(/timeout/i) },
    ]);

    await makeDue();
    const patient = await tellingOwners(database, [
      { ...channel, timeout: 60_000 },
    ]);
    const sending = patient.dispatcher.send();
    while (send.mock.calls.length < 2) await delay(5);
    await patient.dispatcher.stop();
    await sending;
    expect(await rows()).toMatchObject([{ status: 'pending', claim: null }]);
    expect(await msToNext()).toBeLessThanOrEqual(0);
  });

  it('sends over one channel what another one does not take', async () => {
    const { channel, sent } = recordingChannel();
    const broken = recordingChannel({
      id: 'broken',
      send: jest.fn().mockRejectedValue(new Error('broken')),
    });
    const told = await tellingOwners(database, [broken.channel, channel]);
    const found = [finding('f', {}, [PAY])];
    await told.scan(NOON, {
      findings: found,
      incidents: [linkedIncident('i', found)],
    });
    await told.dispatcher.send();
    expect(sent).toHaveLength(1);

    const later = await tellingOwners(database, [channel]);
    await makeDue();
    await later.dispatcher.send();
    expect(sent).toHaveLength(1);
    expect(await rows()).toMatchObject([
      { status: 'dropped', reason: expect.stringMatching(/not configured/) },
      { status: 'sent' },
    ]);
  });

  it('tells of an incident as it is when it can be told at last', async () => {
    const { channel, sent } = recordingChannel();
    const send = jest
      .fn(channel.send)
      .mockRejectedValueOnce(new Error('not yet'));
    const told = await telling({ ...channel, send });
    await told.dispatcher.send();
    const worse = [finding('f0', { severity: 'critical' }, [PAY])];
    await told.scan(new Date(NOON.getTime() + 60_000), {
      findings: worse,
      incidents: [linkedIncident('i0', worse)],
    });
    await makeDue();
    await told.dispatcher.send();
    expect(sent.map(each => each.event)).toMatchObject([
      { type: 'incident.worsened', data: { severity: 'critical' } },
    ]);
  });

  it('forgets what was finished long ago', async () => {
    const { channel } = recordingChannel();
    const { deliveries, dispatcher } = await telling(channel);
    const future = new Date(Date.now() + 60_000);
    expect(await deliveries.deleteOlderThan(future)).toBe(0);
    await dispatcher.send();
    expect(await deliveries.deleteOlderThan(NOON)).toBe(0);
    expect(await deliveries.deleteOlderThan(future)).toBe(1);
  });
});
