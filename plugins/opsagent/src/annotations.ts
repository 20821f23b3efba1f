import { Entity } from '@backstage/catalog-model';

export const KUBERNETES_ID = 'backstage.io/kubernetes-id';
export const KUBERNETES_LABEL_SELECTOR =
  'backstage.io/kubernetes-label-selector';
export const KUBERNETES_NAMESPACE = 'backstage.io/kubernetes-namespace';

/** Whether an entity says that it has Kubernetes objects, so that there is something to diagnose. */
export function isDiagnosisAvailable(entity: Entity): boolean {
  return [KUBERNETES_ID, KUBERNETES_LABEL_SELECTOR].some(annotation =>
    Boolean(entity.metadata.annotations?.[annotation]),
  );
}
