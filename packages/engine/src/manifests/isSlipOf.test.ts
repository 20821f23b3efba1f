import { isSlipOf } from './isSlipOf';
import { SlipIndex } from './SlipIndex';

const SLIPS: [string, string][] = [
  ['setings', 'settings'],
  ['crat', 'cart'],
  ['carts', 'cart'],
  ['cart-data', 'carts-data'],
  ['cartdata', 'cart-data'],
  ['shop-crat-db', 'shop-cart-db'],
];

const OTHERS: [string, string][] = [
  ['shard-a', 'shard-b'],
  ['team-a', 'team-b'],
  ['node1', 'node2'],
  ['groupa', 'groupb'],
  ['postgres', 'postgrest'],
  ['cart', 'card'],
  ['eu-west', 'us-west'],
  ['api', 'apis'],
  ['redis', 'mysql'],
  ['cart', 'cart'],
];

describe('isSlipOf', () => {
  it.each(SLIPS)('sees a slip in %s for %s', (word, other) => {
    expect(isSlipOf(word, other)).toBe(true);
  });

  it.each(OTHERS)('sees none in %s for %s', (word, other) => {
    expect(isSlipOf(word, other)).toBe(false);
  });
});

describe('SlipIndex', () => {
  it.each([...SLIPS, ...OTHERS])(
    'answers alike for %s and %s',
    (word, other) => {
      const index = new SlipIndex();
      index.add('elsewhere');
      index.add(other);
      expect(index.near(word)).toEqual(isSlipOf(word, other) ? [other] : []);
    },
  );
});
