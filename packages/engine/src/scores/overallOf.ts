import { PROFILE_DEFINITIONS } from './profiles';
import { NamespaceScores, ProfileScores, gradeOf } from './Score';

/** The mean of the profiles that are scored, weighted by their shares. Without security or reliability it would say too little. */
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
  const points = Math.round(sum / shares);
  return { points, grade: gradeOf(points) };
}
