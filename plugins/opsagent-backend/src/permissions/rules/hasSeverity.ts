import { createPermissionRule } from '@backstage/plugin-permission-node';
import { severitySchema } from '@opsagent/backstage-plugin-opsagent-common';
import { opsagentFindingResourceRef } from '@opsagent/backstage-plugin-opsagent-node';
import { z } from 'zod';

/** Findings and incidents of some severities. */
export const hasSeverity = createPermissionRule({
  name: 'HAS_SEVERITY',
  description: 'Allow findings and incidents of the given severities',
  resourceRef: opsagentFindingResourceRef,
  paramsSchema: z.object({
    severities: z.array(severitySchema).describe('Severities'),
  }),
  apply: ({ severity }, { severities }) => severities.includes(severity),
  toQuery: ({ severities }) => ({ property: 'severity', values: severities }),
});
