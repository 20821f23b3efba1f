import {
  ApiResource,
  apiVersionOf,
  KubernetesObject,
  reduceObject,
} from '@opsagent/engine';
import { isRecord } from './Answer';

/** How much of a Secret enters a snapshot: that it exists, also which keys it has, or nothing at all. Never a value, except, with its keys, the public certificate of a TLS Secret. */
export type SecretsPolicy = 'metadata' | 'keys' | 'none';

/** A list's item as a snapshot holds it: reduced, and with its kind, which the items of a list lack. Undefined for an item without a name. */
export function objectOfItem(
  item: unknown,
  resource: ApiResource,
  secrets: SecretsPolicy,
): KubernetesObject | undefined {
  if (!isRecord(item) || !isRecord(item.metadata)) return undefined;
  const { name } = item.metadata;
  if (typeof name !== 'string') return undefined;
  const object = reduceObject({
    ...item,
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
    metadata: { ...item.metadata, name },
  });
  if (resource.kind !== 'Secret' || secrets === 'keys') return object;
  const { apiVersion, kind, metadata } = object;
  return { apiVersion, kind, metadata };
}
