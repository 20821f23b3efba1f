import { randomnessOf } from './randomness';

describe('randomnessOf', () => {
  it.each([
    'CartController$1',
    'getHTTP2StreamPriorityFromHeadersV2Internal',
    'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
    'UsernamePasswordAuthenticationToken',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
    'Apache-2.0',
    'prometheus-operator-v0.71.2',
  ])('is below zero for the name %s', name => {
    expect(randomnessOf(name)).toBeLessThan(0);
  });

  it.each(['xK9mP2vL8qRt', 'aT7kQz0WbN4pLxV2', 'qzkvxwprtnbdhjfm'])(
    'is more than one for each sign of %s',
    word => {
      expect(randomnessOf(word)).toBeGreaterThan(word.length);
    },
  );
});
