import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  KUBERNETES_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION,
} from '@backstage/plugin-kubernetes-common';

const NAMESPACE_ANNOTATION = 'backstage.io/kubernetes-namespace';
const CLUSTER_ANNOTATION = 'backstage.io/kubernetes-cluster';
const APPLICATION_ANNOTATION = 'argocd/app-name';
const APPLICATION_NAMESPACE_ANNOTATION = 'argocd/app-namespace';
const APPLICATION_SELECTOR_ANNOTATION = 'argocd/app-selector';

/** The annotations by which an entity says that objects belong to it, beside one that may be configured. */
export const OBJECT_ANNOTATIONS = [
  KUBERNETES_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION,
  NAMESPACE_ANNOTATION,
  CLUSTER_ANNOTATION,
  APPLICATION_ANNOTATION,
  APPLICATION_SELECTOR_ANNOTATION,
] as const;

/** Where the objects of a catalog entity are, as the Kubernetes and Argo CD plugins read its annotations. */
export interface KubernetesEntity {
  entityRef: string;
  /** A label selector in kubectl's form. */
  selector: string;
  /** Objects elsewhere are not its own. */
  namespace?: string;
  /** Clusters elsewhere hold nothing of it. */
  cluster?: string;
  /** The Argo CD application that deploys it; with its namespace before it, `team_shop`, when that is not Argo CD's own. */
  application?: string;
  /** A label selector for such applications. */
  applicationSelector?: string;
  /** The application or the Helm release that deploys it, as the configured annotation says. */
  instance?: string;
}

export interface KubernetesEntityOptions {
  /** An annotation that names an application or a Helm release. */
  instanceAnnotation?: string;
}

/**
 * What an entity says about its objects; undefined when it has none of the annotations.
 *
 * As in the Kubernetes plugin a label selector wins over the id, and the id falls back to the entity's name: a namespace alone selects nothing but objects that
 * carry the label `backstage.io/kubernetes-id` with that name, and an application alone what it deploys and these.
 */
export function kubernetesEntityOf(
  entity: Entity,
  { instanceAnnotation }: KubernetesEntityOptions = {},
): KubernetesEntity | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const instance =
    (instanceAnnotation && annotations[instanceAnnotation]) || undefined;
  if (!instance && !OBJECT_ANNOTATIONS.some(each => annotations[each]))
    return undefined;
  const id = annotations[KUBERNETES_ANNOTATION] || entity.metadata.name;
  return {
    entityRef: stringifyEntityRef(entity),
    selector:
      annotations[KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION] ||
      `${KUBERNETES_ANNOTATION}=${id}`,
    namespace: annotations[NAMESPACE_ANNOTATION] || undefined,
    cluster: annotations[CLUSTER_ANNOTATION] || undefined,
    application: applicationOf(annotations),
    applicationSelector:
      annotations[APPLICATION_SELECTOR_ANNOTATION] || undefined,
    instance,
  };
}

function applicationOf(annotations: Record<string, string>) {
  const name = annotations[APPLICATION_ANNOTATION];
  const namespace = annotations[APPLICATION_NAMESPACE_ANNOTATION];
  if (!name) return undefined;
  return namespace ? `${namespace}_${name}` : name;
}
