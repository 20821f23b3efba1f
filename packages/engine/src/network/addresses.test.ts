import { isInRange, isRangeWithin } from './addresses';

describe('isInRange', () => {
  it.each([
    ['10.1.2.3', '10.0.0.0/8', true],
    ['10.1.2.3', '10.1.2.3/32', true],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['fd00::1', 'fd00::/64', true],
    ['fd00::1', '0.0.0.0/0', false],
    ['10.1.2.3', 'not a range', false],
    ['not an address', '10.0.0.0/8', false],
  ])('%s in %s: %s', (address, range, expected) => {
    expect(isInRange(address, range)).toBe(expected);
  });
});

describe('isRangeWithin', () => {
  it.each([
    ['10.244.1.7/32', '10.244.1.0/24', true],
    ['10.244.0.0/16', '10.244.1.0/24', false],
    ['10.244.1.0/24', '10.244.1.0/24', true],
    ['', '10.244.1.0/24', false],
  ])('%s in %s: %s', (inner, outer, expected) => {
    expect(isRangeWithin(inner, outer)).toBe(expected);
  });
});
