import { append } from '../append';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { within } from '../snapshot/durations';
import { eventTime } from '../snapshot/events';
import { KnownKinds, KubernetesObject } from '../snapshot/objects';

type ClusterEvent = KnownKinds['Event'];
type Owned = Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;

export interface EventQuery {
  /** Only these reasons. */
  reasons?: readonly string[];
  /** Only events about this container, by the event's `fieldPath`. */
  container?: string;
  /** Only events seen within this many milliseconds before the capture. */
  within?: number;
}

/**
 * Events by the object they speak of. They live about an hour on the API server: finding none proves nothing.
 *
 * A uid narrows the match when both sides carry one, except for nodes, whose kubelets write the node's name there.
 */
export class EventIndex {
  readonly #snapshot: ClusterSnapshot;
  readonly #byObject = new Map<string, ClusterEvent[]>();

  constructor(snapshot: ClusterSnapshot) {
    this.#snapshot = snapshot;
    for (const event of snapshot.all('Event')) {
      const { kind, namespace, name } = event.involvedObject ?? {};
      const key = objectKey(kind, namespace, name);
      append(this.#byObject, key, event);
    }
    for (const list of this.#byObject.values()) {
      list.sort((a, b) => time(b) - time(a));
    }
  }

  of(object: Owned, query: EventQuery): readonly ClusterEvent[] {
    const { namespace, name, uid } = object.metadata;
    const events =
      this.#byObject.get(objectKey(object.kind, namespace, name)) ?? [];
    return events.filter(event => {
      const involved = event.involvedObject;
      if (
        object.kind !== 'Node' &&
        uid &&
        involved?.uid &&
        involved.uid !== uid
      ) {
        return false;
      }
      if (query.reasons && !query.reasons.includes(event.reason ?? ''))
        return false;
      if (query.container && !speaksOf(involved?.fieldPath, query.container)) {
        return false;
      }
      return (
        query.within === undefined ||
        within(this.#snapshot, eventTime(event), query.within)
      );
    });
  }
}

function speaksOf(fieldPath: string | undefined, container: string) {
  return fieldPath === undefined || fieldPath.endsWith(`{${container}}`);
}

function time(event: ClusterEvent) {
  return Date.parse(eventTime(event) ?? '') || 0;
}

function objectKey(kind?: string, namespace?: string, name?: string) {
  return `${kind}/${kind === 'Node' ? '' : (namespace ?? '')}/${name}`;
}
