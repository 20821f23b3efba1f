import { Score } from './score';

/** Shares between 0 and 1 that the suite demands, and false problems a healthy snapshot. */
const TARGETS = {
  recall: 0.98,
  top1: 0.95,
  falseAlarms: 0.05,
} as const;

/** Where a share of nothing is undefined. */
export interface Summary {
  area: string;
  faults: number;
  healthy: number;
  detectors: number;
  roots: number;
  recall?: number;
  top1?: number;
  top3?: number;
  /** Problems found in healthy snapshots, by snapshot. */
  falseAlarms?: number;
  /** Problems in faults that belong to no expected root. */
  unexpected: number;
}

/** One row of the reliability table: how often answers of about this confidence are right. */
export interface Reliability {
  from: number;
  to: number;
  claims: number;
  right: number;
  /** Mean confidence of the claims. */
  confidence?: number;
}

/** What the scores of some scenarios come to. */
export function summarize(area: string, scores: readonly Score[]): Summary {
  const detectors = scores.flatMap(each => each.detectors);
  const roots = scores.flatMap(each => each.roots);
  const healthy = scores.filter(each => each.healthy);
  const faults = scores.filter(each => !each.healthy);
  const count = (some: readonly Score[]) =>
    some.reduce((sum, each) => sum + each.unexpected.length, 0);
  return {
    area,
    faults: faults.length,
    healthy: healthy.length,
    detectors: detectors.length,
    roots: roots.length,
    recall: share(detectors, each => each.found),
    top1: share(roots, each => each.top1),
    top3: share(roots, each => each.top3),
    falseAlarms:
      healthy.length > 0 ? count(healthy) / healthy.length : undefined,
    unexpected: count(faults),
  };
}

/** One summary an area, and one of all. */
export function summarizeByArea(scores: readonly Score[]): {
  areas: Summary[];
  total: Summary;
} {
  const areas = [...new Set(scores.map(({ area }) => area))].sort();
  return {
    areas: areas.map(area =>
      summarize(
        area,
        scores.filter(each => each.area === area),
      ),
    ),
    total: summarize('all', scores),
  };
}

/** The targets that were missed, each in a sentence. A suite without faults or healthy scenarios proves nothing and misses them. */
export function missedTargets(total: Summary): string[] {
  const missed: string[] = [];
  const atLeast = (what: string, value: number | undefined, target: number) => {
    if (value === undefined || value < target) {
      missed.push(`${what} is ${formatShare(value)}, below ${target}`);
    }
  };
  atLeast('recall', total.recall, TARGETS.recall);
  atLeast('top-1 accuracy', total.top1, TARGETS.top1);
  const { falseAlarms } = total;
  if (falseAlarms === undefined || falseAlarms > TARGETS.falseAlarms) {
    missed.push(
      `false problems per healthy snapshot are ${formatShare(falseAlarms)}, above ${TARGETS.falseAlarms}`,
    );
  }
  return missed;
}

const BUCKETS = [
  [0, 0.6],
  [0.6, 0.75],
  [0.75, 0.9],
  [0.9, 0.95],
  [0.95, 1],
] as const;

/** How confidence compares with being right, over the first cause of every incident. */
export function calibration(scores: readonly Score[]): Reliability[] {
  const claims = scores.flatMap(each => each.claims);
  return BUCKETS.map(([from, to]) => {
    const own = claims.filter(
      ({ confidence }) => confidence >= from && confidence < to,
    );
    const sum = own.reduce((total, each) => total + each.confidence, 0);
    return {
      from,
      to,
      claims: own.length,
      right: own.filter(each => each.right).length,
      confidence: own.length > 0 ? sum / own.length : undefined,
    };
  });
}

export function formatShare(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(3);
}

function share<T>(
  all: readonly T[],
  isGood: (each: T) => boolean,
): number | undefined {
  return all.length > 0 ? all.filter(isGood).length / all.length : undefined;
}
