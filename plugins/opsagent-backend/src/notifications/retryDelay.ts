/** Milliseconds from each attempt to the next. */
const DELAYS: readonly number[] = [
  10_000,
  30_000,
  2 * 60_000,
  10 * 60_000,
  30 * 60_000,
  2 * 3_600_000,
  6 * 3_600_000,
];

/** What receivers may ask for at most. */
const LONGEST = 6 * 3_600_000;

/**
 * Milliseconds until the next attempt, after some have failed; undefined when there is none any more.
 *
 * @param retryAfter - milliseconds for which the receiver asked to be left alone
 */
export function retryDelay(
  attempts: number,
  retryAfter = 0,
): number | undefined {
  const delay: number | undefined = DELAYS[attempts - 1];
  return delay === undefined
    ? undefined
    : Math.max(delay, Math.min(retryAfter, LONGEST));
}
