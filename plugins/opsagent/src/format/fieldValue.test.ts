import { fieldValue } from './fieldValue';

describe('fieldValue', () => {
  it.each([
    ['text', 'nginx:1.27', 'nginx:1.27'],
    ['an empty text', '', '""'],
    ['a number', 0, '0'],
    ['a boolean', false, 'false'],
    ['a small map', { name: 'db', key: 'password' }, 'name: db, key: password'],
    ['a small list', ['a', 'b'], 'a, b'],
    ['an empty map', {}, '{}'],
    ['an empty list', [], '[]'],
  ])('shows %s in the line', (_, value, text) => {
    expect(fieldValue(value)).toEqual({ text, block: false });
  });

  it.each([
    ['a nested map', { limits: { memory: '1Gi' } }],
    ['many values', [1, 2, 3, 4, 5]],
    ['a long text', 'x'.repeat(61)],
    ['several lines', 'a\nb'],
  ])('shows %s as a block', (_, value) => {
    expect(fieldValue(value)?.block).toBe(true);
  });

  it('says nothing of an absent value and cuts an endless one', () => {
    expect(fieldValue(null)).toBeUndefined();
    expect(fieldValue('x'.repeat(1_000_000))?.text).toHaveLength(4_001);
  });
});
