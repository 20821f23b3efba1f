import { Spending, Spent, SpentToday } from '@opsagent/investigator';
import { Knex } from 'knex';

/** Of what nobody asked for. */
const NOBODY = '';

/** What models took by user and day of UTC, for all processes of the portal together. */
export class DatabaseSpending implements Spending {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  async today(user: string | undefined): Promise<SpentToday> {
    const rows: { user_ref: string; tokens: number; cost: number }[] =
      await this.#database('model_spending').where('day', dayOf(new Date()));
    const sum = (of: typeof rows): Spent => ({
      tokens: of.reduce((total, each) => total + Number(each.tokens), 0),
      cost: of.reduce((total, each) => total + each.cost, 0),
    });
    return {
      user: sum(rows.filter(each => each.user_ref === (user ?? NOBODY))),
      everyone: sum(rows),
    };
  }

  async book(user: string | undefined, { tokens, cost }: Spent): Promise<void> {
    const more = (column: string, by: number) =>
      this.#database.raw('?? + ?', [`model_spending.${column}`, by]);
    await this.#database('model_spending')
      .insert({
        day: dayOf(new Date()),
        user_ref: user ?? NOBODY,
        tokens,
        cost,
      })
      .onConflict(['day', 'user_ref'])
      .merge({ tokens: more('tokens', tokens), cost: more('cost', cost) });
  }

  /** Forgets the days before the one of a moment. */
  async deleteOlderThan(moment: Date): Promise<number> {
    return this.#database('model_spending')
      .where('day', '<', dayOf(moment))
      .delete();
  }
}

function dayOf(moment: Date) {
  return moment.toISOString().slice(0, 10);
}
