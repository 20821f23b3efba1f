import { AskedRow } from './AskedRow';
import { rounded } from './rounded';
import { Loss } from './Score';

/** What one rule found in one namespace. */
export interface Share {
  /** The part of the subjects that violates the rule, by what each counts, from 0 to 1. */
  share: number;
  violating: number;
  /** Subjects that were looked at and are not accepted. */
  evaluated: number;
}

/** What the rules of one profile found in one namespace. */
export class NamespaceTally {
  /** How many subjects they looked at, each counted once. */
  subjects = 0;
  /** What the rules weigh that had something to look at. */
  total = 0;
  /** What violations take of it. */
  lost = 0;
  readonly #violated: (Share & Pick<AskedRow, 'detector' | 'weight'>)[] = [];

  /** Takes off what a rule finds. What it weighs counts in the total, whether or not anybody violates it. */
  lose({ detector, weight }: AskedRow, share: Share): void {
    if (share.violating === 0) return;
    this.lost += weight * share.share;
    this.#violated.push({ detector, weight, ...share });
  }

  /** Costliest first. */
  losses(): Loss[] {
    return this.#violated
      .map(({ detector, weight, share, violating, evaluated }) => ({
        detector,
        points: rounded((100 * weight * share) / this.total),
        violating,
        evaluated,
      }))
      .sort(
        (a, b) =>
          b.points - a.points || a.detector.localeCompare(b.detector, 'en'),
      );
  }
}
