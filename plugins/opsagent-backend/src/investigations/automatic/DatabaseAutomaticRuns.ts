import { Knex } from 'knex';

/** What was begun by itself, as far as it decides what is begun next. */
export class DatabaseAutomaticRuns {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  /** How many run, in all processes together. */
  async running(): Promise<number> {
    const [{ count }] = await this.#database('investigations')
      .where({ automatic: true, state: 'running' })
      .count({ count: '*' });
    return Number(count);
  }

  /** Whether one ended since a moment because no model answered. */
  async failedSince(moment: Date): Promise<boolean> {
    const row = await this.#database('investigations')
      .where({ automatic: true, state: 'failed', failure: 'model' })
      .where('ended_at', '>=', moment)
      .first('id');
    return row !== undefined;
  }

  /** Whether an incident needs none: the same state of it was investigated by itself before, or any state of it by anybody since a moment. */
  async isInvestigated(
    incidentId: string,
    of: { fingerprint: string; since: Date },
  ): Promise<boolean> {
    const row = await this.#database('investigations')
      .where('incident_id', incidentId)
      .whereNot('state', 'interrupted')
      .where(either =>
        either
          .where({ automatic: true, fingerprint: of.fingerprint })
          .orWhere('started_at', '>=', of.since),
      )
      .first('id');
    return row !== undefined;
  }
}
