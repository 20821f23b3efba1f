import { Delivery } from './Delivery';

/** How a delivery ended: sent; of no use any more; or not taken by the receiver. */
export type DeliveryEnd = 'sent' | 'dropped' | 'failed';

export interface ClaimOptions {
  now: Date;
  /** When others may take up what was claimed and never finished. */
  until: Date;
  limit: number;
}

/** What is to be sent, until it is. Every method but `claim` is for whoever holds the claim, and does nothing once it has passed on. */
export interface DeliveryStore {
  /** Takes some that are due, oldest first, so that nobody else sends them meanwhile. */
  claim(options: ClaimOptions): Promise<ClaimedDelivery[]>;
  /** The id by which the incident of a delivery is told now: another one may have gone on with its life since it was claimed. */
  incidentOf(delivery: Delivery): Promise<string | undefined>;
  /** Whether a later one to the same owner, over the same channel, says how the same incident is now. */
  isOutdated(delivery: Delivery): Promise<boolean>;
  /** Whether the owner was told over this channel of the problem before. */
  wasTold(delivery: Delivery): Promise<boolean>;
  /** Lets the claim end at another moment than was said; false when it has passed on. */
  renew(delivery: ClaimedDelivery, options: { until: Date }): Promise<boolean>;
  finish(
    delivery: ClaimedDelivery,
    end: { status: DeliveryEnd; reason?: string; at: Date },
  ): Promise<void>;
  /** Gives it back, to be tried again later. */
  retry(
    delivery: ClaimedDelivery,
    options: { at: Date; reason: string },
  ): Promise<void>;
  /** Forgets what was finished before the given moment. */
  deleteOlderThan(moment: Date): Promise<number>;
}

export type ClaimedDelivery = Delivery & { claim: string };
