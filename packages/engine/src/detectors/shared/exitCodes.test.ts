import { describeExit } from './exitCodes';

describe('describeExit', () => {
  it.each([
    [127, 'exit code 127 (command or shared library not found)'],
    [137, 'exit code 137 (SIGKILL)'],
    // Git and others end with it of their own accord; a runtime that starts nothing says so in its reason.
    [128, 'exit code 128'],
    [3, 'exit code 3'],
    [undefined, 'an unknown exit code'],
  ])('tells %s', (code, words) => {
    expect(describeExit(code)).toBe(words);
  });
});
