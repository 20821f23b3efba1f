import { ConfigReader } from '@backstage/config';
import { readOptions } from './readOptions';

const read = (opsagent?: object) =>
  readOptions(
    new ConfigReader(opsagent ? { opsagent: opsagent as never } : {}),
  );

describe('readOptions', () => {
  it('needs no configuration', () => {
    expect(read()).toEqual({
      frequency: { minutes: 5 },
      initialDelay: { seconds: 2 },
      scanTimeout: 120_000,
      requestTimeout: 20_000,
      concurrency: 8,
      retention: 30 * 24 * 3_600_000,
      secrets: 'metadata',
      include: [],
      exclude: [],
      mapping: [],
      models: [],
      runbooks: [],
      conversations: { timeout: 180_000, concurrency: 8 },
      summaries: { automatic: false },
      modelRoles: {},
      investigations: {
        timeout: 300_000,
        concurrency: 4,
        reuse: 1_800_000,
        budget: {},
      },
      clusterLabel: 'cluster',
      alertsUnheard: 2 * 24 * 3_600_000,
      notifications: {
        details: true,
        lastSeverityRank: 2,
        mostAtOnce: 10,
        webhooks: [],
      },
    });
  });

  it('reads durations in each form, and cron lines', () => {
    expect(
      read({ schedule: { frequency: '10m', timeout: { seconds: 90 } } }),
    ).toMatchObject({ frequency: { minutes: 10 }, scanTimeout: 90_000 });
    expect(
      read({ schedule: { frequency: { cron: '*/10 * * * *' } } }).frequency,
    ).toEqual({ cron: '*/10 * * * *' });
    expect(read({ retention: 'P7D' }).retention).toBe(7 * 24 * 3_600_000);
  });

  it('spells the platform owner as the catalog does', () => {
    expect(read({ platformOwner: 'Group:Platform' }).platformOwner).toBe(
      'group:default/platform',
    );
  });

  it.each([
    [{ schedule: { frequency: '5 parsecs' } }, /opsagent\.schedule\.frequency/],
    [{ retention: { moons: 1 } }, /opsagent\.retention/],
    [{ concurrency: 0 }, /opsagent\.concurrency: 0 .*use/],
    [{ secrets: 'all' }, /opsagent\.secrets: "all" .*metadata, keys, none/],
    [{ platformOwner: 'platform' }, /opsagent\.platformOwner: .*group:default/],
    [
      { platformOwner: 'component:x' },
      /opsagent\.platformOwner: "component:x"/,
    ],
    [{ alerts: { clusterLabel: '' } }, /opsagent\.alerts\.clusterLabel/],
    [{ alerts: { endUnheardAfter: 'x' } }, /alerts\.endUnheardAfter/],
    [
      { investigations: { concurrency: 0 } },
      /opsagent\.investigations\.concurrency: 0 .*use/,
    ],
    [
      { investigations: { budget: { perDay: { cost: 0 } } } },
      /opsagent\.investigations\.budget\.perDay\.cost: 0 .*above 0/,
    ],
    [{ investigations: { timeout: 'soon' } }, /investigations\.timeout/],
    [{ clusters: { include: 'prod' } }, /opsagent\.clusters\.include/],
  ])('names the field that is wrong in %j', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });
});
