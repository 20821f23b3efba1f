import { hostnamesIntersect } from './hostnames';

describe('hostnamesIntersect', () => {
  it.each([
    ['shop.example.com', 'Shop.example.com', true],
    ['*.example.com', 'shop.example.com', true],
    ['a.b.example.com', '*.example.com', true],
    ['*.example.com', '*.shop.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', 'shop.example.org', false],
    ['shop.example.com', 'cart.example.com', false],
    ['*.example.com', '*.example.org', false],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(hostnamesIntersect(one, other)).toBe(expected);
    expect(hostnamesIntersect(other, one)).toBe(expected);
  });
});
