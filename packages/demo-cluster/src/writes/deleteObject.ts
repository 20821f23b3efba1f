import type { KubernetesObject } from '@opsagent/engine';
import type { DemoApi } from '../api/DemoApi';
import type { ResourceType } from '../api/ResourceType';
import { collectGarbage } from './collectGarbage';
import { timestamp } from './createObject';
import { checkPreconditions, DeleteOptions } from './DeleteOptions';

/** Kinds whose deletion is answered with the object; all others with a `Status` of success. */
const ANSWERED_WITH_OBJECT = new Set([
  'Namespace',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Pod',
  'ResourceQuota',
  'Service',
  'ServiceAccount',
]);

/**
 * Deletes an object; its dependents follow in the background. One with finalizers stays, marked, until they are gone. There is no kubelet to wait for, so pods
 * go at once.
 *
 * @returns the answer's body
 * @throws StatusError 409 when a precondition does not hold
 */
export function deleteObject(
  api: DemoApi,
  type: ResourceType,
  object: KubernetesObject,
  options: DeleteOptions,
): KubernetesObject | object {
  checkPreconditions(type, object, options);
  const { namespace, name, uid, finalizers, deletionTimestamp } =
    object.metadata;
  const held = Boolean(finalizers?.length);
  const marked = {
    ...object,
    metadata: {
      ...object.metadata,
      deletionTimestamp: deletionTimestamp ?? timestamp(api.now()),
      deletionGracePeriodSeconds: 0,
    },
  };
  if (!options.dryRun) {
    if (!held) api.store.remove(type, namespace, name);
    else if (!deletionTimestamp) api.store.put(type, marked);
    setImmediate(() => collectGarbage(api, type, object, options));
  }
  if (held || ANSWERED_WITH_OBJECT.has(type.kind)) return marked;
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name,
      ...(type.group ? { group: type.group } : {}),
      kind: type.plural,
      uid,
    },
  };
}
