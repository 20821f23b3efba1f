import { Knex } from 'knex';
import { lockCluster } from '../clusters/lockCluster';
import { groupBy } from '../database/groupBy';
import { chunks, whereAnyOf } from '../database/sql';
import { Step } from '../lifecycle/planLives';
import { ReceivedAlert } from './ReceivedAlert';
import {
  AlertRow,
  contentOf,
  episodeOf,
  namespaceOfRow,
  newRow,
  timesOf,
} from './alertRows';
import { linkAlerts } from './linkAlerts';
import { nextEpisode } from './nextEpisode';
import { placeAlerts } from './placeAlerts';
import { refreshAlertIncidents } from './refreshAlertIncidents';

/** A row before and after a batch. */
interface Change {
  before: AlertRow | undefined;
  after: AlertRow;
}

/**
 * Takes over what one message says of the alerts of one cluster. Saying it again changes nothing but when it was last heard of.
 *
 * @param at - when the message came
 * @returns what that changes in the lives of incidents that only alerts tell
 */
export async function takeInAlerts(
  tx: Knex,
  cluster: string,
  alerts: readonly ReceivedAlert[],
  at: Date,
): Promise<Step[]> {
  const isListed = await lockCluster(tx, cluster);
  const known = await selectLast(tx, cluster, alerts);
  const changes = changesOf(alerts, known, at);
  await saveChanges(tx, changes);
  return isListed ? follow(tx, cluster, changes, at) : [];
}

/** The episode of each alert that began last. */
async function selectLast(
  tx: Knex,
  cluster: string,
  alerts: readonly ReceivedAlert[],
): Promise<AlertRow[]> {
  const fingerprints = new Set(alerts.map(each => each.fingerprint));
  return whereAnyOf(
    tx('alerts')
      .where({ cluster })
      .where(
        'starts_at',
        tx('alerts as others')
          .max('starts_at')
          .whereRaw('others.cluster = alerts.cluster')
          .whereRaw('others.fingerprint = alerts.fingerprint'),
      ),
    'fingerprint',
    [...fingerprints],
  );
}

function changesOf(
  alerts: readonly ReceivedAlert[],
  known: readonly AlertRow[],
  at: Date,
): Change[] {
  const changes = new Map<string, Change>();
  const last = new Map<string, AlertRow>();
  for (const row of known) {
    changes.set(row.id, { before: row, after: row });
    last.set(row.fingerprint, row);
  }
  const keep = (after: AlertRow) => {
    changes.set(after.id, { before: changes.get(after.id)?.before, after });
    last.set(after.fingerprint, after);
  };
  for (const alert of alerts) {
    const row = last.get(alert.fingerprint);
    const episode = row && episodeOf(row);
    const next = nextEpisode(episode, alert, at);
    if (row && next.last && next.last !== episode)
      // A message about a later episode says nothing of what an earlier one was.
      keep({
        ...row,
        namespace: namespaceOfRow(row),
        ...(next.begun ? {} : contentOf(alert)),
        ...timesOf(next.last),
      });
    if (next.begun) keep(newRow(alert, next.begun));
  }
  return [...changes.values()].filter(({ before, after }) => after !== before);
}

/** What was only heard of again is one statement. */
async function saveChanges(tx: Knex, changes: readonly Change[]) {
  const [same, other] = [true, false].map(isSame =>
    changes.filter(each => isRepetition(each) === isSame),
  );
  for (const [, group] of groupBy(same, each => Number(each.after.received_at)))
    await whereAnyOf(
      tx('alerts'),
      'id',
      group.map(each => each.after.id),
    ).update({ received_at: group[0].after.received_at });
  for (const chunk of chunks(other.map(each => each.after)))
    await tx('alerts').insert(chunk).onConflict('id').merge();
}

function isRepetition({ before, after }: Change): boolean {
  return (
    before !== undefined &&
    before.state === after.state &&
    before.namespace === after.namespace &&
    before.labels === after.labels &&
    before.annotations === after.annotations &&
    Number(before.ends_at) === Number(after.ends_at)
  );
}

/** What has begun finds its incident; incidents learn of what goes on, is said otherwise, or has ended. */
async function follow(
  tx: Knex,
  cluster: string,
  changes: readonly Change[],
  at: Date,
): Promise<Step[]> {
  const begun = changes
    .filter(
      ({ before, after }) =>
        after.state === 'firing' && before?.state !== 'firing',
    )
    .map(each => each.after);
  const linked = await linkAlerts(tx, cluster, begun);
  const concerned = changes.flatMap(({ after }) => after.incident_id ?? []);
  return [
    ...(await placeAlerts(tx, cluster, linked, at)),
    ...(await refreshAlertIncidents(tx, cluster, concerned, at)),
  ];
}
