/** Milliseconds after an end was heard of in which a message that it fires may have been sent before. */
const LATE_FOR = 60_000;

/** One time for which an alert fires; it does so still without an end. */
export interface Episode {
  startsAt: Date;
  endsAt: Date | undefined;
  /** When it was last heard of. */
  receivedAt: Date;
}

/** What a message says of an alert. */
export interface ToldEpisode {
  isResolved: boolean;
  startsAt: Date;
  endsAt: Date | undefined;
}

/** What becomes of an alert with a message. */
export interface NextEpisode<E extends Episode> {
  /** The last episode, which may have been changed; absent when there was none. */
  last?: E;
  /** A new one. */
  begun?: Episode;
}

/**
 * Takes a message into account that may be a repetition, may come late, or may have been sent by another replica of Alertmanager, each of which knows one episode of
 * an alert at a time, with the earliest start that it was told.
 *
 * - An end ends the last episode unless that began later.
 * - While it fires, another start that is not later is the same episode; a later one tells that its end was lost.
 * - After its end, a start that is not later comes from a late message, unless it says that it ends later, or comes so long after the news of the end that it was
 *   sent after it: where two replicas of Prometheus evaluate a rule, one may still fire when the other has resolved it.
 *
 * @param last - the episode that began last
 * @param at - when the message came
 */
export function nextEpisode<E extends Episode>(
  last: E | undefined,
  told: ToldEpisode,
  at: Date,
): NextEpisode<E> {
  return told.isResolved
    ? afterEnd(last, told, at)
    : afterFiring(last, told, at);
}

function afterEnd<E extends Episode>(
  last: E | undefined,
  { startsAt, endsAt: toldEnd }: ToldEpisode,
  at: Date,
): NextEpisode<E> {
  const endsAt = later(startsAt, toldEnd ?? at);
  const begun = { startsAt, endsAt, receivedAt: at };
  if (!last) return { begun };
  if (!last.endsAt)
    return last.startsAt <= endsAt
      ? { last: { ...last, endsAt, receivedAt: at } }
      : { last };
  if (startsAt > last.endsAt) return { last, begun };
  return endsAt > last.endsAt ? { last: { ...last, endsAt } } : { last };
}

function afterFiring<E extends Episode>(
  last: E | undefined,
  { startsAt, endsAt }: ToldEpisode,
  at: Date,
): NextEpisode<E> {
  const begun = { startsAt, endsAt: undefined, receivedAt: at };
  if (!last) return { begun };
  if (!last.endsAt)
    return startsAt > last.startsAt
      ? { last: { ...last, endsAt: startsAt, receivedAt: at }, begun }
      : { last: { ...last, receivedAt: at } };
  if (startsAt > last.endsAt) return { last, begun };
  const isLate = at.getTime() - last.receivedAt.getTime() <= LATE_FOR;
  const firesBeyond = endsAt !== undefined && endsAt > last.endsAt;
  return isLate && !firesBeyond
    ? { last }
    : { last: { ...last, endsAt: undefined, receivedAt: at } };
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
