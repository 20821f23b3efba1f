import { Knex } from 'knex';

/** Milliseconds. */
export const DAY = 24 * 3_600_000;

/** Since when what has changed is told. */
export function dayBefore(now: Date): Date {
  return new Date(now.getTime() - DAY);
}

/** A day of UTC as the number of days since 1970. */
export function dayOf(moment: Date): number {
  return Math.floor(moment.getTime() / DAY);
}

/** Such as `2026-03-01`. */
export function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The first moment of a day. */
export function startOf(day: number): Date {
  return new Date(day * DAY);
}

/** SQL of the day of a column of time. */
export function dayColumn(database: Knex, column: string): Knex.Raw {
  return isPostgres(database)
    ? database.raw('floor(extract(epoch from ??) / 86400)::integer', [column])
    : database.raw('cast(?? / 86400000 as integer)', [column]);
}

/** SQL of the seconds between two columns of time. */
export function secondsBetween(
  database: Knex,
  from: string,
  to: string,
): Knex.Raw {
  return isPostgres(database)
    ? database.raw('extract(epoch from ?? - ??)', [to, from])
    : database.raw('(?? - ??) / 1000.0', [to, from]);
}

function isPostgres(database: Knex) {
  return database.client.config.client === 'pg';
}
