import { Knex } from 'knex';
import { chunks, whereAnyOf } from '../database/sql';
import { namespaceOfKey } from '../entities/objectKey';
import { LIFE_COLUMNS, lifeOf } from '../lifecycle/lifeColumns';
import { Known, LifePlan, Step, planLives } from '../lifecycle/planLives';
import { saveLives } from '../lifecycle/saveLives';
import { resolved } from '../lifecycle/steps';
import { recordSteps } from '../lifecycle/transitions';
import { CompletedScan } from '../scanning/ScanStore';
import { LinkedIncident } from './IncidentStore';
import { IncidentRow, rowOf } from './incidentRows';
import { movesOf, saveMoves, withMovedLives } from './moveAlertIncidents';
import { objectKeysOf } from './objectKeysOf';

/** With what is needed to see whether its row has to be written. */
export interface KnownIncident extends Known {
  /** Absent when it has to be written. */
  digest: string | undefined;
}

/**
 * Takes over what a scan says of the incidents of its cluster, after its findings.
 *
 * An incident that the scan no longer names is gone unless one of its findings is still there and was not looked at: those that were seen are told by another
 * incident now, or are no problem any more. What may come back is waited for with findings, so the incident is resolved with the last of them. One that tells what
 * only alerts told before goes on with its life.
 */
export async function reconcileIncidents(
  tx: Knex,
  scan: CompletedScan,
): Promise<LifePlan> {
  const { scans, alerts } = await selectKnown(tx, scan.cluster);
  const moves = await movesOf(tx, scan, { scans, alerts });
  const known = withMovedLives(scans, moves);
  const unsettled = await withUnseenMembers(tx, scan);
  const plan = planLives({
    known,
    seen: scan.incidents.map(each => each.incident),
    isGone: ({ id }) => !unsettled.has(id),
    ended: resolved,
    at: scan.capturedAt,
  });
  await saveSteps(tx, scan, known, plan.steps);
  await saveMoves(tx, moves, scan.capturedAt);
  await recordSteps(tx, 'incident', plan.steps);
  return plan;
}

/**
 * Those that scans found and those that only alerts tell. Locked, in the order in which everybody locks them, so that nobody's word is lost while a scan is taken
 * over.
 */
async function selectKnown(tx: Knex, cluster: string) {
  const rows: IncidentRow[] = await tx('incidents')
    .select('id', 'digest', 'source', ...LIFE_COLUMNS)
    .where({ cluster })
    .orderBy('id')
    .forUpdate();
  const [scans, alerts] = (['scan', 'alert'] as const).map(source =>
    rows.filter(row => row.source === source).map(knownOf),
  );
  return { scans, alerts };
}

function knownOf(row: IncidentRow): KnownIncident {
  return { id: row.id, digest: row.digest, life: lifeOf(row) };
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

/** Writes whole rows only of what is new or is told otherwise than before. */
async function saveSteps(
  tx: Knex,
  scan: CompletedScan,
  known: readonly KnownIncident[],
  steps: readonly Step[],
) {
  const digests = new Map(known.map(each => [each.id, each.digest]));
  const linked = new Map(scan.incidents.map(each => [each.incident.id, each]));
  const written: LinkedIncident[] = [];
  const rows: IncidentRow[] = [];
  const others: Step[] = [];
  for (const step of steps) {
    const incident = linked.get(step.id);
    const row = incident && rowOf(incident, step.after, scan.cluster);
    if (incident && row && row.digest !== digests.get(step.id)) {
      written.push(incident);
      rows.push(row);
    } else others.push(step);
  }
  for (const chunk of chunks(rows))
    await tx('incidents').insert(chunk).onConflict('id').merge();
  await replaceParts(tx, written);
  await saveLives(tx, 'incident', others);
}

/** Incidents that are not among the given ones keep the findings, entities and objects they had. */
export async function replaceParts(
  tx: Knex,
  linked: readonly LinkedIncident[],
) {
  const ids = linked.map(each => each.incident.id);
  for (const table of [
    'incident_findings',
    'incident_entities',
    'incident_objects',
  ])
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
  const objects = linked.flatMap(each =>
    objectKeysOf(each).map(key => ({
      incident_id: each.incident.id,
      object_key: key,
      namespace: namespaceOfKey(key) ?? null,
    })),
  );
  for (const chunk of chunks(objects))
    await tx('incident_objects').insert(chunk);
}
