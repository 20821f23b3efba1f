import {
  AlertQuery,
  AlertmanagerAlert,
  PRESENT_STATES,
  alertQuerySchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { alertmanagerAlert, podsOfPay } from '../__testUtils__/alertFixtures';
import {
  WHOLE_LIFE,
  finding,
  incidentQuery,
  linkedIncident,
  scan,
} from '../__testUtils__/fixtures';
import {
  own,
  recordingChannel,
  tellingOwners,
} from '../__testUtils__/toldOwners';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseClusterStore } from '../clusters/DatabaseClusterStore';
import { lockCluster } from '../clusters/lockCluster';
import { LinkedFinding, Visibility } from '../findings/FindingStore';
import { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import { tellOfAlerts } from '../notifications/tellOfAlerts';
import { CompletedScan } from '../scanning/ScanStore';
import { DatabaseScanStore } from '../scanning/DatabaseScanStore';
import { DatabaseAlertStore } from './DatabaseAlertStore';
import { receivedAlertOf } from './ReceivedAlert';

const databases = createTestDatabases();

const NOW = new Date('2026-03-01T12:00:00Z');
const minutesLater = (count: number) =>
  new Date(NOW.getTime() + count * 60_000);
const [CART, PAY] = ['component:default/cart', 'component:default/pay'];
const EVERYTHING: Visibility = { entityRefs: [CART, PAY], unmapped: true };
const ONLY_CART: Visibility = { entityRefs: [CART], unmapped: false };
const NOTHING: Visibility = { entityRefs: [], unmapped: false };

const SUBJECT = { kind: 'Deployment', namespace: 'shop', name: 'pay' };
const diagnosis: LinkedFinding = finding(
  'broken',
  { subject: SUBJECT, severity: 'high' },
  [PAY],
);

describe.each(databases.ids)('DatabaseAlertStore on %s', databaseId => {
  let database: Knex;
  let alerts: DatabaseAlertStore;
  let incidents: DatabaseIncidentStore;
  let clusters: DatabaseClusterStore;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    alerts = new DatabaseAlertStore({ database });
    incidents = new DatabaseIncidentStore({ database });
    clusters = new DatabaseClusterStore({ database });
    await clusters.saveListed([{ name: 'prod', scannable: true }]);
  });

  afterEach(async () => {
    await database.destroy();
  });

  const takeIn = async (
    told: readonly Partial<AlertmanagerAlert>[],
    at = NOW,
  ) => {
    const read = told.map(each =>
      receivedAlertOf(
        alertmanagerAlert(each),
        labels => labels.cluster ?? 'prod',
      ),
    );
    await alerts.takeIn(read, at);
  };

  const reconcile = async (fields: Partial<CompletedScan>) => {
    const at = fields.capturedAt ?? NOW;
    const scanId = await clusters.beginScan('prod', {
      now: at,
      expiresAt: minutesLater(10_000),
    });
    const scans = new DatabaseScanStore({ database });
    await scans.complete(
      scan({
        scanId: scanId!,
        objects: podsOfPay([PAY], 'pay-1', 'pay-2'),
        ...fields,
      }),
    );
  };

  const DIAGNOSED = {
    findings: [diagnosis],
    incidents: [linkedIncident('diagnosed', [diagnosis])],
  };

  const listed = async (
    filters: Partial<AlertQuery> = {},
    visibility = EVERYTHING,
  ) => {
    const page = await alerts.list(alertQuerySchema.parse(filters), visibility);
    expect(page.totalItems).toBe(page.items.length);
    return page.items;
  };

  const incidentsThere = async (visibility = EVERYTHING) => {
    const page = await incidents.list(
      incidentQuery({ state: [...PRESENT_STATES], limit: 500 }),
      visibility,
    );
    return page.items;
  };

  const stepsOf = async (id: string) => {
    const steps = await incidents.transitions(id, WHOLE_LIFE, EVERYTHING);
    return steps.items.map(each => each.to);
  };

  it('opens one incident for an object, and resolves it with its last alert', async () => {
    await reconcile({});
    const first = { labels: { pod: 'pay-1' } };
    const second = {
      labels: { pod: 'pay-2', severity: 'critical' },
      annotations: { summary: 'All is\nlost' },
    };
    await takeIn([first, second]);
    const [incident, ...others] = await incidentsThere();
    expect(others).toEqual([]);
    expect(incident).toMatchObject({
      source: 'alert',
      title: 'KubePodCrashLooping: All is lost',
      severity: 'critical',
      subject: SUBJECT,
      state: 'open',
      since: '2026-03-01T11:50:00.123Z',
      entities: [{ entityRef: PAY, role: 'cause' }],
    });
    expect(
      (await listed()).map(each => [each.incident, each.entityRefs]),
    ).toEqual([
      [incident.id, [PAY]],
      [incident.id, [PAY]],
    ]);

    const over = {
      status: 'resolved',
      endsAt: '2026-03-01T12:05:00Z',
    } as const;
    await takeIn([{ ...second, ...over }], minutesLater(5));
    expect((await incidentsThere())[0].severity).toBe('medium');
    await takeIn([{ ...first, ...over }], minutesLater(6));
    expect(await incidentsThere()).toEqual([]);
    // The second tells that it became less severe with the end of the second alert.
    expect(await stepsOf(incident.id)).toEqual(['open', 'open', 'resolved']);

    await takeIn(
      [{ ...first, startsAt: '2026-03-01T12:20:00Z' }],
      minutesLater(20),
    );
    const back = {
      status: 'resolved',
      endsAt: '2026-03-01T12:21:00Z',
    } as const;
    await takeIn(
      [{ ...first, ...back, startsAt: '2026-03-01T12:20:00Z' }],
      minutesLater(21),
    );
    expect((await incidentsThere())[0].state).toBe('regressed');
    await alerts.settleIncidents(minutesLater(40));
    expect(await incidentsThere()).toHaveLength(1);
    await alerts.settleIncidents(minutesLater(52));
    expect(await incidentsThere()).toEqual([]);
    expect(await listed({ state: ['resolved'] })).toHaveLength(3);
  });

  it('joins the incident of a scan, and stays with it for a while', async () => {
    await reconcile(DIAGNOSED);
    await takeIn([{}]);
    expect(await listed({ incident: ['diagnosed'] })).toHaveLength(1);
    expect(await incidentsThere()).toHaveLength(1);

    await reconcile({ capturedAt: minutesLater(5) });
    expect(await incidentsThere()).toEqual([]);
    await reconcile({ capturedAt: minutesLater(40) });
    expect(await incidentsThere()).toMatchObject([{ source: 'alert' }]);
  });

  it('hands over its life when a scan finds what alerts report', async () => {
    await takeIn([{}]);
    const [{ id }] = await incidentsThere();
    await reconcile({});
    const [{ id: ofOwner }] = await incidentsThere();
    expect(ofOwner).not.toBe(id);
    await incidents.change(
      ofOwner,
      { state: 'acknowledged', reason: 'mine' },
      { by: 'user:default/ana', at: minutesLater(1) },
    );
    await reconcile({
      findings: [finding('broken', { subject: SUBJECT }, [PAY])],
      incidents: [
        linkedIncident('diagnosed', [
          finding('broken', { subject: SUBJECT }, [PAY]),
        ]),
      ],
      capturedAt: minutesLater(2),
    });
    expect(await incidentsThere()).toMatchObject([
      {
        id: 'diagnosed',
        source: 'scan',
        state: 'acknowledged',
        reason: 'mine',
      },
    ]);
    expect(await stepsOf('diagnosed')).toEqual(['open', 'acknowledged']);
    expect(await stepsOf(ofOwner)).toEqual([]);
    expect(await incidents.currentId(ofOwner)).toBe('diagnosed');
    expect((await listed())[0].incident).toBe('diagnosed');
  });

  it('shows again what a scan took over, when the alert outlasts the scan’s incident', async () => {
    await reconcile({});
    await takeIn([{}]);
    const [{ id }] = await incidentsThere();
    await reconcile({ ...DIAGNOSED, capturedAt: minutesLater(2) });
    expect(await incidents.currentId(id)).toBe('diagnosed');
    await reconcile({ capturedAt: minutesLater(5) });
    expect(await incidentsThere()).toEqual([]);
    await reconcile({ capturedAt: minutesLater(45) });
    expect(await incidentsThere()).toMatchObject([
      { id, source: 'alert', state: 'regressed' },
    ]);
    expect(await incidents.currentId(id)).toBe(id);
  });

  it('lets nobody be told twice of what alerts and then a scan report', async () => {
    const { channel, sent } = recordingChannel();
    const telling = await tellingOwners(database, [channel]);
    await own(database, { [PAY]: ['group:default/payers'] });
    const subjects: string[] = [];
    const told = async (minutes: number) => {
      await tellOfAlerts(database, telling.writer, minutesLater(minutes));
      await telling.dispatcher.send();
      const messages = sent.splice(0);
      subjects.push(...messages.map(each => each.subject));
      return messages.map(each => each.event.type);
    };
    const objects = podsOfPay([PAY], 'pay-1', 'pay-2');
    const scanned = (minutes: number, fields = {}) =>
      telling.scan(minutesLater(minutes), { objects, ...fields });

    await scanned(0);
    await takeIn([{}], minutesLater(1));
    expect(await told(1)).toEqual(['incident.opened']);
    // As a replica of an earlier version writes it.
    await database('notices').update({ thread: null });
    await takeIn([{}, { labels: { pod: 'pay-2' } }], minutesLater(2));
    await scanned(3, DIAGNOSED);
    expect(await incidentsThere()).toMatchObject([{ id: 'diagnosed' }]);
    expect(await told(3)).toEqual(['incident.worsened']);
    await scanned(4, DIAGNOSED);
    expect(await told(4)).toEqual([]);
    await scanned(5);
    expect(await told(5)).toEqual(['incident.resolved']);
    expect(subjects).toHaveLength(3);
    expect(new Set(subjects).size).toBe(1);
  });

  it('tells under the new id what was about to be sent when a scan took it over', async () => {
    const telling = await tellingOwners(database, [recordingChannel().channel]);
    await own(database, { [PAY]: ['group:default/payers'] });
    await telling.scan(NOW, { objects: podsOfPay([PAY], 'pay-1') });
    await takeIn([{}], minutesLater(1));
    const [{ id }] = await incidentsThere();
    await tellOfAlerts(database, telling.writer, minutesLater(1));
    const [claimed] = await telling.deliveries.claim({
      limit: 1,
      now: minutesLater(1),
      until: minutesLater(10),
    });
    const found = finding('broken', { subject: SUBJECT }, [PAY]);
    await telling.scan(minutesLater(2), {
      objects: podsOfPay([PAY], 'pay-1'),
      findings: [found],
      incidents: [linkedIncident('diagnosed', [found])],
    });
    expect(
      await telling.composer.compose(claimed, minutesLater(3)),
    ).toMatchObject({
      message: {
        id: claimed.id,
        subject: `incident:${id}:group:default/payers`,
        event: { type: 'incident.opened', data: { incident: 'diagnosed' } },
      },
    });
  });

  it('opens none for what only informs, or for a cluster that nobody lists', async () => {
    await takeIn([
      { labels: { severity: 'none', alertname: 'Watchdog' } },
      { labels: { cluster: 'elsewhere' } },
      { labels: { cluster: '' } },
    ]);
    expect(await database('incidents')).toEqual([]);
    expect(await listed()).toHaveLength(3);
    expect(
      await listed({}, { entityRefs: [CART, PAY], unmapped: false }),
    ).toEqual([]);
  });

  it('shows alerts to those who see their objects', async () => {
    await reconcile(DIAGNOSED);
    await takeIn([{}, { labels: { pod: 'stray' } }]);
    expect(await listed()).toHaveLength(2);
    expect(await listed({ entityRef: [PAY] })).toHaveLength(1);
    for (const visibility of [ONLY_CART, NOTHING]) {
      expect(await listed({}, visibility)).toEqual([]);
      expect(await listed({ entityRef: [PAY] }, visibility)).toEqual([]);
      expect(await listed({ incident: ['diagnosed'] }, visibility)).toEqual([]);
    }
    const reader = { entityRefs: [], unmapped: true };
    expect((await listed({}, reader)).map(each => each.subject?.name)).toEqual([
      'stray',
    ]);
  });

  it('leads from labels to the incident, else to the entity', async () => {
    const pod = { kind: 'Pod', namespace: 'shop', name: 'pay-1' };
    const address = {
      cluster: 'prod',
      name: 'KubePodCrashLooping',
      subject: pod,
    };
    await reconcile({});
    expect(await alerts.target(address, EVERYTHING)).toEqual({
      entityRef: PAY,
    });
    expect(await alerts.target(address, ONLY_CART)).toBeUndefined();
    await reconcile({ ...DIAGNOSED, capturedAt: minutesLater(1) });
    const there = { incident: 'diagnosed' };
    expect(await alerts.target(address, EVERYTHING)).toEqual(there);
    await takeIn([{}], minutesLater(2));
    expect(await alerts.target(address, EVERYTHING)).toEqual(there);
    expect(await alerts.target(address, ONLY_CART)).toBeUndefined();
    expect(
      await alerts.target({ ...address, cluster: 'other' }, EVERYTHING),
    ).toBeUndefined();
  });

  it('ends what nobody repeats, and forgets it after a while', async () => {
    await takeIn([{}]);
    expect(await alerts.endUnheard(NOW, minutesLater(60))).toBe(0);
    expect(await alerts.endUnheard(minutesLater(1), minutesLater(60))).toBe(1);
    await alerts.settleIncidents(minutesLater(60));
    expect(await incidentsThere()).toEqual([]);
    expect(await alerts.deleteOlderThan(minutesLater(60))).toBe(0);
    expect(await alerts.deleteOlderThan(minutesLater(61))).toBe(1);
    expect(await database('alert_entities')).toEqual([]);
  });

  it('does not end what is repeated at the same moment', async () => {
    await takeIn([{}]);
    const intake = await database.transaction();
    await lockCluster(intake, 'prod');
    const ended = alerts.endUnheard(minutesLater(1), minutesLater(60));
    // Long enough to end it, were it not waiting.
    await new Promise(resolve => setTimeout(resolve, 200));
    await intake('alerts').update({ received_at: minutesLater(60) });
    await intake.commit();
    expect(await ended).toBe(0);
    expect(await listed()).toMatchObject([{ state: 'firing' }]);
  });
});
