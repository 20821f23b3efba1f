import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { warnOfUnknownKeys } from './warnOfUnknownKeys';

function warningsOf(opsagent?: JsonObject) {
  const logger = mockServices.logger.mock();
  warnOfUnknownKeys({
    config: new ConfigReader(opsagent ? { opsagent } : {}),
    logger,
  });
  return logger.warn.mock.calls.map(([message]) =>
    message.replace('The configuration says what has no effect: ', ''),
  );
}

describe('warnOfUnknownKeys', () => {
  it('says nothing of what is known, nor of keys that are free', () => {
    expect(warningsOf()).toEqual([]);
    expect(
      warningsOf({
        platformOwner: 'group:default/platform',
        schedule: { frequency: { minutes: 5 } },
        models: [{ name: 'local', headers: { 'X-Team': 'shop' } }],
        mapping: [{ labels: { team: 'a' }, entityRef: 'component:default/a' }],
        notifications: { digest: { frequency: { cron: '0 8 * * 1' } } },
      }),
    ).toEqual([]);
  });

  it('names each unknown key with the nearest that is known', () => {
    expect(
      warningsOf({
        modles: [],
        investigation: {},
        investigations: { timout: '5m' },
        notifications: { webhooks: [{}, { URL: 'https://a', sercet: 'b' }] },
      }),
    ).toEqual([
      'opsagent.modles: there is no such key; did you mean models?',
      'opsagent.investigation: there is no such key; did you mean investigations?',
      'opsagent.investigations.timout: there is no such key; did you mean timeout?',
      'opsagent.notifications.webhooks[1].URL: there is no such key; did you mean url?',
      'opsagent.notifications.webhooks[1].sercet: there is no such key; did you mean secret?',
    ]);
  });

  it('lists the known ones where none is near, and takes no inherited name for one', () => {
    expect(
      warningsOf({ summaries: { constructor: true }, clusters: { zone: 'a' } }),
    ).toEqual([
      'opsagent.summaries.constructor: there is no such key; use one of automatic',
      'opsagent.clusters.zone: there is no such key; use one of include, exclude',
    ]);
  });
});
