import { Labels } from './labels';
import { LabelIndex } from './LabelIndex';

interface Labelled {
  name: string;
  labels?: Labels;
}

const cart = (name: string): Labelled => ({
  name,
  labels: { app: 'cart', tier: 'web' },
});
const shop: readonly Labelled[] = [
  cart('cart-1'),
  cart('cart-2'),
  { name: 'bare' },
  { name: 'odd', labels: { ['toString']: 'x' } as unknown as Labels },
  { name: 'cart-3', labels: { tier: 'web', app: 'cart' } },
  { name: 'db-1', labels: { app: 'db', tier: 'data' } },
  { name: 'web-1', labels: { app: 'web', tier: 'web' } },
];

const indexOf = (asked: string[] = []) =>
  new LabelIndex<Labelled>(
    namespace => {
      asked.push(namespace);
      return namespace === 'shop' ? shop : [];
    },
    ({ labels }) => labels,
  );

const namesOf = (objects: readonly Labelled[]) =>
  objects.map(({ name }) => name);

describe('LabelIndex', () => {
  it('finds what carries every pair, in the given order', () => {
    const index = indexOf();
    const carts = index.matching('shop', { tier: 'web', app: 'cart' });
    expect(namesOf(carts)).toEqual(['cart-1', 'cart-2', 'cart-3']);
    const web = index.matching('shop', { tier: 'web' });
    expect(namesOf(web)).toEqual(['cart-1', 'cart-2', 'cart-3', 'web-1']);
  });

  it('finds nothing for an empty selector, another value, an inherited key or another namespace', () => {
    const index = indexOf();
    expect(index.matching('shop', {})).toEqual([]);
    expect(index.matching('shop', { app: 'cart', tier: 'data' })).toEqual([]);
    expect(index.matching('shop', { constructor: 'cart' })).toEqual([]);
    expect(index.matching(undefined, { app: 'cart' })).toEqual([]);
  });

  it('joins only what follows each other with the same labels', () => {
    const runs = indexOf().alikeIn('shop');
    expect(runs.map(({ objects }) => namesOf(objects))).toEqual([
      ['cart-1', 'cart-2'],
      ['bare'],
      ['odd'],
      ['cart-3'],
      ['db-1'],
      ['web-1'],
    ]);
  });

  it('reads a namespace once, when it is first asked for', () => {
    const asked: string[] = [];
    const index = indexOf(asked);
    expect(asked).toEqual([]);
    index.matching('shop', { app: 'cart' });
    index.matching('shop', { tier: 'data' });
    expect(asked).toEqual(['shop']);
  });
});
