import { KubernetesObject } from '@opsagent/engine';
import { CAPTURED_AT, formatTime } from '../cluster/StoryClock';
import { parseDuration } from '../scenario/durations';

/** The API server forgets events after an hour: `--event-ttl`. */
const LIFETIME = parseDuration('1h');

/**
 * How long before a capture, on the average, a controller has last repeated what still holds.
 *
 * The scheduler tries a pod again after five minutes at the latest, workqueues of controllers back off up to sixteen, the volume controller looks every fifteen
 * seconds, and so does the autoscaler.
 */
const HABITS: Readonly<Record<string, string>> = {
  FailedScheduling: '2m',
  FailedCreate: '6m',
  FailedBinding: '8s',
  ProvisioningFailed: '8s',
  ExternalProvisioning: '8s',
  WaitForFirstConsumer: '8s',
  FailedGetResourceMetric: '8s',
  FailedComputeMetricsReplicas: '8s',
  FailedGetScale: '8s',
  FailedGetExternalMetric: '8s',
  FailedGetPodsMetric: '8s',
  FailedGetObjectMetric: '8s',
};

/** Fields of events of both API groups. */
interface EventFields extends KubernetesObject {
  reason?: string;
  count?: number;
  firstTimestamp?: string;
  lastTimestamp?: string;
  eventTime?: string;
  series?: { count: number; lastObservedTime: string };
}

export interface TellEventsOptions {
  /** How long before the capture an event was last repeated, by reason; before the habits of controllers. */
  repeated: Readonly<Record<string, string>>;
  /** When the last step began; what was told before it no longer holds. */
  since: Date;
}

/**
 * The events that a cluster would still have at the capture: those of the rebuild happen once, where hours of the story would have repeated them, and old ones
 * would be gone.
 */
export function tellEvents(
  objects: readonly KubernetesObject[],
  { repeated, since }: TellEventsOptions,
): KubernetesObject[] {
  return objects.flatMap(object => {
    if (object.kind !== 'Event') return [object];
    const event = object as EventFields;
    const ago = repeated[event.reason ?? ''] ?? HABITS[event.reason ?? ''];
    const told = ago && lastOf(event) >= since ? repeat(event, ago) : event;
    const age = CAPTURED_AT.getTime() - lastOf(told).getTime();
    return age > LIFETIME ? [] : [told];
  });
}

function repeat(event: EventFields, ago: string): EventFields {
  const last = new Date(CAPTURED_AT.getTime() - parseDuration(ago));
  if (lastOf(event) >= last) return event;
  if (event.eventTime) {
    const lastObservedTime = last.toISOString().replace('Z', '000Z');
    return { ...event, series: { count: 12, lastObservedTime } };
  }
  return {
    ...event,
    count: Math.max(event.count ?? 1, 12),
    lastTimestamp: formatTime(last),
  };
}

function lastOf(event: EventFields): Date {
  const { series, lastTimestamp, eventTime, firstTimestamp } = event;
  return new Date(
    series?.lastObservedTime ??
      lastTimestamp ??
      eventTime ??
      firstTimestamp ??
      0,
  );
}
