import { DateTime } from 'luxon';

/** How long a risk may be accepted for. */
export const TERMS = ['month', 'quarter', 'half', 'year'] as const;

export type Term = (typeof TERMS)[number];

/** In days; a year is one day less than the longest that the backend takes, whose clock may be behind. */
const DAYS: Readonly<Record<Term, number>> = {
  month: 30,
  quarter: 90,
  half: 180,
  year: 364,
};

/** When an acceptance that begins now ends, RFC 3339. */
export function acceptanceEnd(term: Term, now: Date): string {
  return DateTime.fromJSDate(now)
    .plus({ days: DAYS[term] })
    .toJSDate()
    .toISOString();
}
