import { KubernetesObject } from '../snapshot/objects';

/** Fields in which the cluster notes when something happened. Others may lie in the future, such as an expiry. */
const HAPPENED = new Set([
  'creationTimestamp',
  'deletionTimestamp',
  'eventTime',
  'finishedAt',
  'firstTimestamp',
  'lastHeartbeatTime',
  'lastObservedTime',
  'lastProbeTime',
  'lastTimestamp',
  'lastTransitionTime',
  'lastUpdateTime',
  'startTime',
  'startedAt',
  'time',
]);

/**
 * The latest moment that the objects of a dump tell of, which is about when it was taken.
 *
 * Reads metadata, status and events only: a spec holds wishes. Times after `limit` come from a wrong clock and do not count.
 */
export function newestTime(
  objects: Iterable<KubernetesObject>,
  limit?: Date,
): Date | undefined {
  const latest = limit?.getTime() ?? Number.POSITIVE_INFINITY;
  let newest: number | undefined;
  const visit = (root: unknown, name = '') => {
    const open = [{ value: root, name }];
    for (let visited = open.pop(); visited; visited = open.pop()) {
      const { value, name: field } = visited;
      if (typeof value === 'string') {
        const time = HAPPENED.has(field) ? Date.parse(value) : Number.NaN;
        if (time <= latest && time > (newest ?? 0)) newest = time;
      } else if (typeof value === 'object' && value !== null) {
        const isList = Array.isArray(value);
        for (const [key, child] of Object.entries(value))
          open.push({ value: child, name: isList ? '' : key });
      }
    }
  };
  for (const object of objects) {
    const { annotations, labels, managedFields, ...metadata } = object.metadata;
    visit(metadata);
    for (const entry of managedFields ?? []) visit(entry.time, 'time');
    if (object.kind === 'Event') visit({ ...object, metadata: undefined });
    else visit(object.status);
  }
  return newest === undefined ? undefined : new Date(newest);
}
