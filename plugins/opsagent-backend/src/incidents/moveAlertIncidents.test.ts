import { AlertmanagerAlert } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { alertmanagerAlert, podsOfPay } from '../__testUtils__/alertFixtures';
import { finding, linkedIncident } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import {
  own,
  recordingChannel,
  tellingOwners,
} from '../__testUtils__/toldOwners';
import { DatabaseAlertStore } from '../alerts/DatabaseAlertStore';
import { receivedAlertOf } from '../alerts/ReceivedAlert';
import { LinkedFinding } from '../findings/FindingStore';
import { tellOfAlerts } from '../notifications/tellOfAlerts';

const databases = createTestDatabases();

const [CART, PAY] = ['cart', 'pay'].map(name => `component:default/${name}`);
const [CARTERS, PAYERS] = ['carters', 'payers'].map(
  name => `group:default/${name}`,
);
const at = (minutes: number) =>
  new Date(Date.UTC(2026, 2, 1, 12) + minutes * 60_000);

/** What a scan finds on Service `shop/cart`, and on the Deployment whose pods alerts report. */
const ofCart = (entityRef: string) =>
  finding('cart', { severity: 'high' }, [entityRef]);
const ofPay = finding(
  'pay',
  { subject: { kind: 'Deployment', namespace: 'shop', name: 'pay' } },
  [PAY],
);

describe.each(databases.ids)(
  'what is told of alerts in the incident of a scan on %s',
  databaseId => {
    let database: Knex;
    let telling: Awaited<ReturnType<typeof tellingOwners>>;
    const { channel, sent } = recordingChannel();

    beforeEach(async () => {
      database = await databases.migrated(databaseId);
      telling = await tellingOwners(database, [channel]);
      await own(database, { [CART]: [CARTERS], [PAY]: [PAYERS] });
    });

    afterEach(async () => {
      sent.length = 0;
      await database.destroy();
    });

    const scan = (minutes: number, findings: readonly LinkedFinding[] = []) =>
      telling.scan(at(minutes), {
        objects: podsOfPay([PAY], 'pay-1'),
        findings: [...findings],
        incidents:
          findings.length > 0 ? [linkedIncident('scanned', findings)] : [],
      });
    const takeIn = (minutes: number, alert: Partial<AlertmanagerAlert> = {}) =>
      new DatabaseAlertStore({ database }).takeIn(
        [receivedAlertOf(alertmanagerAlert(alert), () => 'prod')],
        at(minutes),
      );
    /** What was sent since the last time. */
    const told = async (minutes: number) => {
      await tellOfAlerts(database, telling.writer, at(minutes));
      await telling.dispatcher.send();
      return sent.splice(0);
    };
    const typesOf = (messages: typeof sent) =>
      messages.map(({ event: { data, type } }) => [type, data.owner]);
    const idOfAlerts = async (): Promise<string> => {
      const [id] = await database('incidents')
        .where('source', 'alert')
        .pluck('id');
      return id;
    };

    it('says once to who knows both that one goes on as the other', async () => {
      await scan(0, [ofCart(PAY)]);
      await takeIn(1);
      const id = await idOfAlerts();
      const before = await told(1);
      expect(typesOf(before)).toEqual([
        ['incident.opened', PAYERS],
        ['incident.opened', PAYERS],
      ]);

      await scan(5, [ofCart(PAY), ofPay]);
      expect(await told(5)).toMatchObject([
        {
          subject: `incident:${id}:${PAYERS}`,
          event: {
            type: 'incident.merged',
            data: {
              title: 'Goes on as: cart is broken',
              link: '/opsagent/incidents/scanned',
              incident: 'scanned',
              mergedFrom: id,
            },
          },
        },
      ]);
      await scan(6, [ofCart(PAY), ofPay]);
      expect(await told(6)).toEqual([]);

      await scan(10);
      expect(await told(10)).toMatchObject([
        {
          subject: `incident:scanned:${PAYERS}`,
          event: { type: 'incident.resolved' },
        },
      ]);
    });

    it('goes on under the thread that they know to who knows but that', async () => {
      await scan(0, [ofCart(CART)]);
      await takeIn(1);
      const id = await idOfAlerts();
      expect(
        typesOf(await told(1))
          .map(([, owner]) => owner)
          .sort(),
      ).toEqual([CARTERS, PAYERS]);

      await scan(5, [ofCart(CART), ofPay]);
      expect(typesOf(await told(5))).toEqual([['incident.worsened', PAYERS]]);
      await scan(6, [ofCart(CART), ofPay]);
      expect(await told(6)).toEqual([]);

      await scan(10);
      const ends = await told(10);
      expect(ends.map(each => [each.event.type, each.subject]).sort()).toEqual(
        [
          ['incident.resolved', `incident:${id}:${PAYERS}`],
          ['incident.resolved', `incident:scanned:${CARTERS}`],
        ].sort(),
      );
    });

    it('says only what is left to who was told of neither yet', async () => {
      await scan(0, [ofCart(PAY)]);
      await takeIn(1);
      await tellOfAlerts(database, telling.writer, at(1));
      await scan(5, [ofCart(PAY), ofPay]);
      expect(typesOf(await told(5))).toEqual([['incident.opened', PAYERS]]);
    });
  },
);
