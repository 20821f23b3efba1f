import { object } from '../../testing/builders';
import { Schedule } from './Schedule';

/** The last run that was due within a span, as the controller would see it. */
const lastDue = (
  schedule: string,
  [after, until]: readonly [string, string],
  timeZone: string | undefined = 'Etc/UTC',
  count = 1,
) =>
  Schedule.of(object('CronJob', 'x', { spec: { schedule, timeZone } }))
    ?.lastDue({ after: Date.parse(after), until: Date.parse(until) }, count)
    ?.toISOString();

const FEBRUARY = ['2026-02-01T00:00:00Z', '2026-02-18T12:00:00Z'] as const;

describe('Schedule', () => {
  it.each([
    ['*/15 * * * *', '2026-02-18T12:00:00.000Z'],
    ['5/15 * * * *', '2026-02-18T11:50:00.000Z'],
    ['0 0 * * mon-tue', '2026-02-17T00:00:00.000Z'],
    ['0 0 13 * TUE', '2026-02-17T00:00:00.000Z'],
    ['0 0 ? * 1', '2026-02-16T00:00:00.000Z'],
    ['0 0 */1 * 1', '2026-02-16T00:00:00.000Z'],
    ['0 0 */2 * 3', '2026-02-18T00:00:00.000Z'],
    ['@weekly', '2026-02-15T00:00:00.000Z'],
    ['@monthly', undefined],
    ['0 13 18 2 *', undefined],
  ])('reads %s', (schedule, expected) => {
    expect(lastDue(schedule, FEBRUARY)).toBe(expected);
  });

  it.each(['', 'at noon', '* * * *', '@every 5m', '61 * * * *'])(
    'cannot read "%s"',
    schedule => {
      expect(
        Schedule.of(object('CronJob', 'x', { spec: { schedule } })),
      ).toBeUndefined();
    },
  );

  it.each([
    ['0 4 31 2 *', true],
    ['0 0 31 4,6 *', true],
    ['0 4 29 2 *', false],
    ['0 0 30 2 1', false],
    ['@yearly', false],
  ])('knows whether %s never comes', (schedule, expected) => {
    const read = Schedule.of(object('CronJob', 'x', { spec: { schedule } }));
    expect(read?.isNeverDue).toBe(expected);
  });

  it('counts neither the beginning of a span nor less than it was asked for', () => {
    const span = ['2026-02-18T10:00:00Z', '2026-02-18T12:00:00Z'] as const;
    expect(lastDue('0 * * * *', span, 'Etc/UTC', 2)).toBeDefined();
    expect(lastDue('0 * * * *', span, 'Etc/UTC', 3)).toBeUndefined();
  });

  it('follows a zone through the year', () => {
    const summer = ['2026-07-01T00:00:00Z', '2026-07-02T00:00:00Z'] as const;
    expect(lastDue('0 3 * * *', summer, 'Europe/Berlin')).toBe(
      '2026-07-01T01:00:00.000Z',
    );
    expect(lastDue('0 3 * * *', FEBRUARY, 'Asia/Kolkata')).toBe(
      '2026-02-17T21:30:00.000Z',
    );
  });

  it('does not rely on a run that a change of the clocks may have skipped', () => {
    // Clocks in Berlin went from two to three in the night to 29 March 2026.
    const oneNight = ['2026-03-28T01:30:00Z', '2026-03-29T09:00:00Z'] as const;
    const twoNights = ['2026-03-28T01:30:00Z', '2026-03-30T09:00:00Z'] as const;
    expect(lastDue('30 2 * * *', oneNight, 'Europe/Berlin')).toBeUndefined();
    expect(lastDue('30 2 * * *', twoNights, 'Europe/Berlin')).toBe(
      '2026-03-30T00:30:00.000Z',
    );
  });
});
