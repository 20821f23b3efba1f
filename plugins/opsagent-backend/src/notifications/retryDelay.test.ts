import { retryDelay } from './retryDelay';

describe('retryDelay', () => {
  it('grows from seconds to hours, and ends', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7].map(each => retryDelay(each)!);
    expect(delays[0]).toBe(10_000);
    expect(delays).toEqual([...delays].sort((a, b) => a - b));
    expect(retryDelay(8)).toBeUndefined();
  });

  it('is as long as the receiver asks for, within bounds', () => {
    expect(retryDelay(1, 60_000)).toBe(60_000);
    expect(retryDelay(3, 1)).toBe(120_000);
    expect(retryDelay(1, 1e12)).toBe(6 * 3_600_000);
    expect(retryDelay(8, 60_000)).toBeUndefined();
  });
});
