import { AlertmanagerAlert } from '@opsagent/backstage-plugin-opsagent-common';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds that Alertmanager gives one attempt at least. */
const TIMEOUT = 10_000;
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 5_000;
/** Until a group is sent again that was refused: its `group_interval`. */
const NEXT_FLUSH = 10_000;

export interface SenderOptions {
  url: string;
  token: string;
}

/**
 * Posts webhooks as Alertmanager does: again and again after no answer or a status of 500 and more. After another one it gives up, and sends the group anew with its
 * next flush, as it has no note of having sent it.
 */
export class Sender {
  readonly #options: SenderOptions;
  /** Alerts that were answered with success. */
  accepted = 0;
  /** Webhooks that had to be sent again. */
  retries = 0;
  /** Answers by which a webhook was put off until the next flush, by status. */
  readonly refused = new Map<number, number>();

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  async send(alerts: readonly AlertmanagerAlert[]): Promise<void> {
    let pause = FIRST_PAUSE;
    for (;;) {
      const status = await this.#post(alerts);
      if (status < 300) {
        this.accepted += alerts.length;
        return;
      }
      if (status < 500) {
        this.refused.set(status, (this.refused.get(status) ?? 0) + 1);
        pause = FIRST_PAUSE;
        await sleep(NEXT_FLUSH);
      } else {
        this.retries++;
        await sleep(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    }
  }

  /** 599 without an answer. */
  async #post(alerts: readonly AlertmanagerAlert[]): Promise<number> {
    const { token, url } = this.#options;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({ version: '4', receiver: 'portal', alerts }),
        signal: AbortSignal.timeout(TIMEOUT),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 599;
    }
  }
}
