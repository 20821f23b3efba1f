import type { KubernetesObject } from '@kubernetes/client-node';
import { loadManifest } from './manifests';

/** The objects of `manifests/custom-resources/<name>.yaml`, with the present as the time of every condition that states none. */
export function loadCustomResources(name: string): KubernetesObject[] {
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  return loadManifest(`custom-resources/${name}`).map(object =>
    // The conditions of KEDA have no times, and its schema refuses them.
    object.apiVersion?.startsWith('keda.sh/')
      ? object
      : (withTimes(object, now) as KubernetesObject),
  );
}

function withTimes(value: unknown, now: string): unknown {
  if (Array.isArray(value)) return value.map(each => withTimes(each, now));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      key === 'conditions' && Array.isArray(child)
        ? child.map(each => ({ lastTransitionTime: now, ...each }))
        : withTimes(child, now),
    ]),
  );
}
