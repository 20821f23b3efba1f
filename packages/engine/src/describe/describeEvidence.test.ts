import { Evidence } from '../findings/Finding';
import { describeEvidence, describeOfObject } from './describeEvidence';

const event = (message: string) =>
  describeEvidence({
    type: 'event',
    object: { kind: 'Pod', namespace: 'shop', name: 'cart' },
    reason: 'Failed',
    message,
    count: 3,
  });

describe('describeEvidence', () => {
  it('shows a short message as it is', () => {
    expect(event('not found')).toEqual([
      'Pod shop/cart: event Failed (3 times): not found',
    ]);
  });

  it('shows what was tried and what went wrong of a long one', () => {
    const [line] = event(`pull image${': rpc error'.repeat(60)}: not found`);
    expect(line).toMatch(/: pull image: rpc .* … .*: rpc error: not found$/);
    expect(line.length).toBeLessThan(400);
  });
});

describe('describeOfObject', () => {
  const object = { kind: 'Pod', namespace: 'shop', name: 'cart' };
  const field = { type: 'field' as const, object, path: 'spec.nodeName' };
  it.each<[Evidence, string, string]>([
    [{ ...field, value: 'one' }, 'one', 'Pod shop/cart: spec.nodeName is one'],
    [
      { ...field, value: 'two', was: 'one' },
      'was changed from one to two',
      'Pod shop/cart: spec.nodeName was changed from one to two',
    ],
    [
      { type: 'absence', object, part: 'key "a"' },
      'has no key "a"',
      'Pod shop/cart has no key "a"',
    ],
    [
      { type: 'absence', object },
      'does not exist',
      'Pod shop/cart does not exist',
    ],
    [
      { type: 'unread', object, reason: 'forbidden' },
      'forbidden',
      'Pod shop/cart: forbidden',
    ],
    [
      { type: 'log', object, lines: ['FATAL'] },
      'FATAL',
      'Pod shop/cart, last lines of its log:\nFATAL',
    ],
  ])('says of %j what is told beside the object', (evidence, told, whole) => {
    expect(describeOfObject(evidence).join('\n')).toBe(told);
    expect(describeEvidence(evidence).join('\n')).toBe(whole);
  });
});
