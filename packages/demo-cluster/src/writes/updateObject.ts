import { isDeepStrictEqual } from 'node:util';
import { apiVersionOf, KubernetesObject } from '@opsagent/engine';
import type { DemoApi } from '../api/DemoApi';
import type { ResourceType } from '../api/ResourceType';
import { badRequest, modified } from '../errors/failures';

/**
 * Stores the next state of an object, or only says what would be stored. The main resource leaves `status` as it is, the status subresource everything else.
 *
 * @throws StatusError 409 when the writer had read another version, 400 when the object was renamed
 */
export function updateObject(
  api: DemoApi,
  type: ResourceType,
  change: {
    previous: KubernetesObject;
    next: KubernetesObject;
    subresource?: string;
    dryRun: boolean;
  },
): KubernetesObject {
  const { previous, next, subresource, dryRun } = change;
  checkIdentity(type, previous, next);
  const merged = withServerFields(
    type,
    previous,
    subresource === 'status'
      ? { ...previous, status: next.status }
      : keepStatus(next, previous),
  );
  // A write that changes nothing makes no new version, and watchers hear nothing of it.
  if (dryRun || isDeepStrictEqual(merged, previous)) return merged;
  const { namespace, name, deletionTimestamp, finalizers } = merged.metadata;
  const released = deletionTimestamp && !finalizers?.length;
  if (released) return api.store.remove(type, namespace, name) ?? merged;
  return api.store.put(type, merged);
}

function checkIdentity(
  type: ResourceType,
  previous: KubernetesObject,
  { metadata }: KubernetesObject,
) {
  const { name, resourceVersion } = previous.metadata;
  if (metadata.name !== name) {
    throw badRequest(
      `the name of the object (${metadata.name ?? ''}) does not match the name on the URL (${name})`,
    );
  }
  if (
    metadata.resourceVersion &&
    metadata.resourceVersion !== resourceVersion
  ) {
    throw modified(type, name);
  }
}

function keepStatus(
  next: KubernetesObject,
  previous: KubernetesObject,
): KubernetesObject {
  if (previous.status === undefined) {
    const { status, ...rest } = next;
    return rest as KubernetesObject;
  }
  return { ...next, status: previous.status };
}

function withServerFields(
  type: ResourceType,
  previous: KubernetesObject,
  next: KubernetesObject,
): KubernetesObject {
  const { generation, ...kept } = pick(previous.metadata, [
    'namespace',
    'uid',
    'creationTimestamp',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'resourceVersion',
    'generation',
  ]);
  const respecified = !isDeepStrictEqual(next.spec, previous.spec);
  return {
    ...next,
    kind: type.kind,
    apiVersion: apiVersionOf(type),
    metadata: {
      ...next.metadata,
      ...kept,
      ...(generation === undefined
        ? {}
        : { generation: generation + (respecified ? 1 : 0) }),
    },
  };
}

function pick<T extends object, K extends keyof T>(
  source: T,
  keys: readonly K[],
): Partial<Pick<T, K>> {
  return Object.fromEntries(
    keys
      .filter(key => source[key] !== undefined)
      .map(key => [key, source[key]]),
  ) as Partial<Pick<T, K>>;
}
