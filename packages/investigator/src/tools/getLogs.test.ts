import { createPrivacy } from '../privacy/createPrivacy';
import { textsOf, useTool } from './__testUtils__/useTool';
import { ClusterToolContext } from './Tool';

describe('get_logs', () => {
  const logs = (asked: object, context: Partial<ClusterToolContext> = {}) =>
    useTool(
      'get_logs',
      {
        namespace: 'shop',
        pod: 'checkout-1-x',
        container: 'app',
        previous: false,
        since_minutes: null,
        contains: null,
        lines: 100,
        ...asked,
      },
      context,
    );
  const logOf = (lines: readonly string[]): Partial<ClusterToolContext> => ({
    logs: { read: async request => lines.slice(-request.lines) },
    privacy: createPrivacy({ key: 'key' }),
  });

  it('gives the last lines in excerpts that can be cited', async () => {
    const { facts, cut } = await logs({ lines: 12 });
    expect(facts).toHaveLength(3);
    expect(facts[2].text).toBe('line 24\nFATAL no password');
    expect(cut).toContain('earlier lines');
  });

  it('searches', async () => {
    expect(await textsOf(logs({ contains: 'fatal' }))).toEqual([
      'FATAL no password',
    ]);
    expect(await logs({ contains: 'panic' })).toMatchObject({
      facts: [],
      note: 'No line contains it.',
    });
  });

  it.each([{}, { contains: 'ab' }])(
    'shows no part of a private key, however it is asked for: %j',
    async asked => {
      const body = Array.from({ length: 25 }, () => 'ab '.repeat(20));
      const key = ['BEGIN', ...body, 'END'].map((line, index) =>
        index === 0 || index === 26 ? `-----${line} PRIVATE KEY-----` : line,
      );
      const log = logOf(['loaded', ...key, 'about to start']);
      const texts = (await textsOf(logs(asked, log))).join('\n');
      expect(texts).toContain('about to start');
      expect(texts).not.toContain('ab ab');
    },
  );

  it('marks lines that it cuts', async () => {
    const [text] = await textsOf(logs({}, logOf(['so '.repeat(300)])));
    expect(text).toHaveLength(600);
    expect(text).toMatch(/…$/);
  });

  it('says that it did not search the whole log', async () => {
    const log = logOf(Array.from({ length: 2_001 }, () => 'well'));
    expect(await logs({ contains: 'panic' }, log)).toEqual({
      facts: [],
      keeps: 'last',
      note: 'Only the last 2,000 lines were searched.',
    });
  });

  it.each([{ previous: true }, { since_minutes: 5 }])(
    'says how to ask for what a dump has, instead of %j',
    async asked => {
      await expect(logs(asked)).rejects.toThrow(
        'This dump keeps one log per container: ask with previous false and since_minutes null',
      );
    },
  );

  it.each([
    [
      { pod: 'checkout-2-y' },
      'There is no Pod shop/checkout-2-y; there are checkout-1-x',
    ],
    [
      { container: 'web' },
      'Pod shop/checkout-1-x has no container web; there are app',
    ],
  ])('names what there is instead of %j', async (asked, why) => {
    await expect(logs(asked)).rejects.toThrow(why);
  });

  it('does not take a log that it does not have for an empty one', async () => {
    const read = async () => undefined;
    const { facts } = await logs({}, { logs: { read } });
    expect(facts).toMatchObject([
      {
        kind: 'unread',
        path: 'app',
        text: expect.stringContaining('not captured'),
      },
    ]);
  });

  it('takes what is left out, and numbers beyond the limits, as far as it can', async () => {
    const asked: number[] = [];
    const read = async ({ lines }: { lines: number }) => {
      asked.push(lines);
      return [];
    };
    await logs({ lines: 100_000 }, { logs: { read } });
    await logs({ lines: undefined, previous: undefined }, { logs: { read } });
    expect(asked).toEqual([201, 51]);
  });
});
