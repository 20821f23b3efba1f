import { retryAfterOf } from './retryAfterOf';

const NOW = new Date('2026-03-01T12:00:00Z');

describe('retryAfterOf', () => {
  it.each([
    ['120', 120_000],
    ['Sun, 01 Mar 2026 12:05:00 GMT', 300_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
  ])('reads %j', (text, expected) => {
    const headers = new Headers({ 'Retry-After': text });
    expect(retryAfterOf(headers, NOW)).toBe(expected);
  });
});
