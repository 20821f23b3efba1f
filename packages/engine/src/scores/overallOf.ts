import { PROFILE_DEFINITIONS } from './profiles';
import { NamespaceScores, ProfileScores, gradeOf } from './Score';

/**
 * The mean of the profiles that are scored, weighted by their shares, and never above the ceiling that something critical or failing sets to one of them: a mean with
 * what is in order would hide it. Grave weaknesses in security hold down security alone. Without security or reliability it would say too little.
 */
export function overallOf(scores: ProfileScores): NamespaceScores['overall'] {
  const { security, reliability } = scores;
  if (security.points === undefined || reliability.points === undefined)
    return undefined;
  let sum = 0;
  let shares = 0;
  for (const { profile, share } of PROFILE_DEFINITIONS) {
    const { points } = scores[profile];
    if (points === undefined) continue;
    sum += points * share;
    shares += share;
  }
  const points = Math.min(Math.round(sum / shares), ...ceilingsOf(scores));
  return { points, grade: gradeOf(points) };
}

/** Of every profile, even of one without points: what is broken is known without measurements. */
function ceilingsOf(scores: ProfileScores): number[] {
  return Object.values(scores)
    .flatMap(({ caps }) => caps)
    .filter(({ because }) => because !== 'high-security')
    .map(({ at }) => at);
}
