import { createPermissionRule } from '@backstage/plugin-permission-node';
import { opsagentFindingResourceRef } from '@opsagent/backstage-plugin-opsagent-node';
import { z } from 'zod';

/** Findings on subjects in some namespaces or on these Namespaces themselves, and incidents that join such findings. */
export const hasNamespace = createPermissionRule({
  name: 'HAS_NAMESPACE',
  description:
    'Allow findings on the given Namespaces and on objects in them, and incidents that join such findings',
  resourceRef: opsagentFindingResourceRef,
  paramsSchema: z.object({
    namespaces: z
      .array(z.string())
      .describe('Names of namespaces, in whichever cluster'),
  }),
  apply: (resource, { namespaces }) =>
    resource.namespaces.some(each => namespaces.includes(each)),
  toQuery: ({ namespaces }) => ({ property: 'namespace', values: namespaces }),
});
