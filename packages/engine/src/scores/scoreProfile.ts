import { Finding } from '../findings/Finding';
import { AskedRow } from './AskedRow';
import { capsOf } from './capsOf';
import { NamespaceTally } from './NamespaceTally';
import { ProfileDefinition } from './profiles';
import { ProfileTally, ProfileTallyOptions } from './ProfileTally';
import { reasonAgainst } from './reasonAgainst';
import { rounded } from './rounded';
import { Score, gradeOf } from './Score';
import { Violations } from './Violations';

export interface ProfileInputs extends ProfileTallyOptions {
  definition: ProfileDefinition;
  rows: readonly AskedRow[];
  violations: Violations;
  /** Findings that may cap a score, by the namespace of their subject. */
  capping: ReadonlyMap<string, readonly Finding[]>;
}

/** A score and by how many subjects it was won. */
export interface WeighedScore {
  score: Score;
  subjects: number;
}

/** The score of one profile in each namespace that has something to judge. */
export function scoreProfile(
  inputs: ProfileInputs,
): ReadonlyMap<string, WeighedScore> {
  const { definition, rows, violations, capping } = inputs;
  const tally = new ProfileTally(inputs);
  for (const row of rows)
    tally.add(row, violations.of(row.detector, definition.counts));
  const rules = new Set(definition.rows.map(each => each.detector));
  const scores = new Map<string, WeighedScore>();
  const always = rows.filter(each => each.isAskedEverywhere).length;
  const sometimes = rows.filter(each => !each.isAskedEverywhere);
  for (const [namespace, found] of tally.sum()) {
    const asked =
      always + sometimes.filter(each => each.isAskedIn(namespace)).length;
    const coverage = asked / Math.max(1, rows.length);
    const caps = capsOf(definition, rules, capping.get(namespace) ?? []);
    scores.set(namespace, {
      subjects: found.subjects,
      score: scoreOf(definition, found, coverage, caps),
    });
  }
  return scores;
}

/** `100 x (1 - sum(weight x violating / evaluated) / sum(weight))` over the rules that had something to look at. */
function scoreOf(
  definition: ProfileDefinition,
  found: NamespaceTally,
  coverage: number,
  caps: Score['caps'],
): Score {
  const { total, lost } = found;
  const notScored = reasonAgainst(definition, coverage, total);
  const points = Math.min(
    Math.round(100 * (1 - lost / Math.max(1, total))),
    ...caps.map(each => each.at),
  );
  return {
    ...(notScored ? { notScored } : { points, grade: gradeOf(points) }),
    coverage: rounded(coverage, 100),
    losses: found.losses(),
    caps,
  };
}
