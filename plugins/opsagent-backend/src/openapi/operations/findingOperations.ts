import {
  acceptanceRevokedSchema,
  findingChangeSchema,
  findingListSchema,
  findingQuerySchema,
  storedFindingSchema,
  transitionListSchema,
  transitionQuerySchema,
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
    summary: 'Acknowledge, snooze, accept or reopen a finding',
    body: findingChangeSchema,
    response: storedFindingSchema,
    failures: [400, 404, 409],
  },
  {
    operationId: 'listFindingTransitions',
    method: 'get',
    path: '/findings/{id}/transitions',
    summary: 'The life of a finding, oldest step first',
    query: transitionQuerySchema,
    response: transitionListSchema,
    failures: [400, 404],
  },
  {
    operationId: 'revokeAcceptance',
    method: 'delete',
    path: '/acceptances/{id}',
    summary: 'End an acceptance for a whole namespace',
    response: acceptanceRevokedSchema,
    failures: [404],
  },
];
