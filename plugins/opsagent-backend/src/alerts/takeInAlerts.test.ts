import {
  AlertmanagerAlert,
  alertQuerySchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { alertmanagerAlert } from '../__testUtils__/alertFixtures';
import { incidentQuery } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseClusterStore } from '../clusters/DatabaseClusterStore';
import { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import { DatabaseAlertStore } from './DatabaseAlertStore';
import { receivedAlertOf } from './ReceivedAlert';

const databases = createTestDatabases();

const NOW = new Date('2026-03-01T12:00:00Z');
const minutesLater = (count: number) =>
  new Date(NOW.getTime() + count * 60_000);
const EVERYTHING = { entityRefs: [], unmapped: true };

describe.each(databases.ids)('takeInAlerts on %s', databaseId => {
  let database: Knex;
  let alerts: DatabaseAlertStore;
  let incidents: DatabaseIncidentStore;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    alerts = new DatabaseAlertStore({ database });
    incidents = new DatabaseIncidentStore({ database });
    await new DatabaseClusterStore({ database }).saveListed([
      { name: 'prod', scannable: true },
    ]);
  });

  afterEach(async () => {
    await database.destroy();
  });

  const takeIn = (told: readonly Partial<AlertmanagerAlert>[], at = NOW) =>
    alerts.takeIn(
      told.map(each => receivedAlertOf(alertmanagerAlert(each), () => 'prod')),
      at,
    );

  const listed = async () => {
    const query = alertQuerySchema.parse({ limit: 500 });
    return (await alerts.list(query, EVERYTHING)).items;
  };

  const incidentsThere = async () => {
    const query = incidentQuery({ limit: 500 });
    return (await incidents.list(query, EVERYTHING)).items;
  };

  it('stores what is told twice once, also at the same time', async () => {
    const told = [...Array(250).keys()].map(index => ({
      labels: { pod: `pay-${index}` },
    }));
    await Promise.all([
      takeIn(told),
      takeIn(told),
      takeIn([...told].reverse()),
    ]);
    expect(await listed()).toHaveLength(250);
    expect(await incidentsThere()).toHaveLength(250);
    const over = told.map(each => ({
      ...each,
      status: 'resolved' as const,
      endsAt: '2026-03-01T12:01:00Z',
    }));
    await Promise.all([
      takeIn(over, minutesLater(1)),
      takeIn(told, minutesLater(1)),
    ]);
    await takeIn(over, minutesLater(1));
    expect(await listed()).toEqual([]);
    expect(await incidentsThere()).toEqual([]);
  });

  it('gives its namespace to an alert that a replica without the column took in, as soon as it is repeated', async () => {
    const alert = { labels: { pod: 'pay-1' } };
    const inShop = async () => {
      const query = incidentQuery({ namespace: ['shop'] });
      return (await incidents.list(query, EVERYTHING)).totalItems;
    };
    await takeIn([alert]);
    await database('alerts').update({ namespace: null });
    expect(await inShop()).toBe(0);
    await takeIn([alert], minutesLater(1));
    expect(await inShop()).toBe(1);
  });

  it('stores texts that a database would refuse', async () => {
    const endless = 'x'.repeat(100_000);
    await takeIn([
      {
        labels: { alertname: `a\0${endless}`, pod: endless },
        annotations: { summary: `\0${endless}` },
        fingerprint: endless,
        generatorURL: 'file:///etc/hosts',
      },
    ]);
    const [alert] = await listed();
    expect(alert.name).toHaveLength(250);
    expect(alert.generatorUrl).toBeUndefined();
    expect(alert.subject).toEqual({ kind: 'Namespace', name: 'shop' });
  });
});
