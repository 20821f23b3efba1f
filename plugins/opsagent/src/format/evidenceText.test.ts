import { evidenceText } from './evidenceText';

const object = { kind: 'Deployment', namespace: 'shop', name: 'cart' };

describe('evidenceText', () => {
  it.each([
    ['a field', 3, 'Deployment shop/cart spec.replicas: 3'],
    [
      'a field without a value',
      null,
      'Deployment shop/cart spec.replicas: null',
    ],
  ])('writes %s', (_, value, expected) => {
    const path = 'spec.replicas';
    expect(evidenceText({ type: 'field', object, path, value })).toBe(expected);
  });

  it('writes an event', () => {
    const message = 'Back-off restarting';
    expect(
      evidenceText({
        type: 'event',
        object,
        reason: 'BackOff',
        message,
        count: 2,
      }),
    ).toBe('Deployment shop/cart BackOff: Back-off restarting');
  });
});
