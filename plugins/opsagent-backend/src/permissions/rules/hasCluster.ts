import { createPermissionRule } from '@backstage/plugin-permission-node';
import { opsagentFindingResourceRef } from '@opsagent/backstage-plugin-opsagent-node';
import { z } from 'zod';

/** Findings and incidents of some clusters. */
export const hasCluster = createPermissionRule({
  name: 'HAS_CLUSTER',
  description: 'Allow findings and incidents of the given clusters',
  resourceRef: opsagentFindingResourceRef,
  paramsSchema: z.object({
    clusters: z
      .array(z.string())
      .describe('Names of clusters, as the Kubernetes plugin lists them'),
  }),
  apply: ({ cluster }, { clusters }) => clusters.includes(cluster),
  toQuery: ({ clusters }) => ({ property: 'cluster', values: clusters }),
});
