import { Knex } from 'knex';

/** Interrupted investigations of the same state of an incident, after which it is left alone. */
const MOST_INTERRUPTED = 2;

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

  /** Whether one ended since a moment because no model answered, or with the process that ran it. */
  async failedSince(moment: Date): Promise<boolean> {
    const row = await this.#database('investigations')
      .where({ automatic: true })
      .where(either =>
        either
          .where({ state: 'failed', failure: 'model' })
          .orWhere({ state: 'interrupted' }),
      )
      .where('ended_at', '>=', moment)
      .first('id');
    return row !== undefined;
  }

  /**
   * Whether an incident needs none: the same state of it was investigated by itself before, or any state of it by anybody since a moment. What was interrupted
   * is tried again, but not without end, since it may be what ends the process.
   */
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
    if (row !== undefined) return true;
    const [{ count }] = await this.#database('investigations')
      .where({
        incident_id: incidentId,
        automatic: true,
        fingerprint: of.fingerprint,
        state: 'interrupted',
      })
      .count({ count: '*' });
    return Number(count) >= MOST_INTERRUPTED;
  }
}
