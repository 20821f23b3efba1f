import { unmaskText } from './unmaskText';

const mask = {
  unmask: (text: string) => text.replaceAll('<a-1>', 'say "\\n"'),
};

describe('unmaskText', () => {
  it('keeps JSON what it is, whatever the names contain', () => {
    const text = '{"whom":["<a-1>"],"n":1,"no":null}';
    expect(JSON.parse(unmaskText(text, mask))).toEqual({
      whom: ['say "\\n"'],
      n: 1,
      no: null,
    });
  });

  it('puts names into words', () => {
    expect(unmaskText('ask <a-1>', mask)).toBe('ask say "\\n"');
    expect(unmaskText('nobody', mask)).toBe('nobody');
  });
});
