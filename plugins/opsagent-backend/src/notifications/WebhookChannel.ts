import { resolveNotificationLink } from '@backstage/plugin-notifications-node';
import { NoticeEvent } from '@opsagent/backstage-plugin-opsagent-common';
import { createHash } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { DeliveryError } from './DeliveryError';
import {
  Addressee,
  NoticeMessage,
  NotificationChannel,
} from './NotificationChannel';
import { retryAfterOf } from './retryAfterOf';

export interface WebhookChannelOptions {
  url: string;
  /** Key of the signature, as Standard Webhooks writes it. */
  secret: string;
  /** The mildest that it takes; 0 is the gravest. */
  lastSeverityRank: number;
  /** Entity references of the owners whose messages it takes; all when left out. */
  owners?: readonly string[];
  /** Address of the portal, which links begin with. */
  baseUrl: string;
}

/**
 * Posts to a URL, signed as Standard Webhooks asks for.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export class WebhookChannel implements NotificationChannel {
  readonly id: string;
  readonly label: string;
  readonly timeout = 10_000;
  readonly #options: WebhookChannelOptions;
  readonly #signer: Webhook;

  constructor(options: WebhookChannelOptions) {
    this.#options = options;
    this.#signer = new Webhook(options.secret);
    const digest = createHash('sha256').update(options.url).digest('base64url');
    this.id = `webhook:${digest}`;
    this.label = `the webhook at ${new URL(options.url).host}`;
  }

  accepts({ ownerRef, severityRank }: Addressee): boolean {
    const { lastSeverityRank, owners } = this.#options;
    return (
      (severityRank === undefined || severityRank <= lastSeverityRank) &&
      (owners === undefined || owners.includes(ownerRef))
    );
  }

  async send(
    { id, event }: NoticeMessage,
    { signal }: { signal: AbortSignal },
  ): Promise<void> {
    const body = JSON.stringify(this.#withPortal(event));
    const sentAt = new Date();
    const response = await fetch(this.#options.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
        'webhook-signature': this.#signer.sign(id, sentAt, body),
      },
      body,
      redirect: 'manual',
      signal,
    });
    await response.body?.cancel();
    if (response.ok) return;
    throw new DeliveryError(`the receiver answered ${response.status}`, {
      isTemporary: response.status === 429 || response.status >= 500,
      retryAfter: retryAfterOf(response.headers, sentAt),
    });
  }

  /** Receivers are outside the portal, so links have to say where it is. */
  #withPortal<E extends NoticeEvent>(event: E): E {
    const { data } = event;
    const link = resolveNotificationLink(data.link, this.#options.baseUrl);
    return { ...event, data: { ...data, link } };
  }
}
