import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  finding,
  linkedIncident,
  scan,
  WHOLE_LIFE,
} from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseClusterStore } from '../clusters/DatabaseClusterStore';
import { DatabaseFindingStore } from '../findings/DatabaseFindingStore';
import { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import { DatabaseScanStore } from '../scanning/DatabaseScanStore';
import { scheduleWaking } from './scheduleWaking';
import { wakeSnoozed } from './wakeSnoozed';

const databases = createTestDatabases();

const NOW = new Date('2020-03-01T12:00:00Z');
const UNTIL = '2020-03-01T13:00:00Z';
const EVERYTHING = { entityRefs: [], unmapped: true };
const ANA = { by: 'user:default/ana', at: NOW };

describe.each(databases.ids)('the end of snoozes on %s', databaseId => {
  let database: Knex;
  let findings: DatabaseFindingStore;
  let incidents: DatabaseIncidentStore;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    findings = new DatabaseFindingStore({ database });
    incidents = new DatabaseIncidentStore({ database });
    const clusters = new DatabaseClusterStore({ database });
    await clusters.saveListed([{ name: 'prod', scannable: true }]);
    const expiresAt = new Date(UNTIL);
    const scanId = await clusters.beginScan('prod', { now: NOW, expiresAt });
    const found = ['a', 'b', 'c'].map(id => finding(id));
    await new DatabaseScanStore({ database }).complete(
      scan({
        scanId: scanId!,
        capturedAt: NOW,
        findings: found,
        incidents: [linkedIncident('i', found)],
      }),
    );
    const snooze = { state: 'snoozed', until: UNTIL } as const;
    await findings.change('a', snooze, ANA);
    await incidents.change('i', { ...snooze, reason: 'later' }, ANA);
    await findings.change('b', { state: 'acknowledged' }, ANA);
    await findings.change(
      'c',
      { state: 'snoozed', until: '2020-03-02T13:00:00Z' },
      ANA,
    );
  });

  afterEach(async () => {
    await database.destroy();
  });

  it('comes at its moment, not before, and is nobody’s word', async () => {
    expect(
      await wakeSnoozed(database, { now: new Date('2020-03-01T12:59:59Z') }),
    ).toBe(0);
    expect(await wakeSnoozed(database, { now: new Date(UNTIL) })).toBe(2);
    expect(await wakeSnoozed(database, { now: new Date(UNTIL) })).toBe(0);

    const woken = await incidents.get('i', EVERYTHING);
    expect(woken).toMatchObject({
      state: 'open',
      stateSince: new Date(UNTIL).toISOString(),
    });
    expect([woken?.until, woken?.by, woken?.reason]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const told = (await incidents.transitions('i', WHOLE_LIFE, EVERYTHING))
      .items;
    expect(told.at(-1)).toEqual({
      at: new Date(UNTIL).toISOString(),
      from: 'snoozed',
      to: 'open',
    });
    const states = await database('findings').orderBy('id').pluck('state');
    expect(states).toEqual(['open', 'acknowledged', 'snoozed']);
  });

  it('comes once, however many backends look for it at a time', async () => {
    const counts = await Promise.all(
      Array.from({ length: 4 }, () =>
        wakeSnoozed(database, { now: new Date(UNTIL) }),
      ),
    );
    expect(counts.reduce((sum, each) => sum + each)).toBe(2);
    for (const [store, id] of [
      [findings, 'a'],
      [incidents, 'i'],
    ] as const) {
      const told = await store.transitions(id, WHOLE_LIFE, EVERYTHING);
      expect(told.totalItems).toBe(3);
    }
  });

  it('is looked for every minute, on one backend', async () => {
    const scheduler = mockServices.scheduler();
    const scheduled = jest.spyOn(scheduler, 'scheduleTask');
    const announce = jest.fn();
    await scheduleWaking({ database, scheduler, changes: { announce } });
    expect(scheduled.mock.calls[0][0]).toMatchObject({
      frequency: { minutes: 1 },
      scope: 'global',
    });
    await scheduler.triggerTask('end-snoozes');
    expect(await findings.get('a', EVERYTHING)).toMatchObject({
      state: 'open',
    });
    await scheduler.triggerTask('end-snoozes');
    expect(announce).toHaveBeenCalledTimes(1);
  });
});
