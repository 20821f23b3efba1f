import { Life, isPresent } from './Life';

/** Milliseconds after a return in which the absence of what returned has to last before it counts. */
const UNSTABLE_FOR = 24 * 3_600_000;
/** Milliseconds of absence after which even what keeps coming back is gone. */
const QUIET_FOR = 30 * 60_000;

/** The first life of what a scan has never seen before. */
export function born(at: Date): Life {
  return { state: 'open', stateSince: at, firstSeenAt: at, lastSeenAt: at };
}

/**
 * The life after a scan that saw it. What was resolved has regressed, and a new life begins, unless somebody's snooze has not ended: it holds for what comes back,
 * too. What people said otherwise stays as long as it was there.
 */
export function seen(life: Life, at: Date): Life {
  const { absentSince: _, ...rest } = life;
  if (isPresent(life)) return { ...rest, lastSeenAt: at };
  const { resolvedAt: __, ...returned } = rest;
  return {
    ...(isSnoozedBeyond(life, at)
      ? { ...returned, state: 'snoozed' as const }
      : withoutWords(returned, 'regressed')),
    stateSince: notBefore(life, at),
    firstSeenAt: at,
    lastSeenAt: at,
    regressedAt: at,
  };
}

/**
 * The life after a scan that looked at everything it depends on and did not see it. It is resolved at once the first time. What came back within the last day has to
 * stay away for half an hour, so that what comes and goes shows as one regression, not as ten.
 */
export function missed(life: Life, at: Date): Life {
  if (!isPresent(life)) return life;
  const absentSince = life.absentSince ?? at;
  const isUnstable =
    life.regressedAt !== undefined &&
    at.getTime() - life.regressedAt.getTime() < UNSTABLE_FOR;
  if (isUnstable && at.getTime() - absentSince.getTime() < QUIET_FOR)
    return { ...life, absentSince };
  return resolved(life, at);
}

/** The life of what is resolved at once. A snooze that has not ended is kept with its words, as it holds for what comes back. */
export function resolved(life: Life, at: Date): Life {
  const { absentSince: _, ...rest } = life;
  const stateSince = notBefore(life, at);
  return {
    ...(isSnoozedBeyond(life, at)
      ? { ...rest, state: 'resolved' as const }
      : withoutWords(rest, 'resolved')),
    stateSince,
    resolvedAt: stateSince,
  };
}

/** The life after the end of its snooze. */
export function woken(life: Life, at: Date): Life {
  return { ...withoutWords(life, 'open'), stateSince: notBefore(life, at) };
}

/** The life of what people have put aside and what has become another matter since. */
export function reopened(life: Life, at: Date, reason: string): Life {
  return {
    ...withoutWords(life, 'open'),
    reason,
    stateSince: notBefore(life, at),
  };
}

/** Somebody may have spoken after the moment of the snapshot; what the scan says of it comes later. */
function notBefore({ stateSince }: Life, at: Date): Date {
  return stateSince > at ? stateSince : at;
}

function isSnoozedBeyond({ until }: Life, at: Date): boolean {
  return until !== undefined && until > at;
}

function withoutWords(life: Life, state: Life['state']): Life {
  const { until: _, by: __, reason: ___, ...rest } = life;
  return { ...rest, state };
}
