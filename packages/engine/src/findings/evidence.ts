import {
  AbsenceEvidence,
  EventEvidence,
  FieldEvidence,
  JsonValue,
  LogEvidence,
  ObjectReference,
  UnreadEvidence,
} from './Finding';
import { ReadState } from '../snapshot/ClusterSnapshot';
import { KnownKinds, KubernetesObject } from '../snapshot/objects';
import { eventCount, eventTime } from '../snapshot/events';
import { shorten } from './shorten';

export { shorten } from './shorten';
export { shortenEvidence } from './shortenEvidence';

type Referable = Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;

/** The name of an object, without its contents. */
export function referenceTo(object: Referable): ObjectReference {
  const { namespace, name } = object.metadata;
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    ...(namespace ? { namespace } : {}),
    name,
  };
}

/** A value and the path it was read from. An absent value is shown as null. */
export function field(
  object: Referable,
  path: string,
  value: unknown,
): FieldEvidence {
  return {
    type: 'field',
    object: referenceTo(object),
    path,
    value: (value ?? null) as JsonValue,
  };
}

export function eventEvidence(event: KnownKinds['Event']): EventEvidence {
  const { apiVersion, kind, namespace, name } = event.involvedObject ?? {};
  const lastSeen = eventTime(event);
  return {
    type: 'event',
    object: {
      ...(apiVersion ? { apiVersion } : {}),
      kind: kind ?? 'Unknown',
      ...(namespace ? { namespace } : {}),
      name: name ?? '',
    },
    reason: event.reason ?? '',
    message: shorten(event.message ?? ''),
    count: eventCount(event),
    ...(lastSeen ? { lastSeen } : {}),
  };
}

/** An object, or a part of one, that a complete read shows not to exist. */
export function absence(
  object: ObjectReference,
  part?: string,
): AbsenceEvidence {
  return { type: 'absence', object, ...(part ? { part } : {}) };
}

const UNREAD: Readonly<Record<ReadState, string>> = {
  complete: 'only metadata was read',
  partial: 'read only in part',
  forbidden: 'reading it is forbidden',
  failed: 'reading it failed',
  notServed: 'the cluster does not serve this kind',
  notCaptured: 'not captured',
};

export function unread(
  object: ObjectReference,
  state: ReadState,
): UnreadEvidence {
  return { type: 'unread', object, reason: UNREAD[state] };
}

/** The last lines of a container's log, at most `limit`. */
export function logEvidence(
  pod: Referable,
  container: string | undefined,
  lines: readonly string[],
  limit = 10,
): LogEvidence {
  return {
    type: 'log',
    object: referenceTo(pod),
    ...(container ? { container } : {}),
    lines: lines.slice(-limit).map(line => shorten(line)),
  };
}
