import { PRESENT_STATES } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { digestOf } from '../database/digestOf';
import { groupBy } from '../database/groupBy';
import { whereAnyOf } from '../database/sql';
import { Step } from '../lifecycle/planLives';
import { AlertRow } from './alertRows';
import { LinkedRow } from './linkAlerts';
import { refreshAlertIncidents } from './refreshAlertIncidents';

/** What is needed to find the incident of an alert. */
export type PlacedRow = LinkedRow &
  Pick<AlertRow, 'name' | 'severity' | 'incident_id'>;

/**
 * Lets firing alerts of one cluster join the incidents of its scans that are about their objects. Where there is none they share one incident for each top owner,
 * which begins with the first of them; one of severity info begins none.
 *
 * @returns what that changes in the lives of these incidents
 */
export async function placeAlerts(
  tx: Knex,
  cluster: string,
  rows: readonly PlacedRow[],
  at: Date,
): Promise<Step[]> {
  if (rows.length === 0) return [];
  const diagnosed = await incidentsByObject(tx, cluster, rows);
  const targets = new Map(
    rows.map(row => [
      row.id,
      diagnosed.get(row.owner_key ?? '') ??
        diagnosed.get(row.subject_key ?? '') ??
        ownIncidentOf(cluster, row),
    ]),
  );
  const moved = rows.filter(row => targets.get(row.id) !== row.incident_id);
  for (const [target, group] of groupBy(moved, row => targets.get(row.id))) {
    const ids = group.map(row => row.id);
    await whereAnyOf(tx('alerts'), 'id', ids).update({
      incident_id: target ?? null,
    });
  }
  const touched = rows.flatMap(row => [
    ...[row.incident_id ?? []].flat(),
    ...[targets.get(row.id) ?? []].flat(),
  ]);
  return refreshAlertIncidents(tx, cluster, touched, at);
}

/** Incidents of scans that are there, by the objects that they are about; the worst where there are several. */
async function incidentsByObject(
  tx: Knex,
  cluster: string,
  rows: readonly PlacedRow[],
): Promise<Map<string, string>> {
  const keys = new Set(
    rows.flatMap(row => [row.owner_key ?? [], row.subject_key ?? []].flat()),
  );
  const found: { object_key: string; incident_id: string }[] = await whereAnyOf(
    tx('incident_objects')
      .join('incidents', 'incidents.id', 'incident_objects.incident_id')
      .where({ cluster, source: 'scan' })
      .whereIn('state', [...PRESENT_STATES])
      .select('object_key', 'incident_id'),
    'object_key',
    [...keys],
  ).orderBy([
    { column: 'severity_rank', order: 'desc' },
    { column: 'incident_id', order: 'desc' },
  ]);
  return new Map(found.map(each => [each.object_key, each.incident_id]));
}

/** One for each top owner; what names no object has one for each rule. */
function ownIncidentOf(cluster: string, row: PlacedRow): string | undefined {
  if (!row.owner_key || row.severity === 'info') return undefined;
  const isOfCluster = row.owner_key.startsWith('Cluster/');
  return digestOf([
    'alert',
    cluster,
    row.owner_key,
    ...(isOfCluster ? [row.name] : []),
  ]);
}
