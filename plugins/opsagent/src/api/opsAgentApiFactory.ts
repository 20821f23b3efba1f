import {
  createApiFactory,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { OpsAgentClient } from '@opsagent/backstage-plugin-opsagent-common';
import { opsAgentApiRef } from './opsAgentApiRef';

/** The client over HTTP, with the signed-in person's token. */
export const opsAgentApiFactory = createApiFactory({
  api: opsAgentApiRef,
  deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
  factory: options => new OpsAgentClient(options),
});
