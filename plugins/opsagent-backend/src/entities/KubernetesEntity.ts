import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  KUBERNETES_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION,
} from '@backstage/plugin-kubernetes-common';

const NAMESPACE_ANNOTATION = 'backstage.io/kubernetes-namespace';
const CLUSTER_ANNOTATION = 'backstage.io/kubernetes-cluster';

/** The annotations by which an entity takes part in the Kubernetes plugin. */
export const KUBERNETES_ANNOTATIONS = [
  KUBERNETES_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION,
  NAMESPACE_ANNOTATION,
  CLUSTER_ANNOTATION,
] as const;

/** Where the objects of a catalog entity are, as the Kubernetes plugin reads its annotations. */
export interface KubernetesEntity {
  entityRef: string;
  /** A label selector in kubectl's form. */
  selector: string;
  /** Objects elsewhere are not its own. */
  namespace?: string;
  /** Clusters elsewhere hold nothing of it. */
  cluster?: string;
}

/**
 * What an entity says about its objects; undefined when it has no Kubernetes annotation.
 *
 * As in the Kubernetes plugin a label selector wins over the id, and the id falls back to the entity's name: a namespace alone selects nothing but objects that
 * carry the label `backstage.io/kubernetes-id` with that name.
 */
export function kubernetesEntityOf(
  entity: Entity,
): KubernetesEntity | undefined {
  const annotations = entity.metadata.annotations ?? {};
  if (!KUBERNETES_ANNOTATIONS.some(each => annotations[each])) return undefined;
  const id = annotations[KUBERNETES_ANNOTATION] || entity.metadata.name;
  return {
    entityRef: stringifyEntityRef(entity),
    selector:
      annotations[KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION] ||
      `${KUBERNETES_ANNOTATION}=${id}`,
    namespace: annotations[NAMESPACE_ANNOTATION] || undefined,
    cluster: annotations[CLUSTER_ANNOTATION] || undefined,
  };
}
