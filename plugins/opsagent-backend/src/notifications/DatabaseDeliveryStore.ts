import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { deleteInBatches } from '../database/deleteInBatches';
import { Delivery } from './Delivery';
import {
  ClaimOptions,
  ClaimedDelivery,
  DeliveryEnd,
  DeliveryStore,
} from './DeliveryStore';
import { ENDED_KINDS } from './decideNotice';
import { DeliveryRow, deliveryOf } from './deliveryRows';

/** What is to be sent, in the plugin's database. */
export class DatabaseDeliveryStore implements DeliveryStore {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  async claim({ limit, now, until }: ClaimOptions): Promise<ClaimedDelivery[]> {
    const claim = randomUUID();
    const rows = await this.#database.transaction(async tx => {
      const due: number[] = await dueIn(tx, now).limit(limit);
      await tx('deliveries')
        .whereIn('sequence', due)
        .update({ claim, claimed_until: until })
        .increment('attempts', 1);
      const claimed: DeliveryRow[] = await tx('deliveries')
        .where({ claim })
        .orderBy('sequence');
      return claimed;
    });
    return rows.map(row => ({ ...deliveryOf(row), claim }));
  }

  async incidentOf({ id }: Delivery): Promise<string | undefined> {
    const row: Pick<DeliveryRow, 'incident_id'> | undefined =
      await this.#database('deliveries').where({ id }).first('incident_id');
    return row?.incident_id ?? undefined;
  }

  async isOutdated(delivery: Delivery): Promise<boolean> {
    if (!('incidentId' in delivery)) return false;
    return this.#has(this.#alike(delivery), '>', delivery);
  }

  async wasTold(delivery: Delivery): Promise<boolean> {
    const sent = this.#alike(delivery)
      .where('status', 'sent')
      .whereNotIn('kind', [...ENDED_KINDS]);
    return this.#has(sent, '<', delivery);
  }

  async renew(
    { claim, id }: ClaimedDelivery,
    { until }: { until: Date },
  ): Promise<boolean> {
    const renewed = await this.#database('deliveries')
      .where({ id, claim })
      .update({ claimed_until: until });
    return renewed > 0;
  }

  async finish(
    { claim, id }: ClaimedDelivery,
    end: { status: DeliveryEnd; reason?: string; at: Date },
  ): Promise<void> {
    await this.#database('deliveries')
      .where({ id, claim })
      .update({
        status: end.status,
        reason: end.reason ?? null,
        finished_at: end.at,
        claim: null,
        claimed_until: null,
      });
  }

  async retry(
    { claim, id }: ClaimedDelivery,
    { at, reason }: { at: Date; reason: string },
  ): Promise<void> {
    await this.#database('deliveries').where({ id, claim }).update({
      next_attempt_at: at,
      reason,
      claim: null,
      claimed_until: null,
    });
  }

  async deleteOlderThan(moment: Date): Promise<number> {
    return deleteInBatches(this.#database, {
      table: 'deliveries',
      key: 'id',
      where: old => old.where('finished_at', '<', moment),
    });
  }

  /** Those to the same owner, over the same channel, of the same incident. */
  #alike(delivery: Delivery) {
    return this.#database('deliveries').where({
      incident_id: 'incidentId' in delivery ? delivery.incidentId : null,
      owner_ref: delivery.ownerRef,
      channel: delivery.channel,
    });
  }

  async #has(query: Knex.QueryBuilder, order: '<' | '>', { id }: Delivery) {
    const own = this.#database('deliveries').select('sequence').where({ id });
    const found = await query.where('sequence', order, own).first('sequence');
    return found !== undefined;
  }
}

/**
 * Those that nobody is sending, oldest first, and none while one before it of the same incident is under way. Two senders never wait for one another: on
 * PostgreSQL each skips what the other is about to claim, and SQLite has one writer at a time.
 */
function dueIn(tx: Knex, now: Date): Knex.QueryBuilder {
  const earlier = tx('deliveries as earlier')
    .select(tx.raw('1'))
    .whereRaw('earlier.incident_id = deliveries.incident_id')
    .whereRaw('earlier.owner_ref = deliveries.owner_ref')
    .whereRaw('earlier.channel = deliveries.channel')
    .whereRaw('earlier.sequence < deliveries.sequence')
    .where('earlier.claimed_until', '>', now);
  const due = tx('deliveries')
    .pluck('sequence')
    .where('status', 'pending')
    .where('next_attempt_at', '<=', now)
    .where(free =>
      free.whereNull('claimed_until').orWhere('claimed_until', '<=', now),
    )
    .whereNotExists(earlier)
    .orderBy('sequence');
  return tx.client.config.client === 'pg' ? due.forUpdate().skipLocked() : due;
}
