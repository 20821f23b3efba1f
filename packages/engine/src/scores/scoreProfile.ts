import { Finding } from '../findings/Finding';
import { AskedRow } from './AskedRow';
import { capsOf } from './capsOf';
import { ProfileDefinition } from './profiles';
import { Loss, Score, gradeOf } from './Score';
import { Subjects } from './Subjects';
import { Violations } from './Violations';

/** Below this share of rules that could be asked, silence says too little. */
const LEAST_COVERAGE = 0.6;

export interface ProfileInputs {
  definition: ProfileDefinition;
  rows: readonly AskedRow[];
  violations: Violations;
  /** By detector, subjects whose violation somebody has accepted. */
  accepted: ReadonlyMap<string, ReadonlySet<string>>;
  /** Findings by the namespace of their subject. */
  findings: ReadonlyMap<string, readonly Finding[]>;
  /** How much a subject counts. */
  weightOf(subject: string): number;
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
  const namespaces = new Set<string>();
  for (const { detector, population } of inputs.rows) {
    for (const namespace of population.keys()) namespaces.add(namespace);
    for (const namespace of inputs.violations.namespacesOf(detector))
      namespaces.add(namespace);
  }
  return new Map(
    [...namespaces].map(namespace => [
      namespace,
      scoreNamespace(namespace, inputs),
    ]),
  );
}

/** `100 x (1 - sum(weight x violating / evaluated) / sum(weight))` over the rules that had something to look at. */
function scoreNamespace(
  namespace: string,
  inputs: ProfileInputs,
): WeighedScore {
  const asked = inputs.rows.filter(each => each.isAskedIn(namespace));
  const coverage = asked.length / Math.max(1, inputs.rows.length);
  const subjects = new Subjects();
  const shares = asked.flatMap(row => {
    const share = shareOf(row, namespace, inputs, subjects);
    return share ? [{ ...share, weight: row.weight }] : [];
  });
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  const losses: Loss[] = shares
    .filter(({ violating }) => violating > 0)
    .map(({ detector, weight, share, violating, evaluated }) => ({
      detector,
      points: rounded((100 * weight * share) / total),
      violating,
      evaluated,
    }))
    .sort(
      (a, b) =>
        b.points - a.points || a.detector.localeCompare(b.detector, 'en'),
    );
  const caps = capsOf(inputs.definition, inputs.findings.get(namespace) ?? []);
  const notScored = reasonAgainst(inputs.definition, coverage, total);
  const lost = shares.reduce(
    (sum, { weight, share }) => sum + weight * share,
    0,
  );
  const points = Math.min(
    Math.round(100 * (1 - lost / Math.max(1, total))),
    ...caps.map(each => each.at),
  );
  return {
    subjects: subjects.size,
    score: {
      ...(notScored ? { notScored } : { points, grade: gradeOf(points) }),
      coverage: rounded(coverage, 100),
      losses,
      caps,
    },
  };
}

/** Why a profile is not scored. */
export function reasonAgainst(
  { needs }: ProfileDefinition,
  coverage: number,
  total: number,
): Score['notScored'] {
  if (needs === 'metrics') return 'needs-metrics';
  if (coverage < LEAST_COVERAGE) return 'coverage';
  return total === 0 ? 'nothing-to-judge' : undefined;
}

const NOBODY: readonly string[] = [];

/** The part of a rule's subjects in a namespace that violates it; undefined when there is none to look at. */
function shareOf(
  { detector, population }: AskedRow,
  namespace: string,
  { violations, accepted, weightOf }: ProfileInputs,
  seen: Subjects,
) {
  const violators = violations.of(detector, namespace);
  const examined = population.get(namespace) ?? NOBODY;
  const excused = accepted.get(detector);
  // Most rules are kept by all, whatever each of them weighs.
  if (violators.size === 0 && !excused) {
    if (examined.length === 0) return undefined;
    seen.addList(examined);
    return { detector, share: 0, violating: 0, evaluated: examined.length };
  }
  const evaluated = new Set(examined);
  for (const subject of violators) evaluated.add(subject);
  let all = 0;
  let bad = 0;
  for (const subject of evaluated) {
    if (excused?.has(subject)) {
      evaluated.delete(subject);
      continue;
    }
    seen.add(subject);
    const weight = weightOf(subject);
    all += weight;
    if (violators.has(subject)) bad += weight;
  }
  return all === 0
    ? undefined
    : {
        detector,
        share: bad / all,
        violating: violators.size,
        evaluated: evaluated.size,
      };
}

/** To one digit after the point unless stated. */
export function rounded(value: number, precision = 10): number {
  return Math.round(value * precision) / precision;
}
