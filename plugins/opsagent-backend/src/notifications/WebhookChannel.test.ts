import {
  NoticeEvent,
  noticeEventSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { IncomingHttpHeaders, createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { NoticeMessage } from './NotificationChannel';
import { WebhookChannel } from './WebhookChannel';

const SECRET = `whsec_${Buffer.from('k'.repeat(32)).toString('base64')}`;
const CHECKOUT = 'group:default/checkout';
const OPENED: NoticeEvent = {
  type: 'incident.opened',
  timestamp: '2026-03-01T12:00:00.000Z',
  data: {
    owner: CHECKOUT,
    title: 'Secret shop/pay-db does not exist',
    link: '/opsagent/incidents/abc',
    incident: 'abc',
    cluster: 'prod',
    severity: 'high',
    state: 'open',
    role: 'cause',
    entities: ['component:default/pay'],
    firstSeenAt: '2026-03-01T12:00:00.000Z',
  },
};
const MESSAGE: NoticeMessage = {
  id: 'delivery-1',
  subject: 'incident:abc',
  topic: 'incidents',
  event: OPENED,
};

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** Answers as told; never when told nothing. */
async function startReceiver(
  status?: number,
  headers: Record<string, string> = {},
) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ headers: request.headers, body });
    if (status) response.writeHead(status, headers).end('thank you');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    received,
    url: `http://127.0.0.1:${port}/hook?token=hidden`,
    close: () => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(resolve));
    },
  };
}

describe('WebhookChannel', () => {
  let receiver: Awaited<ReturnType<typeof startReceiver>>;

  afterEach(async () => {
    await receiver.close();
  });

  const channel = (fields = {}) =>
    new WebhookChannel({
      url: receiver.url,
      secret: SECRET,
      lastSeverityRank: 2,
      baseUrl: 'https://portal.example.com/backstage',
      ...fields,
    });
  const send = () =>
    channel().send(MESSAGE, { signal: AbortSignal.timeout(500) });

  it('posts what receivers can verify and understand, with links that lead to the portal', async () => {
    receiver = await startReceiver(204);
    await send();
    await send();
    const [first, second] = receiver.received;
    expect(first.headers['content-type']).toBe('application/json');
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);

    const headers = first.headers as Record<string, string>;
    const verified = new Webhook(SECRET).verify(first.body, headers);
    expect(noticeEventSchema.parse(verified)).toEqual({
      ...OPENED,
      data: {
        ...OPENED.data,
        link: 'https://portal.example.com/backstage/opsagent/incidents/abc',
      },
    });
    const forged = first.body.replace('high', 'low');
    expect(() => new Webhook(SECRET).verify(forged, headers)).toThrow();
  });

  it.each<[number, Record<string, string>, object]>([
    [500, {}, { isTemporary: true, retryAfter: undefined }],
    [503, { 'Retry-After': '120' }, { isTemporary: true, retryAfter: 120_000 }],
    [429, { 'Retry-After': '7' }, { isTemporary: true, retryAfter: 7_000 }],
    [429, { 'Retry-After': 'soon' }, { isTemporary: true }],
    [400, {}, { isTemporary: false }],
    [410, {}, { isTemporary: false }],
  ])(
    'says of an answer %d %j whether to try again',
    async (status, headers, expected) => {
      receiver = await startReceiver(status, headers);
      await expect(send()).rejects.toMatchObject({
        name: 'DeliveryError',
        message: `the receiver answered ${status}`,
        ...expected,
      });
    },
  );

  it('follows no redirect', async () => {
    const elsewhere = await startReceiver(204);
    receiver = await startReceiver(307, { Location: elsewhere.url });
    await expect(send()).rejects.toMatchObject({ isTemporary: false });
    expect(elsewhere.received).toEqual([]);
    await elsewhere.close();
  });

  it('gives up on a receiver that never answers, or is not there', async () => {
    receiver = await startReceiver();
    await expect(send()).rejects.toThrow(/timeout/);
    await receiver.close();
    await expect(send()).rejects.toThrow(/fetch failed/);
  });

  it('takes only what is grave enough and for its owners, and digests of any', async () => {
    receiver = await startReceiver(204);
    const grave = channel({ lastSeverityRank: 0, owners: [CHECKOUT] });
    expect(grave.accepts({ ownerRef: CHECKOUT, severityRank: 0 })).toBe(true);
    expect(grave.accepts({ ownerRef: CHECKOUT, severityRank: 1 })).toBe(false);
    expect(grave.accepts({ ownerRef: CHECKOUT })).toBe(true);
    expect(grave.accepts({ ownerRef: 'group:default/x' })).toBe(false);
  });

  it('shows neither its address nor its key to those who read the log or the database', async () => {
    receiver = await startReceiver(204);
    const { id, label } = channel();
    expect(`${id} ${label}`).not.toMatch(/hidden|hook\?|whsec/);
    expect(channel().id).toBe(id);
  });
});
