import { field, referenceTo } from '../../findings/evidence';
import { detectorFamily } from '../detectorFamily';
import { QuotaUse, quotaUses } from './quotaUse';

const NEAR = 0.9;
/** A count this small was set on purpose to what is needed. */
const SMALL_COUNT = 10;

/** Quotas by how much is left of them. */
export const quotaLevels = detectorFamily({
  rows: [
    {
      id: 'quota.exhausted',
      title: 'Quota is used up',
      documentation: {
        speaks:
          'A ResourceQuota has nothing left of a resource: the next object that needs it is refused.',
        silent:
          'Limits of zero, which forbid a resource on purpose. What has been refused already is told by `create.quota-exceeded`.',
      },
    },
    {
      id: 'quota.near',
      title: 'Quota is nearly used up',
      documentation: {
        speaks: 'At least 90 % of a resource of a ResourceQuota are in use.',
      },
    },
  ],
  tier: 'risk',
  kinds: ['ResourceQuota'],
  documentation: {
    silent: 'Quotas that have been changed and not been counted anew.',
    sources: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
  },

  *read({ snapshot }) {
    for (const use of quotaUses(snapshot)) {
      const { quota, resource, hard, used, told } = use;
      if (hard <= 0 || used < hard * NEAR) continue;
      const { namespace, name } = quota.metadata;
      const isExhausted = used >= hard;
      yield {
        detector: isExhausted ? 'quota.exhausted' : 'quota.near',
        subject: referenceTo(quota),
        key: resource,
        severity: isExhausted && !isSmallCount(use) ? 'medium' : 'low',
        message: `Quota ${namespace}/${name} has ${isExhausted ? 'nothing' : 'little'} left of ${resource}: ${told} are in use`,
        evidence: [
          field(
            quota,
            `status.used[${resource}]`,
            quota.status?.used?.[resource],
          ),
          field(
            quota,
            `status.hard[${resource}]`,
            quota.status?.hard?.[resource],
          ),
        ],
      };
    }
  },
});

function isSmallCount({ resource, hard }: QuotaUse) {
  const isAmount = /^(?:requests|limits)\.|^(?:cpu|memory|ephemeral-storage)$/;
  return !isAmount.test(resource) && hard < SMALL_COUNT;
}
