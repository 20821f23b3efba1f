import type { KubernetesObject } from '@opsagent/engine';
import type { ListOptions } from '../api/listOptions';
import type { Change } from '../store/Change';

export type WatchEventType = 'ADDED' | 'MODIFIED' | 'DELETED';

/**
 * How a watcher sees a change: an object that begins or ceases to match the selectors is added or deleted for that watcher. Undefined when the change does not
 * concern it.
 */
export function watchEventOf(
  change: Change,
  selects: (object: KubernetesObject) => boolean,
): { type: WatchEventType; object: KubernetesObject } | undefined {
  const { object, previous, action } = change;
  const before = previous !== undefined && selects(previous);
  const after = action !== 'DELETED' && selects(object);
  if (!before && !after) return undefined;
  if (!after && previous) {
    const { resourceVersion } = object.metadata;
    const metadata = { ...previous.metadata, resourceVersion };
    return { type: 'DELETED', object: { ...previous, metadata } };
  }
  return { type: before ? 'MODIFIED' : 'ADDED', object };
}

/** The objects that a list or watch is about. */
export function selection(
  namespace: string | undefined,
  { labels, fields }: Pick<ListOptions, 'labels' | 'fields'>,
): (object: KubernetesObject) => boolean {
  return object =>
    (!namespace || object.metadata.namespace === namespace) &&
    labels.matches(object.metadata.labels) &&
    fields.matches(object);
}
