import { AlertmanagerAlert } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { alertmanagerAlert, podsOfPay } from '../__testUtils__/alertFixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import {
  own,
  recordingChannel,
  tellingOwners,
} from '../__testUtils__/toldOwners';
import { DatabaseAlertStore } from '../alerts/DatabaseAlertStore';
import { receivedAlertOf } from '../alerts/ReceivedAlert';
import { tellOfAlerts } from './tellOfAlerts';

const databases = createTestDatabases();

const PAY = 'component:default/pay';
const PAYERS = 'group:default/payers';
const NOON = new Date('2026-03-01T12:00:00Z');
const LATER = new Date('2026-03-01T12:01:00Z');

describe.each(databases.ids)('tellOfAlerts on %s', databaseId => {
  let database: Knex;
  let telling: Awaited<ReturnType<typeof tellingOwners>>;
  const { channel, sent } = recordingChannel();

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    telling = await tellingOwners(database, [channel], 3);
    await own(database, { [PAY]: [PAYERS] });
    const objects = podsOfPay([PAY], 'pay-1', 'pay-2');
    await telling.scan(NOON, { objects });
  });

  afterEach(async () => {
    await database.destroy();
  });

  const takeIn = (...told: Partial<AlertmanagerAlert>[]) =>
    new DatabaseAlertStore({ database }).takeIn(
      told.map(each => receivedAlertOf(alertmanagerAlert(each), () => 'prod')),
      LATER,
    );
  /** What was sent since the last time. */
  const told = async (now: Date) => {
    await tellOfAlerts(database, telling.writer, now);
    await telling.dispatcher.send();
    return sent
      .splice(0)
      .map(({ event: { data, type } }) => [type, data.owner]);
  };

  it('tells once of what alerts opened, without a scan, and of its end', async () => {
    expect(await told(LATER)).toEqual([]);
    await takeIn({}, { labels: { pod: 'pay-2' } });
    expect(await told(LATER)).toEqual([['incident.opened', PAYERS]]);
    expect(await told(LATER)).toEqual([]);

    const over = { status: 'resolved', endsAt: LATER.toISOString() } as const;
    await takeIn(over, { ...over, labels: { pod: 'pay-2' } });
    expect(await told(LATER)).toEqual([['incident.resolved', PAYERS]]);
  });

  it('sums up a storm', async () => {
    await takeIn(
      ...['A', 'B', 'C', 'D'].map(alertname => ({
        labels: { alertname, namespace: `of-${alertname}`, pod: '' },
      })),
    );
    const messages = await told(LATER);
    expect(messages.map(([type]) => type)).toEqual(['incidents.summary']);
  });
});
