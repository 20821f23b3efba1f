import { append } from '../append';
import { entryOf } from '../entryOf';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { within } from '../snapshot/durations';
import { eventTime } from '../snapshot/events';
import { KnownKinds, KubernetesObject } from '../snapshot/objects';

type ClusterEvent = KnownKinds['Event'];
type Owned = Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;

const NONE: readonly ClusterEvent[] = [];

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
  /** By kind, namespace and name; a map within a map, so that asking builds no key. */
  readonly #byObject = new Map<
    string,
    Map<string, Map<string, ClusterEvent[]>>
  >();

  constructor(snapshot: ClusterSnapshot) {
    this.#snapshot = snapshot;
    for (const event of snapshot.all('Event')) {
      const { kind = '', namespace, name = '' } = event.involvedObject ?? {};
      const ofKind = entryOf(this.#byObject, kind);
      append(entryOf(ofKind, scopeOf(kind, namespace)), name, event);
    }
    for (const ofKind of this.#byObject.values())
      for (const inScope of ofKind.values())
        for (const list of inScope.values())
          if (list.length > 1) list.sort((a, b) => time(b) - time(a));
  }

  of(object: Owned, query: EventQuery): readonly ClusterEvent[] {
    const { namespace, name, uid } = object.metadata;
    const events = this.#byObject
      .get(object.kind)
      ?.get(scopeOf(object.kind, namespace))
      ?.get(name);
    if (!events) return NONE;
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

/** Kubelets write events about their node into a namespace. */
function scopeOf(kind: string, namespace = '') {
  return kind === 'Node' ? '' : namespace;
}
