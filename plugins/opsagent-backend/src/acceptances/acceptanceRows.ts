import { Severity } from '@opsagent/engine';
import { Knex } from 'knex';
import { DatabaseTime } from '../database/sql';
import { Acceptance } from './Acceptance';

interface AcceptanceRow {
  id: string;
  cluster: string;
  namespace: string;
  detector: string;
  severity: Severity;
  entities: string;
  accepted_by: string;
  accepted_at: DatabaseTime;
  until: DatabaseTime;
  reason: string;
}

export async function insertAcceptance(
  tx: Knex,
  acceptance: Acceptance,
): Promise<void> {
  const { at, by, entityRefs, unmapped, ...rest } = acceptance;
  const row: AcceptanceRow = {
    ...rest,
    entities: JSON.stringify({ entityRefs, unmapped }),
    accepted_by: by,
    accepted_at: at,
  };
  await tx('acceptances').insert(row);
}

/** Those of a cluster that have not ended, the longest first. */
export async function selectRunning(
  tx: Knex,
  cluster: string,
  at: Date,
): Promise<Acceptance[]> {
  const rows: AcceptanceRow[] = await tx('acceptances')
    .where({ cluster })
    .where('until', '>', at)
    .orderBy('until', 'desc');
  return rows.map(acceptanceOf);
}

/** One, or those for one place; locked. */
export async function selectLocked(
  tx: Knex,
  where: Partial<Pick<Acceptance, 'id' | 'cluster' | 'namespace' | 'detector'>>,
): Promise<Acceptance[]> {
  const rows: AcceptanceRow[] = await tx('acceptances')
    .where(where)
    .orderBy('id')
    .forUpdate();
  return rows.map(acceptanceOf);
}

/** Undefined when there is none. */
export async function selectAcceptance(
  database: Knex,
  id: string,
): Promise<Acceptance | undefined> {
  const row: AcceptanceRow | undefined = await database('acceptances')
    .where({ id })
    .first();
  return row && acceptanceOf(row);
}

function acceptanceOf(row: AcceptanceRow): Acceptance {
  const { accepted_at: at, accepted_by: by, entities, until, ...rest } = row;
  return {
    ...rest,
    by,
    at: new Date(at),
    until: new Date(until),
    ...(JSON.parse(entities) as Pick<Acceptance, 'entityRefs' | 'unmapped'>),
  };
}
