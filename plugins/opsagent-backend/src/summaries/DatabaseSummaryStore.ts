import { Transcript } from '@opsagent/backstage-plugin-opsagent-common';
import { Summary } from '@opsagent/investigator';
import { Knex } from 'knex';
import { DatabaseTime, toIso } from '../database/sql';

/** Which state of an incident is explained, and for whom. */
export interface SummaryKey {
  incidentId: string;
  /** A digest of what its readers may see. */
  reader: string;
  /** A digest of the incident as they see it. */
  fingerprint: string;
}

export interface NewSummary extends SummaryKey {
  id: string;
  requestedBy: string;
  madeAt: Date;
  summary: Summary;
}

/** A summary as it is kept. */
export interface StoredSummary
  extends SummaryKey, Pick<Summary, 'sentences' | 'facts' | 'model' | 'usage'> {
  madeAt: string;
  transcript: Transcript;
}

interface SummaryRow {
  incident_id: string;
  reader: string;
  fingerprint: string;
  model: string;
  made_at: DatabaseTime;
  summary: string;
  transcript: string;
  usage: string;
}

const TABLE = 'incident_summaries';
const CLAIMS = 'incident_summary_claims';

/** Summaries in the plugin's database. */
export class DatabaseSummaryStore {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  /** The latest of one state of an incident, by one of the models; by any when none are named. */
  async find(
    { fingerprint, incidentId, reader }: SummaryKey,
    models?: readonly string[],
  ): Promise<StoredSummary | undefined> {
    const query = this.#latest({ incidentId, reader }).where({ fingerprint });
    const row = await (models ? query.whereIn('model', models) : query).first();
    return row && summaryOf(row);
  }

  /** The latest for these readers, whatever state of the incident it explains. */
  async latest(
    of: Pick<SummaryKey, 'incidentId' | 'reader'>,
  ): Promise<StoredSummary | undefined> {
    const row = await this.#latest(of).first();
    return row && summaryOf(row);
  }

  /** Whether the caller may have it made until the given moment, as nobody else does. */
  async claim(
    { fingerprint, incidentId, reader }: SummaryKey,
    { now, until }: { now: Date; until: Date },
  ): Promise<boolean> {
    const key = { incident_id: incidentId, reader, fingerprint };
    return this.#database.transaction(async tx => {
      // Whoever else claims for the incident waits until this is decided.
      await tx('incidents').select('id').where('id', incidentId).forUpdate();
      await tx(CLAIMS).where('claimed_until', '<', now).delete();
      if (await tx(CLAIMS).where(key).first()) return false;
      await tx(CLAIMS).insert({ ...key, claimed_until: until });
      return true;
    });
  }

  async release({ fingerprint, incidentId, reader }: SummaryKey) {
    await this.#database(CLAIMS)
      .where({ incident_id: incidentId, reader, fingerprint })
      .delete();
  }

  async keep({ id, madeAt, requestedBy, summary, ...key }: NewSummary) {
    const { calls, facts, model, sentences, transcript, usage } = summary;
    await this.#database(TABLE).insert({
      id,
      incident_id: key.incidentId,
      reader: key.reader,
      fingerprint: key.fingerprint,
      model,
      requested_by: requestedBy,
      made_at: madeAt,
      summary: JSON.stringify({ sentences, facts }),
      transcript: JSON.stringify({ models: transcript, calls }),
      usage: JSON.stringify(usage),
    });
  }

  /** Forgets those made before the given moment; how many these are. */
  async deleteOlderThan(moment: Date): Promise<number> {
    return this.#database(TABLE).where('made_at', '<', moment).delete();
  }

  #latest({ incidentId, reader }: Pick<SummaryKey, 'incidentId' | 'reader'>) {
    return this.#database<SummaryRow>(TABLE)
      .where({ incident_id: incidentId, reader })
      .orderBy('made_at', 'desc');
  }
}

function summaryOf(row: SummaryRow): StoredSummary {
  const { facts, sentences } = JSON.parse(row.summary) as Summary;
  return {
    incidentId: row.incident_id,
    reader: row.reader,
    fingerprint: row.fingerprint,
    model: row.model,
    madeAt: toIso(row.made_at),
    sentences,
    facts,
    transcript: JSON.parse(row.transcript) as Transcript,
    usage: JSON.parse(row.usage) as Summary['usage'],
  };
}
