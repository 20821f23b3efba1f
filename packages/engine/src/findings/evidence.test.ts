import { object } from '../testing/builders';
import {
  eventEvidence,
  field,
  logEvidence,
  shorten,
  shortenEvidence,
} from './evidence';

const pod = object('Pod', 'cart-1');
const URL_WITH_PASSWORD = 'postgres://shop:hunter7@db:5432';

describe('evidence', () => {
  it.each([
    [
      'a log line',
      logEvidence(pod, 'app', [`cannot open ${URL_WITH_PASSWORD}`]),
    ],
    [
      'an event',
      eventEvidence(object('Event', 'a', { message: URL_WITH_PASSWORD })),
    ],
    [
      'a field',
      shortenEvidence(field(pod, 'status', { message: [URL_WITH_PASSWORD] })),
    ],
  ])('hides a password in %s', (_, evidence) => {
    expect(JSON.stringify(evidence)).toContain('postgres://shop:(hidden)@db');
  });

  it('hides a password before it cuts a text', () => {
    const long = `${' x'.repeat(290)} ${URL_WITH_PASSWORD}`;
    expect(shorten(long)).not.toContain('hunter');
  });
});

describe('shortenEvidence', () => {
  const valueOf = (value: unknown) => {
    const short = shortenEvidence(field(pod, 'spec', value));
    return short.type === 'field' ? short.value : undefined;
  };

  it('marks what it leaves out of lists and maps', () => {
    const numbers = Array.from({ length: 90 }, (_, index) => index);
    const list = valueOf(numbers) as unknown[];
    expect(list).toHaveLength(51);
    expect(list[50]).toBe('… and 40 more');
    const map = valueOf(
      Object.fromEntries(numbers.map(each => [`k${each}`, each])),
    );
    expect(Object.keys(map as object)).toHaveLength(51);
    expect(map).toMatchObject({ k0: 0, '…': 'and 40 more' });
  });

  it('bounds the whole, however the value is built', () => {
    const texts = Array.from({ length: 50 }, () => 'x'.repeat(600));
    const value = Array.from({ length: 50 }, () => ({
      texts,
      more: { texts },
    }));
    expect(JSON.stringify(valueOf(value)).length).toBeLessThan(60_000);
    let deep: unknown = 'x';
    for (let depth = 0; depth < 5_000; depth += 1) deep = [deep];
    expect(JSON.stringify(valueOf(deep))).toContain('…');
  });

  it('keeps what is short', () => {
    const value = {
      ports: [{ port: 80, name: 'http' }],
      none: null,
      yes: true,
    };
    expect(valueOf(value)).toEqual(value);
  });
});
