import { patternsCovering } from '../detectors/patternsCovering';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { ignoreAnnotations, ignorePatterns } from './ignoreAnnotations';
import { shorten } from './shorten';

/** More would be a fault of whatever writes them. */
const MOST_TOLD = 20;

/** What annotations ask to ignore and no rule is called: each once, by name, the first twenty. */
export function unknownIgnores(
  snapshot: ClusterSnapshot,
  ids: readonly string[],
): string[] {
  const annotations = ignoreAnnotations(snapshot);
  if (annotations.size === 0) return [];
  const known = new Set(ids.flatMap(patternsCovering));
  const unknown = new Set<string>();
  for (const annotation of annotations) {
    for (const pattern of ignorePatterns(annotation))
      if (!known.has(pattern)) unknown.add(pattern);
    if (unknown.size >= MOST_TOLD) break;
  }
  return [...unknown]
    .slice(0, MOST_TOLD)
    .sort()
    .map(each => shorten(each));
}
