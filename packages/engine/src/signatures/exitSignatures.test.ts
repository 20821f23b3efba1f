import { means } from './exitSignatures';

describe('means', () => {
  it.each<[string, number | undefined, boolean]>([
    ['exit.cannot-run', 127, true],
    ['exit.cannot-run', 1, false],
    ['exit.native-crash', 139, true],
    ['exit.native-crash', 137, false],
    ['exit.aborted', 134, true],
    ['exit.aborted', undefined, false],
    ['exit.other', 127, false],
  ])('%s of %s is %s', (signature, code, expected) => {
    expect(means(signature, code)).toBe(expected);
  });
});
