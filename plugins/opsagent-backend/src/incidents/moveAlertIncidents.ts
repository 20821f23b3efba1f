import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { whereAnyOf } from '../database/sql';
import { isPresent } from '../lifecycle/Life';
import { ENDED_KINDS } from '../notifications/decideNotice';
import { CompletedScan } from '../scanning/ScanStore';
import { objectKeysOf } from './objectKeysOf';
import type { KnownIncident } from './reconcileIncidents';

/** An incident that only alerts told, and the one by which a scan tells it now. */
interface Move {
  from: KnownIncident;
  to: string;
  /** Whether the life goes on there, as it does where nobody has heard of the other one yet. */
  givesLife: boolean;
}

/** Which incidents that only alerts tell are about an object for which the scan has found a problem. */
export async function movesOf(
  tx: Knex,
  { incidents }: CompletedScan,
  known: Record<'scans' | 'alerts', readonly KnownIncident[]>,
): Promise<Move[]> {
  const there = known.alerts.filter(each => isPresent(each.life));
  if (there.length === 0) return [];
  const targets = new Map(
    [...incidents]
      .reverse()
      .flatMap(each =>
        objectKeysOf(each).map(key => [key, each.incident.id] as const),
      ),
  );
  const rows: { incident_id: string; object_key: string }[] = await whereAnyOf(
    tx('incident_objects'),
    'incident_id',
    there.map(each => each.id),
  );
  const objects = new Map(rows.map(row => [row.incident_id, row.object_key]));
  const lives = new Set(
    known.scans.filter(each => isPresent(each.life)).map(each => each.id),
  );
  return there.flatMap(from => {
    const to = targets.get(objects.get(from.id) ?? '');
    if (!to) return [];
    const givesLife = !lives.has(to);
    lives.add(to);
    return [{ from, to, givesLife }];
  });
}

/** The incidents of scans, as if those that take over a life had always led it. */
export function withMovedLives(
  scans: readonly KnownIncident[],
  moves: readonly Move[],
): KnownIncident[] {
  const given = moves
    .filter(each => each.givesLife)
    .map(({ from, to }) => ({ ...from, id: to, digest: undefined }));
  const ids = new Set(given.map(each => each.id));
  return [...scans.filter(each => !ids.has(each.id)), ...given];
}

/** Leaves behind of each only where it went, so that links to it lead there. The alerts, and the history with the life, go with it. */
export async function saveMoves(
  tx: Knex,
  moves: readonly Move[],
  at: Date,
): Promise<void> {
  for (const [to, group] of groupBy(moves, each => each.to)) {
    const ids = group.map(each => each.from.id);
    await whereAnyOf(tx('alerts'), 'incident_id', ids).update({
      incident_id: to,
    });
    const gone = {
      state: 'resolved',
      state_since: at,
      resolved_at: at,
      until: null,
      changed_by: null,
      reason: null,
      said_severity: null,
      held_as: null,
      absent_since: null,
      moved_to: to,
      // So that the row is written whole, without `moved_to`, if alerts tell of it again.
      digest: null,
    };
    await whereAnyOf(tx('incidents'), 'id', ids).update(gone);
    for (const { from, givesLife } of group)
      if (givesLife) await giveLife(tx, from.id, to);
      else await continueThreads(tx, from.id, to);
    await whereAnyOf(tx('notices'), 'incident_id', ids)
      .whereIn('kind', [...ENDED_KINDS])
      .delete();
  }
}

/** With what its owners were told, so that they are not told again. */
async function giveLife(tx: Knex, from: string, to: string) {
  await tx('transitions')
    .where({ object_type: 'incident', object_id: from })
    .update({ object_id: to });
  await tx('notices').where('incident_id', to).delete();
  for (const table of ['notices', 'deliveries'])
    await tx(table)
      .where('incident_id', from)
      .update(underThread(tx, from, to));
}

/**
 * Owners who were told of what goes on with a life of its own go on to be told of that under the thread that they know. Those who know both keep what they were
 * told of the one that is left, and are to be told that it goes on as the other.
 */
async function continueThreads(tx: Knex, from: string, to: string) {
  const notices = () => tx('notices').whereNotIn('kind', [...ENDED_KINDS]);
  const knowing = await notices()
    .where('incident_id', to)
    .pluck<string[]>('owner_ref');
  const moving = await notices()
    .where('incident_id', from)
    .whereNotIn('owner_ref', knowing)
    .pluck<string[]>('owner_ref');
  if (moving.length === 0) return;
  const life = await tx('incidents')
    .where('id', to)
    .first({ life_since: 'first_seen_at', state_since: 'state_since' });
  await whereAnyOf(
    tx('notices').where('incident_id', to),
    'owner_ref',
    moving,
  ).delete();
  for (const [table, columns] of [
    ['notices', life],
    ['deliveries', {}],
  ] as const)
    await whereAnyOf(
      tx(table).where('incident_id', from),
      'owner_ref',
      moving,
    ).update({ ...underThread(tx, from, to), ...columns });
}

function underThread(tx: Knex, from: string, to: string) {
  return { incident_id: to, thread: tx.raw('coalesce(thread, ?)', [from]) };
}
