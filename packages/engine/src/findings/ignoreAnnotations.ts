import { oncePerObject } from '../oncePerObject';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../snapshot/objects';

/**
 * The annotation by which the owner of an object, or of a namespace, says that findings are known and wanted so: ids of detectors and `area.*`, separated by commas.
 */
export const IGNORE_ANNOTATION = 'opsagent/ignore';

/** Characters that are read of one annotation: several times what naming every rule takes. */
const LONGEST = 65_536;

/** What an object says with that annotation. What is no text, as `true` in a file that no API server has seen, names nothing. */
export function ignoreAnnotationOf({
  metadata,
}: KubernetesObject): string | undefined {
  const value: unknown = metadata.annotations?.[IGNORE_ANNOTATION];
  return typeof value === 'string' && value ? value : undefined;
}

/** What the objects of a snapshot say with that annotation, each value once. */
export const ignoreAnnotations = oncePerObject(
  (snapshot: ClusterSnapshot): ReadonlySet<string> => {
    const found = new Set<string>();
    for (const kind of snapshot.kinds()) {
      for (const object of snapshot.all(kind)) {
        const ignored = ignoreAnnotationOf(object);
        if (ignored) found.add(ignored);
      }
    }
    return found;
  },
);

/** The ids and areas that an annotation names. */
export function ignorePatterns(annotation: string): string[] {
  const parts = annotation.slice(0, LONGEST).split(',');
  // The end cuts the last one short.
  if (annotation.length > LONGEST) parts.pop();
  return parts.map(each => each.trim()).filter(Boolean);
}
