import { Entity } from '@backstage/catalog-model';

export const KUBERNETES_ID = 'backstage.io/kubernetes-id';
export const KUBERNETES_LABEL_SELECTOR =
  'backstage.io/kubernetes-label-selector';
export const KUBERNETES_NAMESPACE = 'backstage.io/kubernetes-namespace';

/** By any of which an entity says that it has Kubernetes objects. */
export const OBJECT_ANNOTATIONS: readonly string[] = [
  KUBERNETES_ID,
  KUBERNETES_LABEL_SELECTOR,
  'argocd/app-name',
  'argocd/app-selector',
];

/** Whether an entity says that it has Kubernetes objects, so that there is something to diagnose. */
export function isDiagnosisAvailable(entity: Entity): boolean {
  return OBJECT_ANNOTATIONS.some(annotation =>
    Boolean(entity.metadata.annotations?.[annotation]),
  );
}
