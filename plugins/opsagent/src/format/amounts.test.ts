import { bytesText, numberText, quotaAmountText, shareText } from './amounts';

const GIB = 2 ** 30;

describe('amounts', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1 KiB'],
    [1.5 * GIB, '1.5 GiB'],
    [1024 * GIB, '1 TiB'],
    [2 ** 70, '1,048,576 PiB'],
  ])('writes %d bytes as %s', (bytes, expected) => {
    expect(bytesText(bytes, 'en').replace('\u00a0', ' ')).toBe(expected);
  });

  it('writes numbers and shares as the reader does', () => {
    expect(numberText(7.845, 'de')).toBe('7,85');
    expect(shareText(1, 3, 'en')).toBe('33%');
    expect(shareText(3, 1, 'en')).toBe('300%');
    expect(shareText(3, 0, 'en')).toBeUndefined();
    expect(shareText(3, undefined, 'en')).toBeUndefined();
  });

  it.each([
    ['requests.memory', GIB, '1 GiB'],
    ['memory', GIB, '1 GiB'],
    ['requests.storage', GIB, '1 GiB'],
    ['limits.ephemeral-storage', GIB, '1 GiB'],
    ['fast.storageclass.storage.k8s.io/requests.storage', GIB, '1 GiB'],
    ['requests.cpu', 1.5, '1.5'],
    ['count/deployments.apps', 12, '12'],
    ['persistentvolumeclaims', 3, '3'],
  ])('knows what %s counts in', (resource, amount, expected) => {
    const text = quotaAmountText(resource, amount, 'en');
    expect(text.replace('\u00a0', ' ')).toBe(expected);
  });
});
