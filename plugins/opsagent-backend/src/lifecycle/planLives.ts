import { Life, isPresent } from './Life';
import { born, missed, seen } from './steps';
import { Step } from './transitions';

/** What was known before a scan. */
export interface Known {
  id: string;
  life: Life;
}

export interface LifePlanOptions<K extends Known> {
  known: readonly K[];
  /** Ids of what the scan saw. */
  seen: Iterable<string>;
  /** Whether not seeing something that is there means that it is gone. */
  isGone(known: K): boolean;
  /** The moment of the snapshot. */
  at: Date;
}

/** What a scan changes in the lives of what it saw and of what it missed. */
export interface LifePlan {
  /** By id, for all that was seen. */
  seen: Map<string, Life>;
  /** By id, for what was there and was not seen, if that changes anything. */
  missed: Map<string, Life>;
  steps: Step[];
  /** How many of the seen were not there before. */
  opened: number;
  resolved: number;
}

export function planLives<K extends Known>(
  options: LifePlanOptions<K>,
): LifePlan {
  const { at } = options;
  const known = new Map(options.known.map(each => [each.id, each]));
  const plan: LifePlan = {
    seen: new Map(),
    missed: new Map(),
    steps: [],
    opened: 0,
    resolved: 0,
  };
  for (const id of options.seen) {
    const before = known.get(id)?.life;
    const after = before ? seen(before, at) : born(at);
    plan.seen.set(id, after);
    plan.steps.push({ id, before, after });
    if (!before || !isPresent(before)) plan.opened++;
  }
  for (const each of known.values()) {
    const { id, life: before } = each;
    if (plan.seen.has(id) || !isPresent(before) || !options.isGone(each))
      continue;
    const after = missed(before, at);
    plan.missed.set(id, after);
    plan.steps.push({ id, before, after });
    if (!isPresent(after)) plan.resolved++;
  }
  return plan;
}
