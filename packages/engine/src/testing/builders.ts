import { KindRead, ReadState } from '../snapshot/ClusterSnapshot';
import { KnownKind, KnownKinds, KubernetesObject } from '../snapshot/objects';
import { apiVersionOf, resourceOfKind } from '../snapshot/resources';
import { hours } from '../snapshot/durations';

/** The moment at which every snapshot of a test is captured. */
export const NOW = new Date('2026-03-01T12:00:00Z');

/** A timestamp that lies the given number of milliseconds before the capture. */
export function ago(milliseconds: number): string {
  return new Date(NOW.getTime() - milliseconds).toISOString();
}

type DeepPartial<T> = T extends readonly (infer E)[]
  ? readonly DeepPartial<E>[]
  : T extends object
    ? { [K in keyof T]?: DeepPartial<T[K]> }
    : T;

export interface BuilderOptions {
  /** Milliseconds since creation; an hour unless given. */
  age?: number;
  namespace?: string;
  labels?: Record<string, string>;
}

/** A valid object of a built-in kind in namespace `shop`; a test states only what matters to it. */
export function object<K extends KnownKind>(
  kind: K,
  name: string,
  fields?: DeepPartial<Omit<KnownKinds[K], 'metadata' | 'kind' | 'apiVersion'>>,
  options: BuilderOptions & { metadata?: Record<string, unknown> } = {},
): KnownKinds[K] {
  const resource = resourceOfKind(kind)!;
  const { age = hours(1), namespace = 'shop', labels, metadata } = options;
  return {
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
    metadata: {
      name,
      ...(resource.namespaced ? { namespace } : {}),
      uid: `${kind}-${namespace}-${name}`.toLowerCase(),
      creationTimestamp: ago(age),
      ...(labels ? { labels } : {}),
      ...metadata,
    },
    ...fields,
  } as unknown as KnownKinds[K];
}

/** Makes one object the controller of others. */
export function ownedBy<T extends KubernetesObject | KnownKinds[KnownKind]>(
  owner: Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>,
  owned: T,
): T {
  const { apiVersion, kind, metadata } = owner;
  const reference = {
    apiVersion,
    kind,
    name: metadata.name,
    uid: metadata.uid ?? '',
    controller: true,
  };
  return {
    ...owned,
    metadata: { ...owned.metadata, ownerReferences: [reference] },
  };
}

/** A kind that could not be read. */
export function unreadKind(
  kind: string,
  state: ReadState = 'forbidden',
): KindRead {
  return { kind, state };
}
