import { apiVersionOf, resourceOfKind } from '../snapshot/resources';
import { KubernetesObject } from '../snapshot/objects';
import { hours } from '../snapshot/durations';
import { BuilderOptions, ago } from './builders';

/** An object of an optional kind, named as a snapshot files it (`Gateway.networking.istio.io`), in namespace `shop` unless its kind has none. */
export function customObject(
  key: string,
  name: string,
  fields: { spec?: unknown; status?: unknown } = {},
  options: BuilderOptions & { metadata?: Record<string, unknown> } = {},
): KubernetesObject {
  const resource = resourceOfKind(key)!;
  const { age = hours(1), namespace = 'shop', labels, metadata } = options;
  return {
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
    metadata: {
      name,
      ...(resource.namespaced ? { namespace } : {}),
      creationTimestamp: ago(age),
      generation: 1,
      ...(labels ? { labels } : {}),
      ...metadata,
    },
    ...fields,
  };
}

/** A condition that has stood for ten minutes unless stated. */
export function condition(
  type: string,
  status: string,
  reason: string,
  rest: { message?: string; age?: number; observedGeneration?: number } = {},
) {
  const { age = 600_000, ...others } = rest;
  return { type, status, reason, lastTransitionTime: ago(age), ...others };
}
