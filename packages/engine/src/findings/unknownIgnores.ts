import { covers } from '../detectors/covers';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { ignoreAnnotations } from './ignoreAnnotations';
import { shorten } from './shorten';

/** More would be a fault of whatever writes them. */
const MOST_TOLD = 20;

/** What annotations ask to ignore and no rule is called: each once, by name, at most twenty. */
export function unknownIgnores(
  snapshot: ClusterSnapshot,
  ids: readonly string[],
): string[] {
  const patterns = new Set(
    [...ignoreAnnotations(snapshot)].flatMap(each =>
      each.split(',').map(part => part.trim()),
    ),
  );
  return [...patterns]
    .filter(pattern => pattern && !ids.some(id => covers(pattern, id)))
    .sort()
    .slice(0, MOST_TOLD)
    .map(each => shorten(each));
}
