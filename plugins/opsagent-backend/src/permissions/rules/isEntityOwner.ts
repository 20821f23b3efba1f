import { createPermissionRule } from '@backstage/plugin-permission-node';
import { opsagentFindingResourceRef } from '@opsagent/backstage-plugin-opsagent-node';
import { z } from 'zod';

/** Findings and incidents that concern an entity of some owners. */
export const isEntityOwner = createPermissionRule({
  name: 'IS_ENTITY_OWNER',
  description:
    'Allow findings and incidents that concern an entity which is owned by one of the given claims, or by a group whose parent is one; what belongs to no entity is owned by the configured platform owner',
  resourceRef: opsagentFindingResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs of users and groups, such as those of the caller'),
  }),
  apply: ({ owners }, { claims }) =>
    owners.some(owner => claims.includes(owner)),
  toQuery: ({ claims }) => ({ property: 'owner', values: claims }),
});
