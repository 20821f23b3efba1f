import type { KubernetesObject } from '@opsagent/engine';

/** The version of the shapes that are made for clients rather than stored. */
export const META_VERSION = 'meta.k8s.io/v1';

/** Only the object's metadata, as clients ask for that index large clusters. */
export function metadataOf(object: KubernetesObject) {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: META_VERSION,
    metadata: object.metadata,
  };
}
