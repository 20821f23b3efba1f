import { parse } from 'yaml';
import { toJson, toYaml } from './serialize';

const HOSTILE = {
  escape: 'a \u001b[31mred\u0007',
  rest: '\u009b31m \u007f \u202eabc \u{e0001}tag',
  lines: 'first\n\u001b[2Jsecond\ttab',
  plain: 'Grüße, 日本',
  '\u001b]0;title\u0007': ['\u0000'],
};

describe.each([
  ['toJson', toJson, (text: string): unknown => JSON.parse(text)],
  ['toYaml', toYaml, (text: string): unknown => parse(text)],
] as const)('%s', (_, serialize, read) => {
  it('lets nothing through that would control a terminal', () => {
    expect(serialize(HOSTILE)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  });

  it('keeps every value', () => {
    expect(read(serialize(HOSTILE))).toEqual(HOSTILE);
  });

  it('leaves ordinary text as it is', () => {
    expect(serialize(HOSTILE)).toContain('Grüße, 日本');
  });
});
