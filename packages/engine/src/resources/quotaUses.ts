import { KnownKinds } from '../snapshot/objects';
import { parseQuantity } from '../snapshot/quantity';
import { NamespaceResources, QuotaUse } from './ClusterResources';

/** Quotas of a namespace, and resources of a quota, that are told; there may be any number. */
const MOST = 50;

/** What ResourceQuotas allow and what is used of it. The status counts, which follows the spec; without one, nothing is known to be used. */
export function quotaUses(
  quotas: readonly KnownKinds['ResourceQuota'][],
): NonNullable<NamespaceResources['quotas']> {
  return quotas.slice(0, MOST).map(({ metadata, spec, status }) => ({
    name: metadata.name,
    resources: Object.entries(status?.hard ?? spec?.hard ?? {})
      .flatMap(([resource, limit]): QuotaUse[] => {
        const hard = parseQuantity(limit);
        const used = parseQuantity(status?.used?.[resource]);
        if (hard === undefined) return [];
        return [{ resource, hard, ...(used === undefined ? {} : { used }) }];
      })
      .sort((a, b) => a.resource.localeCompare(b.resource, 'en'))
      .slice(0, MOST),
  }));
}
