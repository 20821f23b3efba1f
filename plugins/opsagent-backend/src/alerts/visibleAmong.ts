import { Visibility } from '../findings/FindingStore';

/** Those entities that the caller may see: a filter by one that is hidden must not tell what belongs to it. */
export function visibleAmong(
  entityRefs: readonly string[],
  visibility: Visibility,
): string[] {
  const visible = new Set(visibility.entityRefs);
  return entityRefs.filter(each => visible.has(each));
}
