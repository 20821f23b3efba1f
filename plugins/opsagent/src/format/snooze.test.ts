import { customSnoozeEnd, snoozeEnd } from './snooze';

const options = {
  now: new Date('2026-03-28T20:30:00Z'),
  zone: 'Europe/Berlin',
};

describe('a snooze', () => {
  it.each([
    ['hour', '2026-03-28T21:30:00.000Z'],
    // Nine in the morning comes an hour sooner in the night that summer begins.
    ['tomorrow', '2026-03-29T07:00:00.000Z'],
    ['week', '2026-04-04T19:30:00.000Z'],
  ] as const)('of one %s ends at %s', (snooze, end) => {
    expect(snoozeEnd(snooze, options)).toBe(end);
  });

  it.each([
    ['2026-03-29T09:00', { until: '2026-03-29T07:00:00.000Z' }],
    ['', { problem: 'missing' }],
    ['soon', { problem: 'missing' }],
    ['2026-03-28T21:30', { problem: 'past' }],
    ['2026-06-27T09:00', { problem: 'tooFar' }],
  ])('until "%s" is %j', (typed, end) => {
    expect(customSnoozeEnd(typed, options)).toEqual(end);
  });
});
