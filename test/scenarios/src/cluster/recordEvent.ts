import { CoreV1Api, V1ObjectReference } from '@kubernetes/client-node';
import { parseDuration } from '../scenario/durations';
import { ContainerEventPlay } from '../scenario/schema';
import { StoryClock } from './StoryClock';

export interface RecordedEvent extends ContainerEventPlay {
  about: V1ObjectReference;
  /** The component that tells. */
  source: string;
  host?: string;
}

/** Writes an event as the recorders of Kubernetes' components do. */
export async function recordEvent(
  core: CoreV1Api,
  clock: StoryClock,
  event: RecordedEvent,
): Promise<void> {
  const { about, type, reason, message, count, source, host } = event;
  const namespace = about.namespace ?? 'default';
  const lastTimestamp = clock.ago(event.last);
  const spread = count > 1 ? parseDuration('4m') : 0;
  const firstTimestamp = event.first
    ? clock.ago(event.first)
    : new Date(lastTimestamp.getTime() - spread);
  await core.createNamespacedEvent({
    namespace,
    body: {
      metadata: { generateName: `${about.name}.`, namespace },
      involvedObject: about,
      type,
      reason,
      message,
      count,
      firstTimestamp,
      lastTimestamp,
      source: { component: source, host },
      reportingComponent: source,
      reportingInstance: host,
    },
  });
}
