import { SEVERITIES, Severity } from '@opsagent/engine';
import { Life, isHeld, isPresent, isPutAside, withoutWords } from './Life';

/** Milliseconds after a return in which the absence of what returned has to last before it counts. */
const UNSTABLE_FOR = 24 * 3_600_000;
/** Milliseconds of absence after which even what keeps coming back is gone. */
const QUIET_FOR = 30 * 60_000;

/** The first life of what a scan has never seen before. */
export function born(at: Date, severity: Severity): Life {
  return {
    state: 'open',
    stateSince: at,
    severity,
    firstSeenAt: at,
    lastSeenAt: at,
  };
}

/**
 * The life after a scan that saw it. What was resolved has regressed, and a new life begins, unless a snooze or an acceptance has not ended: it holds for what comes
 * back, too. What people said otherwise stays as long as it is there and is no worse than when they said it.
 */
export function seen(life: Life, at: Date, severity = life.severity): Life {
  const { absentSince: _, ...rest } = { ...life, severity };
  const after = isPresent(life)
    ? { ...rest, lastSeenAt: at }
    : returned(rest, at);
  return isWorseThanSaid(after) ? reopened(after, at) : after;
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

/** The life of what is resolved at once. A snooze or an acceptance that has not ended is kept with its words, as it holds for what comes back. */
export function resolved(life: Life, at: Date): Life {
  const { absentSince: _, ...rest } = life;
  const stateSince = notBefore(life, at);
  return {
    ...(isHeld(life.state) && endsAfter(life, at)
      ? { ...rest, state: 'resolved' as const, heldAs: life.state }
      : withoutWords(rest, 'resolved')),
    stateSince,
    resolvedAt: stateSince,
  };
}

/** The life after the end of its snooze or of its acceptance: what it was before, open or regressed. */
export function woken(life: Life, at: Date): Life {
  const { firstSeenAt, regressedAt } = life;
  const cameBack = regressedAt?.getTime() === firstSeenAt.getTime();
  return {
    ...withoutWords(life, cameBack ? 'regressed' : 'open'),
    stateSince: notBefore(life, at),
  };
}

/** Whether one severity is worse than another. */
export function isWorse(severity: Severity, than: Severity): boolean {
  return SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(than);
}

function returned(life: Life, at: Date): Life {
  const { heldAs = 'snoozed', resolvedAt: _, ...rest } = life;
  return {
    ...(endsAfter(life, at)
      ? { ...rest, state: heldAs }
      : withoutWords(rest, 'regressed')),
    stateSince: notBefore(life, at),
    firstSeenAt: at,
    lastSeenAt: at,
    regressedAt: at,
  };
}

/** What people have put aside and what is another matter by now: what they said was said of something less bad. */
function isWorseThanSaid(life: Life): boolean {
  const { saidSeverity, severity } = life;
  return (
    isPutAside(life) &&
    saidSeverity !== undefined &&
    isWorse(severity, saidSeverity)
  );
}

function reopened(life: Life, at: Date): Life {
  return {
    ...withoutWords(life, 'open'),
    reason: `severity rose from ${life.saidSeverity} to ${life.severity}`,
    stateSince: notBefore(life, at),
  };
}

/** Somebody may have spoken after the moment of the snapshot; what the scan says of it comes later. */
function notBefore({ stateSince }: Life, at: Date): Date {
  return stateSince > at ? stateSince : at;
}

function endsAfter({ until }: Life, at: Date): boolean {
  return until !== undefined && until > at;
}
