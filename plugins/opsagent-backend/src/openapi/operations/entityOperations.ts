import { entityHealthSchema } from '@opsagent/backstage-plugin-opsagent-common';
import { Operation } from '../Operation';

/** What concerns one catalog entity. */
export const entityOperations: readonly Operation[] = [
  {
    operationId: 'getEntityHealth',
    method: 'get',
    path: '/entities/{kind}/{namespace}/{name}/health',
    summary: 'What is wrong with an entity, and what the answer rests on',
    response: entityHealthSchema,
    failures: [400, 404],
  },
];
