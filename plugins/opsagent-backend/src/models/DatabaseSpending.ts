import { LoggerService } from '@backstage/backend-plugin-api';
import { Spending, Spent, SpentToday } from '@opsagent/investigator';
import { Knex } from 'knex';
import { logFailure } from '../scanning/describeFailure';

/** Of what nobody asked for. */
const NOBODY = '';

/** What models took by user and day of UTC, for all processes of the portal together. */
export class DatabaseSpending implements Spending {
  readonly #database: Knex;

  readonly #logger: LoggerService;

  constructor(options: { database: Knex; logger: LoggerService }) {
    this.#database = options.database;
    this.#logger = options.logger;
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

  async book(user: string | undefined, spent: Spent): Promise<void> {
    try {
      await this.#book(user, spent);
    } catch (error) {
      this.#logger.error(
        `${spent.tokens} tokens of language models could not be booked and will be later: ${logFailure(error)}`,
      );
      throw error;
    }
  }

  /** Forgets the days before the one of a moment. */
  async deleteOlderThan(moment: Date): Promise<number> {
    return this.#database('model_spending')
      .where('day', '<', dayOf(moment))
      .delete();
  }

  async #book(user: string | undefined, { tokens, cost }: Spent) {
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
}

function dayOf(moment: Date) {
  return moment.toISOString().slice(0, 10);
}
