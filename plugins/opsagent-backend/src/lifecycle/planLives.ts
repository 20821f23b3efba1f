import { Severity } from '@opsagent/engine';
import { Life, isPresent } from './Life';
import { born, missed, seen } from './steps';

/** What was known before a scan. */
export interface Known {
  id: string;
  life: Life;
}

/** From one life to the next, whether or not the state differs. */
export interface Step {
  id: string;
  /** Absent for what nobody has seen before. */
  before: Life | undefined;
  after: Life;
}

export interface Seen {
  id: string;
  severity: Severity;
}

export interface LifePlanOptions<K extends Known> {
  known: readonly K[];
  /** What the scan saw. */
  seen: Iterable<Seen>;
  /** Whether not seeing something that is there means that it is gone. */
  isGone(known: K): boolean;
  /** The life of what is gone; `missed`, unless given. */
  ended?(life: Life, at: Date): Life;
  /** The moment of the snapshot. */
  at: Date;
}

/** What a scan changes in the lives of what it saw and of what it missed. */
export interface LifePlan {
  /** Of all that was seen, and of what was there and is missed. */
  steps: Step[];
  /** How many of the seen were not there before. */
  opened: number;
  seen: number;
  resolved: number;
}

/** Works out the next life of everything in one cluster. */
export function planLives<K extends Known>(
  options: LifePlanOptions<K>,
): LifePlan {
  const { at, ended = missed } = options;
  const known = new Map(options.known.map(each => [each.id, each]));
  const severities = new Map(
    [...options.seen].map(each => [each.id, each.severity]),
  );
  const steps: Step[] = [];
  for (const [id, severity] of severities) {
    const before = known.get(id)?.life;
    const after = before ? seen(before, at, severity) : born(at, severity);
    steps.push({ id, before, after });
  }
  for (const each of known.values()) {
    const { id, life: before } = each;
    if (!severities.has(id) && isPresent(before) && options.isGone(each))
      steps.push({ id, before, after: ended(before, at) });
  }
  const opened = steps.filter(
    ({ before, after }) => isPresent(after) && !(before && isPresent(before)),
  );
  const resolved = steps.filter(({ after }) => !isPresent(after));
  return {
    steps,
    opened: opened.length,
    seen: severities.size,
    resolved: resolved.length,
  };
}
