import { NoticeEvent } from '@opsagent/backstage-plugin-opsagent-common';

/** What is told to one owner over one channel. */
export interface NoticeMessage {
  /** Of the delivery: the same in every attempt. */
  id: string;
  /** What it is about: a later message with the same subject takes the place of this one. */
  subject: string;
  /** What a person may choose to be told of: `incidents`, `affected` or `digest`. */
  topic: string;
  event: NoticeEvent;
}

/** For whom a message is, and how grave it is; without a severity it is for everybody. */
export interface Addressee {
  ownerRef: string;
  /** 0 is the gravest. */
  severityRank?: number;
}

/** A way to tell owners. */
export interface NotificationChannel {
  /** The same over restarts, as deliveries wait under it. */
  readonly id: string;
  /** What the log calls it; without secrets. */
  readonly label: string;
  /** Milliseconds that one call may take. */
  readonly timeout: number;
  accepts(addressee: Addressee): boolean;
  /** @throws DeliveryError when the failure says something on whether and when to try again; after any other error it is tried again */
  send(message: NoticeMessage, options: { signal: AbortSignal }): Promise<void>;
}
