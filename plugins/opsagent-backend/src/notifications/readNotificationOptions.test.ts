import { ConfigReader } from '@backstage/config';
import { readNotificationOptions } from './readNotificationOptions';

const SECRET = `whsec_${Buffer.from('k'.repeat(32)).toString('base64')}`;
const ADDRESS = 'https://hooks.example.com/x';

const read = (notifications: object) =>
  readNotificationOptions(
    new ConfigReader({ opsagent: { notifications } } as never),
  );

describe('readNotificationOptions', () => {
  it('tells of what is medium or worse, over the portal if it is there, and writes no digests', () => {
    expect(readNotificationOptions(new ConfigReader({}))).toEqual({
      portal: undefined,
      details: true,
      lastSeverityRank: 2,
      mostAtOnce: 10,
      webhooks: [],
    });
  });

  it('reads all of it', () => {
    expect(
      read({
        portal: false,
        details: false,
        minimumSeverity: 'high',
        summarizeAbove: 3,
        digest: { frequency: { cron: '0 8 * * 1' } },
        webhooks: [
          { url: ADDRESS, secret: SECRET },
          {
            url: 'http://pager.internal',
            secret: SECRET,
            minimumSeverity: 'critical',
            owners: ['Group:Checkout'],
          },
        ],
      }),
    ).toEqual({
      portal: false,
      details: false,
      lastSeverityRank: 1,
      mostAtOnce: 3,
      digest: { cron: '0 8 * * 1' },
      webhooks: [
        { url: ADDRESS, secret: SECRET, lastSeverityRank: 1 },
        {
          url: 'http://pager.internal',
          secret: SECRET,
          lastSeverityRank: 0,
          owners: ['group:default/checkout'],
        },
      ],
    });
    expect(read({ digest: { frequency: '7d' } }).digest).toEqual({ weeks: 1 });
  });

  it.each([
    [{ minimumSeverity: 'awful' }, /^opsagent.notifications.minimumSeverity: /],
    [{ summarizeAbove: 1.5 }, /^opsagent.notifications.summarizeAbove: /],
    [
      { webhooks: [{ url: 'example.com', secret: SECRET }] },
      /^opsagent.notifications.webhooks\[0\].url: /,
    ],
    [
      { webhooks: [{ url: 'file:///etc', secret: SECRET }] },
      /^opsagent.notifications.webhooks\[0\].url: /,
    ],
    [
      { webhooks: [{ url: ADDRESS, secret: 'hunter2' }] },
      /^opsagent.notifications.webhooks\[0\].secret: (?!.*hunter2)/,
    ],
    [
      { webhooks: [{ url: ADDRESS, secret: 'whsec_c2hvcnQ=' }] },
      /^opsagent.notifications.webhooks\[0\].secret: /,
    ],
    [
      { webhooks: [{ url: ADDRESS, secret: SECRET, minimumSeverity: 'x' }] },
      /^opsagent.notifications.webhooks\[0\].minimumSeverity: /,
    ],
    [
      { webhooks: [{ url: ADDRESS, secret: SECRET, owners: ['checkout'] }] },
      /^opsagent.notifications.webhooks\[0\].owners\[0\]: /,
    ],
    [
      { webhooks: [{ secret: SECRET }] },
      /opsagent.notifications.webhooks\[0\].url/,
    ],
  ])('refuses %j and names the field', (notifications, message) => {
    expect(() => read(notifications)).toThrow(message);
  });
});
