import {
  API_RESOURCES,
  kindKey,
  keyOfResource,
  KubernetesObject,
  reduceObject,
  resourceOfKind,
} from '@opsagent/engine';
import { ADD_ONS, loadCustomResources } from '@opsagent/test-cluster';
import { OpenSnapshot } from './OpenSnapshot';

// Past the longest grace of what controllers report.
const LATER = 45 * 60_000;

/** A cluster with the optional kinds of all add-ons, broken in the ways that the tests on a control plane break them. */
export function addOns(): OpenSnapshot {
  const now = Date.now();
  const namespaces = ADD_ONS.map(({ name }) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  }));
  const objects = ADD_ONS.flatMap(({ name }) =>
    loadCustomResources(name).map(each => {
      const namespace = resourceOfKind(kindKey(each))?.namespaced
        ? { namespace: name }
        : {};
      return { ...each, metadata: { ...namespace, ...each.metadata } };
    }),
  );
  // Every cluster has it, and routes lead to it.
  const kubernetes = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'kubernetes', namespace: 'default' },
    spec: { ports: [{ name: 'https', port: 443 }] },
  };
  return {
    capturedAt: new Date(now + LATER),
    objects: [...namespaces, kubernetes, ...objects].map(each => {
      const creationTimestamp = new Date(now).toISOString();
      const metadata = { creationTimestamp, ...each.metadata };
      return reduceObject({ ...each, metadata } as KubernetesObject);
    }),
    reads: API_RESOURCES.map(each => ({
      kind: keyOfResource(each),
      state: 'complete',
    })),
    logs: new Map(),
  };
}
