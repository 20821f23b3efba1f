import { overallOf } from './overallOf';
import { PROFILE_DEFINITIONS } from './profiles';
import { reasonAgainst } from './reasonAgainst';
import { rounded } from './rounded';
import { Loss, Profile, ProfileScores, Score, Scores, gradeOf } from './Score';
import { WeighedScore } from './scoreProfile';

/** The mean over the namespaces, weighted by their subjects. Caps stay with the namespaces to which they belong. */
export function clusterScore(
  profiles: ReadonlyMap<Profile, ReadonlyMap<string, WeighedScore>>,
): Scores['cluster'] {
  const scores = Object.fromEntries(
    PROFILE_DEFINITIONS.map(definition => {
      const all = [...(profiles.get(definition.profile)?.values() ?? [])];
      const scored = all.filter(({ score }) => score.points !== undefined);
      const coverage = all.length === 0 ? 1 : mean(all, each => each.coverage);
      const points = Math.round(mean(scored, each => each.points ?? 0));
      const score: Score = {
        ...(scored.length > 0
          ? { points, grade: gradeOf(points) }
          : {
              notScored:
                reasonAgainst(definition, coverage, 0) ?? 'nothing-to-judge',
            }),
        coverage: rounded(coverage, 100),
        losses: lossesOf(scored.length > 0 ? scored : all),
        caps: [],
      };
      return [definition.profile, score];
    }),
  ) as unknown as ProfileScores;
  const overall = overallOf(scores);
  return { ...(overall ? { overall } : {}), profiles: scores };
}

function mean(
  scores: readonly WeighedScore[],
  valueOf: (score: Score) => number,
): number {
  const subjects = scores.reduce((sum, each) => sum + each.subjects, 0);
  const total = scores.reduce(
    (sum, { score, subjects: weight }) => sum + valueOf(score) * weight,
    0,
  );
  return total / Math.max(1, subjects);
}

function lossesOf(scores: readonly WeighedScore[]): Loss[] {
  const subjects = scores.reduce((sum, each) => sum + each.subjects, 0);
  const byDetector = new Map<string, Loss>();
  for (const { score, subjects: weight } of scores) {
    for (const { detector, points, violating, evaluated } of score.losses) {
      const known = byDetector.get(detector);
      byDetector.set(detector, {
        detector,
        points: (known?.points ?? 0) + (points * weight) / subjects,
        violating: (known?.violating ?? 0) + violating,
        evaluated: (known?.evaluated ?? 0) + evaluated,
      });
    }
  }
  return [...byDetector.values()]
    .map(each => ({ ...each, points: rounded(each.points) }))
    .sort(
      (a, b) =>
        b.points - a.points || a.detector.localeCompare(b.detector, 'en'),
    );
}
