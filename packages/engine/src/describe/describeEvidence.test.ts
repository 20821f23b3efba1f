import { describeEvidence } from './describeEvidence';

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
