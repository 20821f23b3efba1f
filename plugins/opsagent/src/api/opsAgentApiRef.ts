import { createApiRef } from '@backstage/core-plugin-api';
import { OpsAgentApi } from '@opsagent/backstage-plugin-opsagent-common';

/** The OpsAgent backend, as seen from the browser. */
export const opsAgentApiRef = createApiRef<OpsAgentApi>({
  id: 'plugin.opsagent.client',
});
