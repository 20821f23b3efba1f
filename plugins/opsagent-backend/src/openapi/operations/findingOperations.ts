import {
  findingListSchema,
  findingQuerySchema,
  lifecycleChangeSchema,
  storedFindingSchema,
  transitionListSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Operation } from '../Operation';

/** Findings. */
export const findingOperations: readonly Operation[] = [
  {
    operationId: 'listFindings',
    method: 'get',
    path: '/findings',
    summary: 'Findings that match, worst first',
    query: findingQuerySchema,
    response: findingListSchema,
    failures: [400],
  },
  {
    operationId: 'getFinding',
    method: 'get',
    path: '/findings/{id}',
    summary: 'A finding with its evidence',
    response: storedFindingSchema,
    failures: [404],
  },
  {
    operationId: 'changeFinding',
    method: 'patch',
    path: '/findings/{id}',
    summary: 'Acknowledge, snooze or reopen a finding',
    body: lifecycleChangeSchema,
    response: storedFindingSchema,
    failures: [400, 404, 409],
  },
  {
    operationId: 'listFindingTransitions',
    method: 'get',
    path: '/findings/{id}/transitions',
    summary: 'The life of a finding, oldest step first',
    response: transitionListSchema,
    failures: [404],
  },
];
