import { overviewSchema } from '@opsagent/backstage-plugin-opsagent-common';
import { Operation } from '../Operation';

/** What concerns everything that the caller may see. */
export const overviewOperations: readonly Operation[] = [
  {
    operationId: 'getOverview',
    method: 'get',
    path: '/overview',
    summary: 'How everything fares that the caller may see, in numbers',
    response: overviewSchema,
  },
];
