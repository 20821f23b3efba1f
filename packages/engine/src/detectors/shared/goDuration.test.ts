import { goDuration } from './goDuration';

describe('goDuration', () => {
  it.each([
    ['1h', 3_600_000],
    ['1h30m0s', 5_400_000],
    ['1.5s', 1_500],
    ['250ms', 250],
    ['0', 0],
    ['0s', 0],
    ['often', undefined],
    ['1d', undefined],
    ['', undefined],
    [60, undefined],
  ])('reads %j', (text, expected) => {
    expect(goDuration(text)).toBe(expected);
  });
});
