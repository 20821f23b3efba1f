import { append } from '../../append';
import { oncePerObject } from '../../oncePerObject';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { parseQuantity } from '../../snapshot/quantity';

type Quota = KnownKinds['ResourceQuota'];

/** One resource that a quota limits, as its controller last counted it. Numbers are in the resource's base unit. */
export interface QuotaUse {
  quota: Quota;
  /** As the quota spells it: `requests.cpu`, `count/deployments.apps`. */
  resource: string;
  hard: number;
  used: number;
  /** Both as the quota writes them, such as `10 of 10`. */
  told: string;
}

/** What each quota limits; empty for a quota whose status does not speak of its present limits. */
export const quotaUses = oncePerObject(
  (snapshot: ClusterSnapshot): readonly QuotaUse[] =>
    snapshot
      .all('ResourceQuota')
      .filter(quota => !quota.metadata.deletionTimestamp)
      .flatMap(usesOf),
);

/** The same by namespace, for the resources that are used up. */
export const exhaustedByNamespace = oncePerObject(
  (snapshot: ClusterSnapshot): ReadonlyMap<string, readonly QuotaUse[]> => {
    const exhausted = new Map<string, QuotaUse[]>();
    for (const use of quotaUses(snapshot)) {
      const { namespace = '' } = use.quota.metadata;
      if (use.used >= use.hard) append(exhausted, namespace, use);
    }
    return exhausted;
  },
);

/** The controller copies the limits that it counted against into the status. */
function usesOf(quota: Quota): QuotaUse[] {
  const { spec, status } = quota;
  return Object.entries(spec?.hard ?? {}).flatMap(([resource, limit]) => {
    const counted = status?.hard?.[resource];
    const use = status?.used?.[resource];
    const hard = parseQuantity(limit);
    const used = parseQuantity(use);
    if (hard === undefined || used === undefined) return [];
    if (hard !== parseQuantity(counted)) return [];
    return [{ quota, resource, hard, used, told: `${use} of ${limit}` }];
  });
}
