import { Knex } from 'knex';
import { UNSEEN_STATES } from '@opsagent/backstage-plugin-opsagent-common';
import { groupBy } from '../database/groupBy';
import { DatabaseTime, chunks, whereAnyOf } from '../database/sql';
import { LIFE_COLUMNS, LifeColumns, lifeOf } from '../lifecycle/lifeColumns';
import { ENDED_KINDS, IncidentState, Told } from './decideNotice';
import { Notice } from './planNotices';

interface NoticeRow {
  incident_id: string;
  owner_ref: string;
  kind: Told['kind'];
  /** Null from a replica of an earlier version, which did not know of threads. */
  thread: string | null;
  life_since: DatabaseTime;
  state_since: DatabaseTime;
  severity_rank: number;
}

/** A subquery of the incidents of whose end somebody has yet to be told. */
export function selectUnended(database: Knex): Knex.QueryBuilder {
  return database('notices')
    .select('incident_id')
    .whereNotIn('kind', [...ENDED_KINDS]);
}

/** Those of the incidents of a query of which there may be something to tell. */
export async function selectTellable(
  tx: Knex,
  incidents: Knex.QueryBuilder,
): Promise<Map<string, IncidentState>> {
  const rows: (LifeColumns & {
    id: string;
    severity_rank: number;
    moved_to: string | null;
  })[] = await incidents
    .select('id', 'severity_rank', 'moved_to', ...LIFE_COLUMNS)
    .where(tellable =>
      tellable
        .whereIn('state', [...UNSEEN_STATES])
        .orWhere(over =>
          over.where('state', 'resolved').whereIn('id', selectUnended(tx)),
        ),
    );
  return new Map(
    rows.map(row => [
      row.id,
      {
        life: lifeOf(row),
        severityRank: row.severity_rank,
        movedTo: row.moved_to ?? undefined,
      },
    ]),
  );
}

/** What was told of incidents, by incident and owner. */
export async function selectTold(
  tx: Knex,
  incidentIds: readonly string[],
): Promise<Map<string, Map<string, Told>>> {
  const rows: NoticeRow[] = await whereAnyOf(
    tx('notices'),
    'incident_id',
    incidentIds,
  );
  const grouped = groupBy(rows, each => each.incident_id);
  return new Map(
    [...grouped].map(([id, each]) => [
      id,
      new Map(each.map(row => [row.owner_ref, toldOf(row)])),
    ]),
  );
}

function toldOf(row: NoticeRow): Told {
  return {
    kind: row.kind,
    thread: row.thread ?? row.incident_id,
    lifeSince: new Date(row.life_since),
    stateSince: new Date(row.state_since),
    severityRank: row.severity_rank,
  };
}

/** Under which an owner is told of an incident: a later message takes the place of an earlier one, also after the incident has moved. */
export function threadOf({
  incidentId,
  told,
}: Pick<Notice, 'incidentId' | 'told'>): string {
  return told?.thread ?? incidentId;
}

/** Keeps what owners are told from now on. */
export async function saveTold(
  tx: Knex,
  notices: readonly (Omit<Notice, 'kind'> & { kind: Told['kind'] })[],
): Promise<void> {
  const rows = notices.map(({ incident, incidentId, kind, ownerRef, told }) => {
    const { life, severityRank } = incident;
    const isSameLife = told?.lifeSince.getTime() === life.firstSeenAt.getTime();
    return {
      incident_id: incidentId,
      owner_ref: ownerRef,
      kind,
      thread: threadOf({ incidentId, told }),
      life_since: life.firstSeenAt,
      state_since: life.stateSince,
      severity_rank: isSameLife
        ? Math.min(severityRank, told.severityRank)
        : severityRank,
    };
  });
  for (const chunk of chunks(rows))
    await tx('notices')
      .insert(chunk)
      .onConflict(['incident_id', 'owner_ref'])
      .merge();
}
