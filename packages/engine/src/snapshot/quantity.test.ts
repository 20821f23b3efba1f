import { parseQuantity } from './quantity';

describe('parseQuantity', () => {
  it.each([
    ['100m', 0.1],
    ['2', 2],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['1.', 1],
    ['128Mi', 134217728],
    ['1Gi', 1073741824],
    ['1.5Gi', 1610612736],
    ['1G', 1e9],
    ['1k', 1000],
    ['12e3', 12000],
    ['12E3', 12000],
    ['1E', 1e18],
    ['-5m', -0.005],
    ['250000n', 0.00025],
    ['100u', 0.0001],
    [' 1 ', 1],
  ])('reads %s as %d', (quantity, value) => {
    expect(parseQuantity(quantity)).toBeCloseTo(value, 9);
  });

  it.each([undefined, '', 'much', '1K', '1mi', '1 Gi', '--1', '1ee3'])(
    'refuses %p',
    quantity => {
      expect(parseQuantity(quantity)).toBeUndefined();
    },
  );

  it('takes numbers as they are', () => {
    expect(parseQuantity(3)).toBe(3);
  });
});
