import { Severity } from '@opsagent/engine';
import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { chunks, whereAnyOf } from '../database/sql';
import { IncidentRow, rowOf } from '../incidents/incidentRows';
import { replaceParts } from '../incidents/reconcileIncidents';
import { LIFE_COLUMNS, lifeOf } from '../lifecycle/lifeColumns';
import { isPresent } from '../lifecycle/Life';
import { Step } from '../lifecycle/planLives';
import { saveLives } from '../lifecycle/saveLives';
import { born, missed, seen } from '../lifecycle/steps';
import { recordSteps } from '../lifecycle/transitions';
import { AlertSummary, alertIncident } from './alertIncident';

type KnownRow = Pick<IncidentRow, 'id' | 'digest'> &
  Parameters<typeof lifeOf>[0];

/**
 * Brings incidents that only alerts tell in line with the alerts that fire: it begins with the first of them, says what the worst says, and is gone with the last.
 * Incidents of scans among the given ones are left alone.
 *
 * @returns what that changes in their lives
 */
export async function refreshAlertIncidents(
  tx: Knex,
  cluster: string,
  incidentIds: Iterable<string>,
  at: Date,
): Promise<Step[]> {
  const ids = await withoutScans(tx, [...new Set(incidentIds)]);
  if (ids.length === 0) return [];
  const known: KnownRow[] = await whereAnyOf(tx('incidents'), 'id', ids)
    .select('id', 'digest', ...LIFE_COLUMNS)
    .orderBy('id')
    .forUpdate();
  const knownById = new Map(known.map(row => [row.id, row]));
  const firing = await summarise(tx, ids);
  const steps = ids.flatMap(
    id => stepOf(id, knownById.get(id), firing.get(id), at) ?? [],
  );
  await save(tx, cluster, { steps, firing, known: knownById });
  await recordSteps(tx, 'incident', steps);
  return steps;
}

async function withoutScans(tx: Knex, ids: readonly string[]) {
  const scans: string[] = await whereAnyOf(
    tx('incidents').where('source', 'scan'),
    'id',
    ids,
  ).pluck('id');
  const others = new Set(ids);
  for (const id of scans) others.delete(id);
  return [...others];
}

function stepOf(
  id: string,
  known: KnownRow | undefined,
  firing: AlertSummary | undefined,
  at: Date,
): Step | undefined {
  const before = known && lifeOf(known);
  if (!before)
    return (
      firing && { id, before: undefined, after: born(at, firing.severity) }
    );
  if (firing) return { id, before, after: seen(before, at, firing.severity) };
  return isPresent(before)
    ? { id, before, after: missed(before, at) }
    : undefined;
}

/** Writes whole rows only of what is new or is told otherwise than before. */
async function save(
  tx: Knex,
  cluster: string,
  {
    steps,
    firing,
    known,
  }: {
    steps: readonly Step[];
    firing: ReadonlyMap<string, AlertSummary>;
    known: ReadonlyMap<string, KnownRow>;
  },
) {
  const linked = steps.flatMap(({ id, after }) => {
    const alerts = firing.get(id);
    if (!alerts) return [];
    const incident = alertIncident(id, alerts);
    const row = rowOf(incident, after, cluster, 'alert');
    return row.digest === known.get(id)?.digest ? [] : [{ incident, row }];
  });
  for (const chunk of chunks(linked.map(each => each.row)))
    await tx('incidents').insert(chunk).onConflict('id').merge();
  await replaceParts(
    tx,
    linked.map(each => each.incident),
  );
  const written = new Set(linked.map(each => each.row.id));
  await saveLives(
    tx,
    'incident',
    steps.filter(each => !written.has(each.id)),
  );
}

type WorstRow = {
  incident_id: string;
  severity: Severity;
} & Omit<AlertSummary, 'id' | 'entityRefs' | 'severity'>;

/** What the firing alerts of each incident come down to. */
async function summarise(
  tx: Knex,
  ids: readonly string[],
): Promise<Map<string, AlertSummary>> {
  const ranked = whereAnyOf(
    tx('alerts')
      .where('state', 'firing')
      .select(
        'incident_id',
        'name',
        'severity',
        'owner',
        'annotations',
        tx.raw(
          'row_number() over (partition by incident_id order by severity_rank, starts_at, id) as place',
        ),
        tx.raw('min(starts_at) over (partition by incident_id) as since'),
      ),
    'incident_id',
    ids,
  );
  const worst: WorstRow[] = await tx
    .from(ranked.as('ranked'))
    .where('place', 1)
    .select('incident_id', 'name', 'severity', 'owner', 'annotations', 'since');
  const entities: { incident_id: string; entity_ref: string }[] =
    await whereAnyOf(
      tx('alert_entities')
        .join('alerts', 'alerts.id', 'alert_entities.alert_id')
        .where('state', 'firing')
        .distinct('incident_id', 'entity_ref'),
      'incident_id',
      ids,
    ).orderBy('entity_ref');
  const refs = groupBy(entities, each => each.incident_id);
  return new Map(
    worst.map(row => [
      row.incident_id,
      {
        ...row,
        entityRefs: (refs.get(row.incident_id) ?? []).map(
          each => each.entity_ref,
        ),
      },
    ]),
  );
}
