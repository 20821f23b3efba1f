import type { IngressBackend } from 'kubernetes-types/networking/v1';
import { KnownKinds } from '../../snapshot/objects';

/** One place where an Ingress sends requests to. */
export interface BackendUse {
  backend: IngressBackend;
  path: string;
}

/** Every backend that an Ingress names, the default one first. */
export function ingressBackends({ spec }: KnownKinds['Ingress']): BackendUse[] {
  const ofPaths = (spec?.rules ?? []).flatMap((rule, ruleIndex) =>
    (rule.http?.paths ?? []).map(({ backend }, pathIndex) => ({
      backend,
      path: `spec.rules[${ruleIndex}].http.paths[${pathIndex}].backend`,
    })),
  );
  const uses = spec?.defaultBackend
    ? [
        { backend: spec.defaultBackend, path: 'spec.defaultBackend' },
        ...ofPaths,
      ]
    : ofPaths;
  return uses.filter(({ backend }) => backend);
}

/** Whether a backend is only a name for rules that stand in annotations, as AWS's load balancer controller reads them. */
export function isAnnotationBackend(
  { metadata }: KnownKinds['Ingress'],
  { service }: IngressBackend,
): boolean {
  return (
    service?.port?.name === 'use-annotation' ||
    Object.keys(metadata.annotations ?? {}).some(key =>
      key.endsWith(`/actions.${service?.name}`),
    )
  );
}
