import {
  Verdict,
  noticeEventSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { finding, linkedIncident } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import {
  own,
  recordingChannel,
  tellingOwners,
} from '../__testUtils__/toldOwners';
import { DatabaseInvestigationStore } from '../investigations/DatabaseInvestigationStore';
import { tellOfVerdicts } from './tellOfVerdicts';
import { withoutDetails } from './withoutDetails';

const databases = createTestDatabases();

const [CART, PAY] = ['cart', 'pay'].map(name => `component:default/${name}`);
const [CARTERS, PAYERS] = ['carters', 'payers'].map(
  name => `group:default/${name}`,
);
const NOON = new Date('2026-03-01T12:00:00Z');
const after = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);

const VERDICT: Verdict = {
  outcome: 'explained',
  againstRules: 'agrees',
  summary: 'Only for those who may see it.',
  hypotheses: [],
  nextSteps: [],
  recommendations: [],
  missing: [],
  hostileText: [],
};

const pay = finding('pay', { severity: 'critical' }, [PAY]);
const cart = finding('cart', { message: 'cart has no endpoints' }, [CART]);
const INCIDENT = {
  findings: [pay, cart],
  incidents: [linkedIncident('i', [pay, cart])],
};

describe.each(databases.ids)('tellOfVerdicts on %s', databaseId => {
  let database: Knex;
  let telling: Awaited<ReturnType<typeof tellingOwners>>;
  const { channel, sent } = recordingChannel();

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    telling = await tellingOwners(database, [channel]);
    await own(database, { [CART]: [CARTERS], [PAY]: [PAYERS] });
    await telling.scan(NOON, INCIDENT);
    await telling.dispatcher.send();
    sent.splice(0);
  });

  afterEach(() => database.destroy());

  const investigate = async (
    endedAt: Date,
    { automatic = true, verdict = VERDICT as Verdict | null } = {},
  ) => {
    const store = new DatabaseInvestigationStore({ database });
    const id = await store.begin({
      incidentId: 'i',
      fingerprint: 'a',
      requestedBy: 'opsagent',
      automatic,
      model: 'gpt-x',
      reader: { entityRefs: [PAY], read: true, unmapped: false },
      startedAt: NOON,
      aliveUntil: endedAt,
    });
    const end = verdict
      ? ({ state: 'concluded', result: verdict } as const)
      : ({ state: 'cancelled' } as const);
    await store.end(id, end, endedAt);
  };
  /** What was sent since the last time. */
  const told = async (now: Date) => {
    await tellOfVerdicts(database, telling.writer, now);
    await telling.dispatcher.send();
    const messages = sent.splice(0);
    for (const { event } of messages) noticeEventSchema.parse(event);
    return messages;
  };

  it('tells the owners of the cause once, in the place of what they were told of the problem, and nothing of the verdict', async () => {
    await investigate(after(2));
    const messages = await told(after(3));
    expect(messages).toMatchObject([
      {
        subject: `incident:i:${PAYERS}`,
        topic: 'incidents',
        event: {
          type: 'incident.investigated',
          data: {
            title: 'Investigated: pay is broken',
            description: expect.stringContaining(
              'its verdict stands on the page',
            ),
            link: '/opsagent/incidents/i',
            state: 'open',
            severity: 'critical',
          },
        },
      },
    ]);
    const [{ event }] = messages;
    expect(JSON.stringify(event)).not.toContain(VERDICT.summary);
    expect(withoutDetails(event)).toEqual({
      title: 'An incident that concerns what you own was investigated',
      link: '/opsagent/incidents/i',
    });
    expect(await told(after(4))).toEqual([]);
    await investigate(after(5));
    expect(await told(after(6))).toHaveLength(1);
    await telling.scan(after(7));
    expect(await told(after(7))).toMatchObject([
      { event: { type: 'incident.resolved' } },
      { event: { type: 'incident.resolved' } },
    ]);
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'what somebody asked for',
      () => investigate(after(2), { automatic: false }),
    ],
    [
      'what explains nothing',
      () =>
        investigate(after(2), {
          verdict: { ...VERDICT, outcome: 'not-determinable' },
        }),
    ],
    ['what was stopped', () => investigate(after(2), { verdict: null })],
    ['what was concluded more than an hour ago', () => investigate(after(-90))],
    [
      'an incident that is over',
      async () => {
        await investigate(after(2));
        await telling.scan(after(2));
        await telling.dispatcher.send();
        sent.splice(0);
      },
    ],
    [
      'an incident of which they were not told',
      async () => {
        await database('notices').delete();
        await investigate(after(2));
      },
    ],
    [
      'an incident of which they were told in a summary',
      async () => {
        await database('notices').update({ kind: 'summary' });
        await investigate(after(2));
      },
    ],
  ])('tells nothing of %s', async (_, given) => {
    await given();
    expect(await told(after(3))).toEqual([]);
  });

  it('is quiet while somebody deals with it, and tells once it is open again', async () => {
    await investigate(after(2));
    const setState = (state: string) => database('incidents').update({ state });
    for (const state of ['acknowledged', 'snoozed']) {
      await setState(state);
      expect(await told(after(3))).toEqual([]);
    }
    await setState('open');
    await tellOfVerdicts(database, telling.writer, after(4));
    await setState('acknowledged');
    expect(await told(after(4))).toEqual([]);
    await setState('open');
    await investigate(after(5));
    expect(await told(after(6))).toHaveLength(1);
  });
});
