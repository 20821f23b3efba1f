import { createPermissionRule } from '@backstage/plugin-permission-node';
import { opsagentClusterResourceRef } from '@opsagent/backstage-plugin-opsagent-node';
import { z } from 'zod';

/** Some clusters. It has the name that the rule for findings has, so that a policy says the same of both. */
export const isCluster = createPermissionRule({
  name: 'HAS_CLUSTER',
  description: 'Allow the given clusters',
  resourceRef: opsagentClusterResourceRef,
  paramsSchema: z.object({
    clusters: z
      .array(z.string())
      .describe('Names of clusters, as the Kubernetes plugin lists them'),
  }),
  apply: ({ cluster }, { clusters }) => clusters.includes(cluster),
  toQuery: ({ clusters }) => ({ property: 'cluster', values: clusters }),
});
