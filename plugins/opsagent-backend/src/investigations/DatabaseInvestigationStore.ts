import {
  InvestigationQuery,
  InvestigationState,
  InvestigationStep,
  Verdict,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { readPage } from '../database/readPage';
import { DatabaseRunStore } from '../runs/DatabaseRunStore';
import { RunTimes } from '../runs/ModelRunner';
import {
  InvestigationRow,
  StoredInvestigation,
  investigationOf,
} from './investigationRows';
import { ReaderView } from './ReaderView';

export interface NewInvestigation extends RunTimes {
  incidentId: string;
  fingerprint: string;
  requestedBy: string;
  automatic: boolean;
  model: string;
  reader: ReaderView;
}

/** The recent investigations that somebody has looked at and that do not answer for them. */
export interface SeenInvestigations {
  since: Date;
  ids: readonly string[];
}

/** Investigations in the plugin's database. Whoever reads from it has to make sure of what the reader may see. */
export class DatabaseInvestigationStore extends DatabaseRunStore<
  InvestigationStep,
  Verdict,
  StoredInvestigation
> {
  constructor({ database }: { database: Knex }) {
    const tables = {
      runs: 'investigations',
      steps: 'investigation_steps',
      run: 'investigation_id',
    } as const;
    super({ database, tables });
  }

  /** Answers with the id of the new investigation. */
  async begin(investigation: NewInvestigation): Promise<string> {
    return insertInvestigation(this.database, investigation);
  }

  /** Begins one unless another, not among those seen, has been begun for the same state of things; undefined then. */
  async beginUnlessOthers(
    investigation: NewInvestigation,
    seen: SeenInvestigations,
  ): Promise<string | undefined> {
    const { incidentId } = investigation;
    return this.database.transaction(async tx => {
      // Whoever else begins one for the incident waits until this one is there.
      await tx('incidents').select('id').where('id', incidentId).forUpdate();
      const others = await selectOthers(tx, investigation, seen);
      return others.length === 0
        ? insertInvestigation(tx, investigation)
        : undefined;
    });
  }

  /** Whether another than those seen has been begun for the same state of things. */
  async hasOthers(
    of: Pick<NewInvestigation, 'fingerprint' | 'incidentId'>,
    seen: SeenInvestigations,
  ): Promise<boolean> {
    return (await selectOthers(this.database, of, seen)).length > 0;
  }

  async get(id: string): Promise<StoredInvestigation | undefined> {
    const row: InvestigationRow | undefined = await this.database(
      'investigations',
    )
      .where({ id })
      .first();
    return row && investigationOf(row);
  }

  /** Those of an incident, latest first. */
  async ofIncident(incidentId: string, query: InvestigationQuery) {
    const { rows, ...page } = await readPage<InvestigationRow>(
      this.database,
      () => selectOfIncident(this.database, incidentId),
      {
        ...query,
        order: ['started_at', 'id'],
        direction: 'desc',
        times: ['started_at'],
        position: z.tuple([z.number(), z.string()]),
      },
    );
    return { items: rows.map(investigationOf), ...page };
  }

  /** Those of an incident in the same state of things that run or have concluded, latest first. */
  async recent(
    incidentId: string,
    of: { fingerprint: string; since: Date },
  ): Promise<StoredInvestigation[]> {
    const rows = await selectRecent(this.database, incidentId, of);
    return rows.map(investigationOf);
  }

  protected resultColumns(verdict: Verdict) {
    return { verdict: JSON.stringify(verdict) };
  }

  /** Forgets those that ended before the given moment; how many these are. */
  async deleteOlderThan(moment: Date): Promise<number> {
    return this.database('investigations')
      .where('ended_at', '<', moment)
      .delete();
  }
}

async function insertInvestigation(
  database: Knex,
  investigation: NewInvestigation,
): Promise<string> {
  const id = randomUUID();
  await database('investigations').insert({
    id,
    incident_id: investigation.incidentId,
    fingerprint: investigation.fingerprint,
    state: 'running',
    requested_by: investigation.requestedBy,
    automatic: investigation.automatic,
    model: investigation.model,
    reader: JSON.stringify(investigation.reader),
    started_at: investigation.startedAt,
    alive_until: investigation.aliveUntil,
  });
  return id;
}

/** Also those of incidents that are told under its id by now. */
function selectOfIncident(database: Knex, incidentId: string) {
  return database<InvestigationRow>('investigations').whereIn(
    'incident_id',
    database('incidents')
      .select('id')
      .where('id', incidentId)
      .orWhere('moved_to', incidentId),
  );
}

async function selectOthers(
  database: Knex,
  {
    fingerprint,
    incidentId,
  }: Pick<NewInvestigation, 'fingerprint' | 'incidentId'>,
  { ids, since }: SeenInvestigations,
): Promise<InvestigationRow[]> {
  const recent = await selectRecent(database, incidentId, {
    fingerprint,
    since,
  });
  return recent.filter(({ id }) => !ids.includes(id));
}

async function selectRecent(
  database: Knex,
  incidentId: string,
  of: { fingerprint: string; since: Date },
): Promise<InvestigationRow[]> {
  const states: InvestigationState[] = ['running', 'concluded'];
  return selectOfIncident(database, incidentId)
    .where('fingerprint', of.fingerprint)
    .where('started_at', '>=', of.since)
    .whereIn('state', states)
    .orderBy('started_at', 'desc')
    .limit(20);
}
