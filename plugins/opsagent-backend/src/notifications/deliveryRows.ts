import { NoticeKind } from '@opsagent/backstage-plugin-opsagent-common';
import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { digestOf } from '../database/digestOf';
import { DatabaseTime, chunks } from '../database/sql';
import { Delivery, DeliverySubject, Telling } from './Delivery';
import { NotificationChannel } from './NotificationChannel';

export interface DeliveryRow {
  id: string;
  channel: string;
  kind: Telling['kind'];
  owner_ref: string;
  incident_id: string | null;
  thread: string | null;
  cluster: string | null;
  incidents: number | null;
  severity_rank: number | null;
  created_at: DatabaseTime;
  attempts: number;
}

export interface NewDelivery {
  telling: Telling;
  /** Tells it from others of the same kind to the same owner: what is written a second time is left out. */
  occasion: readonly (string | number)[];
}

/** Writes what is to be sent, for each channel that takes it. Answers how many there are. */
export async function insertDeliveries(
  tx: Knex,
  deliveries: readonly NewDelivery[],
  options: { channels: readonly NotificationChannel[]; at: Date },
): Promise<number> {
  const { at, channels } = options;
  const rows = deliveries.flatMap(({ telling, occasion }) =>
    channels
      .filter(channel => accepts(channel, telling))
      .map(({ id: channel }) => ({
        ...columnsOf(telling),
        id: randomUUID(),
        key: digestOf([channel, telling.ownerRef, telling.kind, occasion]),
        channel,
        created_at: at,
        status: 'pending',
        next_attempt_at: at,
      })),
  );
  for (const chunk of chunks(rows))
    await tx('deliveries').insert(chunk).onConflict('key').ignore();
  return rows.length;
}

/** Whoever was told of an incident is told of its end, however mild it has become. */
function accepts(channel: NotificationChannel, telling: Telling) {
  const { kind, ownerRef } = telling;
  return kind === 'digest' || kind === 'resolved' || kind === 'merged'
    ? channel.accepts({ ownerRef })
    : channel.accepts({ ownerRef, severityRank: telling.severityRank });
}

function columnsOf(telling: Telling) {
  return {
    kind: telling.kind,
    owner_ref: telling.ownerRef,
    incident_id: 'incidentId' in telling ? telling.incidentId : null,
    thread: 'thread' in telling ? telling.thread : null,
    cluster: 'cluster' in telling ? telling.cluster : null,
    incidents: 'incidents' in telling ? telling.incidents : null,
    severity_rank: 'severityRank' in telling ? telling.severityRank : null,
  };
}

export function deliveryOf(row: DeliveryRow): Delivery {
  return {
    ...subjectOf(row),
    id: row.id,
    channel: row.channel,
    ownerRef: row.owner_ref,
    createdAt: new Date(row.created_at),
    attempts: row.attempts,
  };
}

function subjectOf(row: DeliveryRow): DeliverySubject {
  const severityRank = row.severity_rank ?? 0;
  if (row.kind === 'digest') return { kind: row.kind };
  if (row.kind === 'summary')
    return {
      kind: row.kind,
      cluster: row.cluster ?? '',
      incidents: row.incidents ?? 0,
      severityRank,
    };
  const kind: NoticeKind = row.kind;
  const incidentId = row.incident_id ?? '';
  // A replica of an earlier version, which did not know of threads, writes none.
  const thread = row.thread ?? incidentId;
  return { kind, incidentId, thread, severityRank };
}
