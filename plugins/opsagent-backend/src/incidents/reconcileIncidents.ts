import { Knex } from 'knex';
import { chunks, whereAnyOf } from '../database/sql';
import { Life } from '../lifecycle/Life';
import { LIFE_COLUMNS, columnsOf, lifeOf } from '../lifecycle/lifeColumns';
import { Known, LifePlan, planLives } from '../lifecycle/planLives';
import { recordSteps } from '../lifecycle/transitions';
import { CompletedScan } from '../scanning/ScanStore';
import { LinkedIncident } from './IncidentStore';
import { IncidentRow, rowOf } from './incidentRows';

/**
 * Takes over what a scan says of the incidents of its cluster, after its findings.
 *
 * An incident that the scan no longer names is gone unless one of its findings is still there and was not looked at: those that were seen are told by another
 * incident now, or are no problem any more.
 */
export async function reconcileIncidents(
  tx: Knex,
  scan: CompletedScan,
): Promise<LifePlan> {
  const known = await selectKnown(tx, scan.cluster);
  const unsettled = await withUnseenMembers(tx, scan);
  const plan = planLives({
    known,
    seen: scan.incidents.map(each => each.incident.id),
    isGone: ({ id }) => !unsettled.has(id),
    at: scan.capturedAt,
  });
  await saveSeen(tx, scan, plan);
  for (const [id, life] of plan.missed) await saveLife(tx, id, life);
  await replaceParts(tx, scan.incidents);
  await recordSteps(tx, 'incident', plan.steps);
  return plan;
}

/** Writes where one incident stands. */
export async function saveLife(
  tx: Knex,
  id: string,
  life: Life,
): Promise<void> {
  await tx('incidents').where({ id }).update(columnsOf(life));
}

async function selectKnown(tx: Knex, cluster: string): Promise<Known[]> {
  const rows: IncidentRow[] = await tx('incidents')
    .select('id', ...LIFE_COLUMNS)
    .where({ cluster });
  return rows.map(row => ({ id: row.id, life: lifeOf(row) }));
}

/** Incidents with a finding that is there although this scan did not see it. */
async function withUnseenMembers(
  tx: Knex,
  { cluster, findings }: CompletedScan,
): Promise<Set<string>> {
  const seen = new Set(findings.map(each => each.finding.id));
  const rows: { incident_id: string; finding_id: string }[] = await tx(
    'incident_findings',
  )
    .join('findings', 'findings.id', 'incident_findings.finding_id')
    .where('findings.cluster', cluster)
    .whereNot('findings.state', 'resolved')
    .whereNull('findings.folded_under')
    .select('incident_id', 'finding_id');
  return new Set(
    rows.filter(row => !seen.has(row.finding_id)).map(row => row.incident_id),
  );
}

async function saveSeen(tx: Knex, scan: CompletedScan, plan: LifePlan) {
  const rows = scan.incidents.flatMap(linked => {
    const life = plan.seen.get(linked.incident.id);
    return life ? [rowOf(linked, life, scan.cluster)] : [];
  });
  for (const chunk of chunks(rows))
    await tx('incidents').insert(chunk).onConflict('id').merge();
}

/** Incidents that were not seen keep the findings and entities they had. */
async function replaceParts(tx: Knex, linked: readonly LinkedIncident[]) {
  const ids = linked.map(each => each.incident.id);
  for (const table of ['incident_findings', 'incident_entities'])
    await whereAnyOf(tx(table), 'incident_id', ids).delete();
  const findings = linked.flatMap(({ incident }) =>
    [...new Set(incident.findings)].map(finding => ({
      incident_id: incident.id,
      finding_id: finding,
    })),
  );
  for (const chunk of chunks(findings))
    await tx('incident_findings').insert(chunk);
  const entities = linked.flatMap(({ incident, entities: refs }) =>
    refs.map(({ entityRef, role }) => ({
      incident_id: incident.id,
      entity_ref: entityRef,
      role,
    })),
  );
  for (const chunk of chunks(entities))
    await tx('incident_entities').insert(chunk);
}
