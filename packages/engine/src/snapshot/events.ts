import { KnownKinds } from './objects';

type ClusterEvent = KnownKinds['Event'];

/**
 * When an event was last seen: the latest of the times that its writers fill in.
 *
 * The newer events API writes `series` and `eventTime`, the older one `lastTimestamp`; `deprecatedLastTimestamp` stands in events read through events.k8s.io.
 */
export function eventTime(event: ClusterEvent): string | undefined {
  const fields = event as ClusterEvent & { deprecatedLastTimestamp?: string };
  const times = [
    event.series?.lastObservedTime,
    event.lastTimestamp,
    event.eventTime,
    fields.deprecatedLastTimestamp,
    event.firstTimestamp,
  ].filter((time): time is string => Boolean(time));
  const latest = times.sort((a, b) => Date.parse(b) - Date.parse(a))[0];
  return latest ?? event.metadata.creationTimestamp;
}

/** How often an event was seen; at least once. */
export function eventCount(event: ClusterEvent): number {
  return event.series?.count ?? event.count ?? 1;
}
