import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readAutomaticOptions } from './readAutomaticOptions';

const read = (automatic: JsonObject) =>
  readAutomaticOptions(
    new ConfigReader({ opsagent: { investigations: { automatic } } }),
  );

describe('readAutomaticOptions', () => {
  it('is off unless it is configured, and careful then', () => {
    expect(readAutomaticOptions(new ConfigReader({}))).toBeUndefined();
    expect(read({ severity: 'critical' })).toEqual({
      severities: ['critical'],
      owners: 'optIn',
      clusters: undefined,
      namespaces: undefined,
      logs: false,
      concurrency: 1,
      budget: { tokens: 1_000_000 },
    });
    expect(
      read({
        severity: 'medium',
        owners: 'all',
        clusters: ['prod'],
        namespaces: ['shop'],
        logs: true,
        concurrency: 3,
        budget: { day: { cost: 5 } },
      }),
    ).toEqual({
      severities: ['critical', 'high', 'medium'],
      owners: 'all',
      clusters: ['prod'],
      namespaces: ['shop'],
      logs: true,
      concurrency: 3,
      budget: { cost: 5 },
    });
  });

  it.each<[JsonObject, RegExp]>([
    [{ severity: 'bad' }, /automatic\.severity: "bad" is not known; use one/],
    [{ owners: 'some' }, /automatic\.owners: "some" is not known/],
    [{ concurrency: 0 }, /automatic\.concurrency: 0 is not a number/],
    [{ budget: { day: { tokens: 0 } } }, /automatic\.budget\.day\.tokens: 0/],
  ])('names what is wrong with %p', (wrong, message) => {
    expect(() => read(wrong)).toThrow(message);
  });
});
