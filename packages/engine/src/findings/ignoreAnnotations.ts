import { oncePerObject } from '../oncePerObject';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';

/**
 * The annotation by which the owner of an object, or of a namespace, says that findings are known and wanted so: ids of detectors and `area.*`, separated by commas.
 */
export const IGNORE_ANNOTATION = 'opsagent/ignore';

/** What the objects of a snapshot say with that annotation, each value once. */
export const ignoreAnnotations = oncePerObject(
  (snapshot: ClusterSnapshot): ReadonlySet<string> => {
    const found = new Set<string>();
    for (const kind of snapshot.kinds()) {
      for (const { metadata } of snapshot.all(kind)) {
        const ignored = metadata.annotations?.[IGNORE_ANNOTATION];
        if (ignored) found.add(ignored);
      }
    }
    return found;
  },
);
