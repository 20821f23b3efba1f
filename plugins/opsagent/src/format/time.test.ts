import {
  absoluteTime,
  durationWords,
  elapsedTime,
  momentTime,
  relativeTime,
} from './time';

const options = {
  locale: 'en',
  zone: 'Europe/Berlin',
  now: new Date('2026-11-21T13:25:00Z'),
};

describe('relativeTime', () => {
  it.each([
    ['2026-11-21T13:24:20Z', '40 seconds ago'],
    ['2026-11-21T13:02:00Z', '23 minutes ago'],
    ['2026-11-19T13:25:00+00:00', '2 days ago'],
    ['2026-11-21T13:26:00Z', '1 second ago'],
  ])('says of %s: %s', (timestamp, expected) => {
    expect(relativeTime(timestamp, options)).toBe(expected);
  });

  it('speaks the language of the portal', () => {
    expect(
      relativeTime('2026-11-21T13:02:00Z', { ...options, locale: 'de' }),
    ).toBe('vor 23 Minuten');
  });
});

describe('absoluteTime', () => {
  it.each([
    ['Europe/Berlin', 'Nov 21, 2026, 14:02:05 GMT+1'],
    ['America/New_York', 'Nov 21, 2026, 08:02:05 EST'],
  ])('is to the second and in the zone %s', (zone, expected) => {
    expect(absoluteTime('2026-11-21T13:02:05Z', { ...options, zone })).toBe(
      expected,
    );
  });
});

describe('momentTime', () => {
  it.each([
    ['today', '2026-11-21T13:02:05Z', '14:02'],
    [
      'yesterday in the zone of the reader',
      '2026-11-20T22:59:00Z',
      'Nov 20, 23:59',
    ],
    ['today in the zone of the reader', '2026-11-20T23:01:00Z', '00:01'],
    ['last year', '2025-12-31T12:00:00Z', 'Dec 31, 2025, 13:00'],
  ])('is as short as the day allows: %s', (_, timestamp, expected) => {
    expect(momentTime(timestamp, options)).toBe(expected);
  });
});

describe('elapsedTime', () => {
  it.each([
    ['2026-11-21T13:24:20Z', '40 seconds'],
    ['2026-11-21T13:02:00Z', '23 minutes'],
    ['2026-11-21T11:25:00Z', '2 hours'],
    ['2026-11-12T13:00:00Z', '9 days'],
    ['2026-11-21T13:26:00Z', '0 seconds'],
  ])('measures from %s: %s', (timestamp, expected) => {
    expect(elapsedTime(timestamp, options)).toBe(expected);
  });
});

describe('durationWords', () => {
  it.each([
    [0, '0 sec'],
    [59.6, '59 sec'],
    [60, '1 min'],
    [9_600, '2 hr, 40 min'],
    [200_000, '2 days, 7 hr'],
  ])('says %d seconds in its two largest units', (seconds, words) => {
    expect(durationWords(seconds, 'en')).toBe(words);
  });
});
