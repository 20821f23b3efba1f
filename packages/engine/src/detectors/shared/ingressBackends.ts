import type { IngressBackend } from 'kubernetes-types/networking/v1';
import { KnownKinds } from '../../snapshot/objects';

/** One place where an Ingress sends requests to. */
export interface BackendUse {
  backend: IngressBackend;
  path: string;
}

/** Every backend that an Ingress names, the default one first. */
export function ingressBackends({ spec }: KnownKinds['Ingress']): BackendUse[] {
  const uses: BackendUse[] = [];
  if (spec?.defaultBackend)
    uses.push({ backend: spec.defaultBackend, path: 'spec.defaultBackend' });
  for (const [ruleIndex, rule] of (spec?.rules ?? []).entries())
    for (const [pathIndex, { backend }] of (rule.http?.paths ?? []).entries())
      if (backend)
        uses.push({
          backend,
          path: `spec.rules[${ruleIndex}].http.paths[${pathIndex}].backend`,
        });
  return uses;
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
