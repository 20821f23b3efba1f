import { Knex } from 'knex';
import { NotificationChannel } from './NotificationChannel';
import { insertDeliveries } from './deliveryRows';

export interface DigestOptions {
  database: Knex;
  channels: readonly NotificationChannel[];
  /** An entity reference. */
  platformOwner?: string;
  at: Date;
}

/** Writes down a digest to be sent to every owner, once a day at most. Those to whom there is nothing to say are found when it is sent. */
export async function writeDigests(options: DigestOptions): Promise<void> {
  const { at, channels, database, platformOwner } = options;
  const day = at.toISOString().slice(0, 10);
  const known: string[] = await database('entity_owners')
    .where('distance', 0)
    .distinct()
    .pluck('owner_ref');
  const owners = new Set([...known, ...(platformOwner ? [platformOwner] : [])]);
  await insertDeliveries(
    database,
    [...owners].map(ownerRef => ({
      telling: { kind: 'digest', ownerRef },
      occasion: [day],
    })),
    { channels, at },
  );
}
