import { KnownKinds } from '../../snapshot/objects';

/** The class of an Ingress by its field or by the annotation that came before it; undefined without both. */
export function ingressClassOf({
  metadata,
  spec,
}: KnownKinds['Ingress']): string | undefined {
  return (
    spec?.ingressClassName ??
    metadata.annotations?.['kubernetes.io/ingress.class']
  );
}

/** Whether a controller has published where the Ingress can be reached. */
export function hasAddress({ status }: KnownKinds['Ingress']): boolean {
  return (status?.loadBalancer?.ingress ?? []).length > 0;
}

/** Whether Ingresses without a class get this one. */
export function isDefaultClass({
  metadata,
}: KnownKinds['IngressClass']): boolean {
  return (
    metadata.annotations?.['ingressclass.kubernetes.io/is-default-class'] ===
    'true'
  );
}
