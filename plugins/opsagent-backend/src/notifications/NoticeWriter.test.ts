import { Severity } from '@opsagent/engine';
import { Knex } from 'knex';
import { finding, linkedIncident } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import {
  PLATFORM,
  own,
  recordingChannel,
  tellingOwners,
} from '../__testUtils__/toldOwners';
import { NoticeMessage } from './NotificationChannel';
import { LinkedFinding } from '../findings/FindingStore';
import { wakeSnoozed } from '../lifecycle/wakeSnoozed';

const databases = createTestDatabases();

const [CART, PAY, LOST] = ['cart', 'pay', 'lost'].map(
  name => `component:default/${name}`,
);
const [CARTERS, PAYERS] = ['carters', 'payers'].map(
  name => `group:default/${name}`,
);
/** In the past, as what is sent is due at once. */
const at = (minutes: number) =>
  new Date(Date.UTC(2026, 2, 1, 12) + minutes * 60_000);

const problem = (
  id: string,
  entityRefs: string[],
  severity: Severity = 'high',
) => finding(id, { severity }, entityRefs);
const seeing = (...problems: LinkedFinding[]) => ({
  findings: problems,
  incidents: problems.map(each =>
    linkedIncident(`i-${each.finding.id}`, [each]),
  ),
});

describe.each(databases.ids)('what owners are told on %s', databaseId => {
  let database: Knex;
  let telling: Awaited<ReturnType<typeof tellingOwners>>;
  let sent: ReturnType<typeof recordingChannel>['sent'];

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    const recording = recordingChannel();
    sent = recording.sent;
    telling = await tellingOwners(database, [recording.channel], 3);
    await own(database, { [CART]: [CARTERS], [PAY]: [PAYERS] });
  });

  afterEach(async () => {
    await database.destroy();
  });

  /** What was sent since the last time. */
  const told = async () => {
    await telling.dispatcher.send();
    return sent
      .splice(0)
      .map(({ event: { data, type } }) => [type, data.owner])
      .sort();
  };
  const change = (
    state: 'acknowledged' | 'open' | 'snoozed',
    minutes: number,
    until = 0,
    id = 'a',
  ) =>
    telling.incidents.change(
      `i-${id}`,
      state === 'snoozed'
        ? { state, until: at(until).toISOString() }
        : { state },
      { by: 'user:default/ana', at: at(minutes) },
    );

  it('is one message for a problem, however often it is seen', async () => {
    await telling.scan(at(0), seeing(problem('a', [PAY])));
    expect(await told()).toEqual([['incident.opened', PAYERS]]);
    await telling.scan(at(5), seeing(problem('a', [PAY])));
    await telling.scan(at(10), seeing(problem('a', [PAY])));
    expect(await told()).toEqual([]);

    await telling.scan(at(15));
    expect(await told()).toEqual([['incident.resolved', PAYERS]]);
    await telling.scan(at(20), seeing(problem('a', [PAY])));
    expect(await told()).toEqual([['incident.regressed', PAYERS]]);
    await telling.scan(at(25));
    await telling.scan(at(30), seeing(problem('a', [PAY])));
    await telling.scan(at(35));
    expect(await told()).toEqual([]);
  });

  it('is one incident of many findings and entities, to each owner', async () => {
    const [root, other, third] = [
      problem('a', [PAY]),
      problem('b', [CART]),
      problem('c', [CART]),
    ];
    await telling.scan(at(0), {
      findings: [root, other, third],
      incidents: [linkedIncident('i', [root, other, third])],
    });
    expect(await told()).toEqual([
      ['incident.opened', CARTERS],
      ['incident.opened', PAYERS],
    ]);
  });

  it('says that a problem has become worse, and not that it is milder', async () => {
    const as = (minutes: number, severity: Severity) =>
      telling.scan(at(minutes), seeing(problem('a', [PAY], severity)));
    await as(0, 'low');
    expect(await told()).toEqual([]);
    await as(5, 'medium');
    expect(await told()).toEqual([['incident.opened', PAYERS]]);
    await as(10, 'critical');
    expect(await told()).toEqual([['incident.worsened', PAYERS]]);
    await as(15, 'high');
    await as(20, 'critical');
    expect(await told()).toEqual([]);
  });

  it('is nothing while it is acknowledged, until it is worse or over', async () => {
    const as = (minutes: number, severity: Severity) =>
      telling.scan(at(minutes), seeing(problem('a', [PAY], severity)));
    await as(0, 'medium');
    await told();
    await change('acknowledged', 1);
    await as(5, 'medium');
    expect(await told()).toEqual([]);
    await as(10, 'high');
    expect(await told()).toEqual([['incident.worsened', PAYERS]]);
    await change('acknowledged', 11);
    await telling.scan(at(15));
    expect(await told()).toEqual([['incident.resolved', PAYERS]]);
  });

  it('is nothing of a snooze but its end', async () => {
    const { writer: notices } = telling;
    await telling.scan(at(0), seeing(problem('a', [PAY])));
    await told();
    await change('snoozed', 1, 60);
    await telling.scan(at(5));
    await telling.scan(at(10), seeing(problem('a', [PAY])));
    expect(await told()).toEqual([]);
    await wakeSnoozed(database, { now: at(60), notices });
    await wakeSnoozed(database, { now: at(61), notices });
    expect(await told()).toEqual([['incident.regressed', PAYERS]]);
    await change('snoozed', 70, 80);
    await change('open', 71);
    await telling.scan(at(75), seeing(problem('a', [PAY])));
    expect(await told()).toEqual([]);
  });

  it('is one summary of more snoozes than can be told one by one', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    const found = ids.map(id => problem(id, [PAY]));
    await telling.scan(at(0), seeing(...found.slice(0, 2)));
    await telling.scan(at(1), seeing(...found));
    expect(await told()).toHaveLength(4);
    for (const id of ids) await change('snoozed', 2, 60, id);
    await wakeSnoozed(database, { now: at(60), notices: telling.writer });
    expect(await told()).toEqual([['incidents.summary', PAYERS]]);
  });

  it('is for the platform owner when nobody owns what caused it', async () => {
    await telling.scan(
      at(0),
      seeing(problem('a', []), problem('b', [LOST]), problem('c', [CART])),
    );
    expect(await told()).toEqual([
      ['incident.opened', CARTERS],
      ['incident.opened', PLATFORM],
      ['incident.opened', PLATFORM],
    ]);
  });

  it('reaches whoever becomes an owner, and ends for whoever was told', async () => {
    await own(database, { [PAY]: [CARTERS] });
    await telling.scan(at(0), seeing(problem('a', [PAY])));
    expect(await told()).toEqual([['incident.opened', CARTERS]]);
    await own(database, { [PAY]: [CARTERS, PAYERS] });
    await telling.scan(at(5), seeing(problem('a', [PAY])));
    expect(await told()).toEqual([['incident.opened', PAYERS]]);
    await telling.scan(at(10));
    expect(await told()).toEqual([
      ['incident.resolved', CARTERS],
      ['incident.resolved', PAYERS],
    ]);
  });

  it('is one summary of more than can be told one by one', async () => {
    const many = ['a', 'b', 'c', 'd'].map(id => problem(id, [PAY]));
    await telling.scan(at(0), seeing(...many, problem('e', [CART])));
    await telling.dispatcher.send();
    expect(sent).toHaveLength(2);
    expect(sent.map(each => each.event)).toContainEqual(
      expect.objectContaining({ type: 'incident.opened' }),
    );
    const isSummary = ({ event }: NoticeMessage) =>
      event.type === 'incidents.summary';
    expect(sent.filter(isSummary)).toMatchObject([
      {
        event: {
          data: {
            owner: PAYERS,
            title: '4 incidents in cluster prod',
            incidents: 4,
            severity: 'high',
            link: '/opsagent/incidents?cluster=prod',
          },
        },
      },
    ]);
    sent.splice(0);
    await telling.scan(at(5), seeing(...many, problem('f', [PAY])));
    expect(await told()).toEqual([
      ['incident.opened', PAYERS],
      ['incident.resolved', CARTERS],
    ]);
    await telling.scan(at(10), seeing(...many.slice(1), problem('f', [PAY])));
    expect(await told()).toEqual([]);
  });

  it('is nothing of a scan that was not taken over', async () => {
    const broken = telling.scan(at(0), {
      ...seeing(problem('a', [PAY])),
      entityObjects: new Map([[PAY, NaN]]),
    });
    await expect(broken).rejects.toThrow();
    expect(await database('notices')).toEqual([]);
    expect(await database('deliveries')).toEqual([]);
  });

  it('leaves out what is over before it could be sent', async () => {
    await telling.scan(at(0), seeing(problem('a', [PAY])));
    await telling.scan(at(5));
    expect(await told()).toEqual([]);
    expect(
      await database('deliveries')
        .orderBy('sequence')
        .select('status', 'reason'),
    ).toEqual([
      { status: 'dropped', reason: expect.stringMatching(/newer/) },
      { status: 'dropped', reason: expect.stringMatching(/never heard/) },
    ]);
  });

  it('forgets with the incident what it has told', async () => {
    await telling.scan(at(0), seeing(problem('a', [PAY])));
    await telling.incidents.deleteOlderThan(at(1));
    expect(await database('notices')).toEqual([]);
    expect(await told()).toEqual([]);
  });
});
