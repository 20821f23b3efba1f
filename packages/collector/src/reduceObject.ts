import { ApiResource, apiVersionOf, KubernetesObject } from '@opsagent/engine';
import { isRecord } from './Answer';

/** How much of a Secret enters a snapshot: that it exists, also which keys it has, or nothing at all. Never a value. */
export type SecretsPolicy = 'metadata' | 'keys' | 'none';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * A list's item as a snapshot holds it: with its kind, which items of a list lack, without bookkeeping that no diagnosis reads, and without a Secret's values.
 *
 * The annotation that kubectl leaves repeats the whole object, a Secret's values too.
 */
export function reduceObject(
  item: unknown,
  resource: ApiResource,
  secrets: SecretsPolicy,
): KubernetesObject | undefined {
  if (!isRecord(item) || !isRecord(item.metadata)) return undefined;
  const { managedFields, annotations, name, ...metadata } = item.metadata;
  if (typeof name !== 'string') return undefined;
  const kept = isRecord(annotations)
    ? Object.entries(annotations).filter(([key]) => key !== LAST_APPLIED)
    : [];
  const head = {
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
    metadata: {
      ...metadata,
      name,
      ...(kept.length > 0 ? { annotations: Object.fromEntries(kept) } : {}),
    },
  } as KubernetesObject;
  if (resource.kind === 'Secret') return reduceSecret(item, head, secrets);
  return { ...item, ...head };
}

function reduceSecret(
  item: Record<string, unknown>,
  head: KubernetesObject,
  secrets: SecretsPolicy,
): KubernetesObject {
  if (secrets !== 'keys') return head;
  const keys = isRecord(item.data) ? Object.keys(item.data) : [];
  return {
    ...head,
    type: item.type,
    data: Object.fromEntries(keys.map(key => [key, ''])),
  };
}
