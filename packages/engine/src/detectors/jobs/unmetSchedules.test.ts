import { days, hours, minutes } from '../../snapshot/durations';
import { ago, object } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { unmetSchedules } from './unmetSchedules';

const run = detectorRunner(...unmetSchedules);

interface Fields {
  schedule: string;
  spec?: object;
  age?: number;
  /** Milliseconds since the last run. */
  last?: number;
  status?: object;
  metadata?: Record<string, unknown>;
}

/** The capture is on a Sunday, at noon UTC. */
const cronJob = ({
  schedule,
  spec,
  age = days(30),
  last,
  status,
  metadata,
}: Fields) =>
  object(
    'CronJob',
    'nightly',
    {
      spec: { schedule, ...spec } as object,
      status: {
        ...(last === undefined ? {} : { lastScheduleTime: ago(last) }),
        ...status,
      },
    },
    { age, metadata },
  );

const written = (age: number) => ({
  generation: 2,
  managedFields: [
    { manager: 'kubectl', time: ago(age), fieldsV1: { 'f:spec': {} } },
  ],
});

const UTC = { timeZone: 'Etc/UTC' };
const BERLIN = { timeZone: 'Europe/Berlin' };
const ACTIVE = [{ kind: 'Job', namespace: 'shop', name: 'nightly-1' }];

describe('unmet schedules', () => {
  it.each<[string, Fields, string]>([
    [
      'each minute, and never run',
      { schedule: '* * * * *', age: minutes(10) },
      'never-run',
    ],
    [
      'daily in a known zone, and never run',
      { schedule: '0 11 * * *', spec: UTC, age: hours(5) },
      'never-run',
    ],
    [
      'daily in an unknown zone, never run for two days',
      { schedule: '0 3 * * *', age: days(2) },
      'never-run',
    ],
    [
      'every five minutes, with a last run an hour ago',
      { schedule: '*/5 * * * *', last: hours(1) },
      'missed-schedule',
    ],
    [
      'at noon in Berlin, where it is one',
      { schedule: '0 12 * * *', spec: BERLIN, last: hours(25) },
      'missed-schedule',
    ],
    [
      'with the zone in the schedule, as older versions allowed',
      { schedule: 'CRON_TZ=Europe/Berlin 0 12 * * *', last: hours(25) },
      'missed-schedule',
    ],
    [
      'by a macro',
      { schedule: '@hourly', last: hours(3), spec: UTC },
      'missed-schedule',
    ],
    [
      'by names and steps',
      { schedule: '0/20 * * jan-dec SUN', last: hours(3), spec: UTC },
      'missed-schedule',
    ],
    [
      'on a day of the month or of the week',
      { schedule: '0 6 15 * SUN', last: days(7) - hours(6), spec: UTC },
      'missed-schedule',
    ],
    [
      'while an earlier run goes on that may',
      {
        schedule: '*/5 * * * *',
        last: hours(1),
        spec: { concurrencyPolicy: 'Allow' },
        status: { active: ACTIVE },
      },
      'missed-schedule',
    ],
    [
      'after a change that left time enough',
      {
        schedule: '*/5 * * * *',
        last: hours(2),
        metadata: written(hours(1)),
      },
      'missed-schedule',
    ],
  ])('speaks of a schedule %s', (_, fields, expected) => {
    expect(run([cronJob(fields)]).map(each => each.detector)).toEqual([
      `cronjob.${expected}`,
    ]);
  });

  it.each<[string, Fields]>([
    [
      'whose first run is still to come',
      { schedule: '0 13 1 3 *', spec: UTC, age: hours(3) },
    ],
    ['younger than its grace', { schedule: '* * * * *', age: minutes(4) }],
    ['that is on time', { schedule: '*/5 * * * *', last: minutes(5) }],
    ['that is hardly late', { schedule: '*/5 * * * *', last: minutes(10) }],
    [
      'that another zone still waits for',
      { schedule: '0 3 * * *', last: hours(24) },
    ],
    [
      'at ten in Berlin, which a run met',
      { schedule: '0 10 * * *', spec: BERLIN, last: hours(3) },
    ],
    ['that is suspended', { schedule: '* * * * *', spec: { suspend: true } }],
    [
      'that an earlier run holds up',
      {
        schedule: '*/5 * * * *',
        last: hours(1),
        spec: { concurrencyPolicy: 'Forbid' },
        status: { active: ACTIVE },
      },
    ],
    [
      'that was changed a moment ago',
      {
        schedule: '*/5 * * * *',
        last: days(3),
        metadata: written(minutes(8)),
      },
    ],
    [
      'with a deadline, changed nobody knows when',
      {
        schedule: '0 * * * *',
        last: days(3),
        spec: { startingDeadlineSeconds: 60 },
        metadata: { generation: 2 },
      },
    ],
    [
      'that may still be met within its deadline',
      {
        schedule: '0 * * * *',
        last: minutes(60),
        spec: { startingDeadlineSeconds: 7200 },
      },
    ],
    ['of no day', { schedule: '0 0 31 2 *', spec: UTC }],
    [
      'of Mondays only, in spite of a step of one',
      { schedule: '0 6 */1 * MON', spec: UTC, last: days(6) + hours(6) },
    ],
    ['that counts from the last run', { schedule: '@every 1h', last: days(1) }],
    ['that cannot be read', { schedule: 'at noon', last: days(9) }],
    [
      'of no known zone',
      { schedule: '* * * * *', spec: { timeZone: 'Mars/Base' } },
    ],
    [
      'of an object that is being deleted',
      {
        schedule: '* * * * *',
        metadata: { deletionTimestamp: ago(minutes(1)) },
      },
    ],
  ])('is silent about a schedule %s', (_, fields) => {
    expect(run([cronJob(fields)])).toEqual([]);
  });

  it('names the time that was missed, and what the controller says', () => {
    const events: Ingredient[] = [
      object('Event', 'nightly.1', {
        involvedObject: { kind: 'CronJob', namespace: 'shop', name: 'nightly' },
        reason: 'FailedCreate',
        message: 'Error creating job: jobs.batch is forbidden',
        lastTimestamp: ago(minutes(5)),
      }),
    ];
    const [found] = run([
      cronJob({ schedule: '0 * * * *', spec: UTC, last: hours(2) }),
      ...events,
    ]);
    expect(found.message).toBe(
      'No run since 2026-03-01T10:00:00.000Z, though schedule "0 * * * *" was due at 2026-03-01T11:00:00.000Z: Error creating job: jobs.batch is forbidden',
    );
    expect(found.evidence).toContainEqual(
      expect.objectContaining({ path: 'spec.schedule', value: '0 * * * *' }),
    );
  });
});
