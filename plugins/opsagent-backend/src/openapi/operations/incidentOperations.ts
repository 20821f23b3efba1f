import {
  incidentDetailsSchema,
  incidentListSchema,
  incidentQuerySchema,
  lifecycleChangeSchema,
  transitionListSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Operation } from '../Operation';

/** Incidents. */
export const incidentOperations: readonly Operation[] = [
  {
    operationId: 'listIncidents',
    method: 'get',
    path: '/incidents',
    summary: 'Incidents that match, worst first',
    query: incidentQuerySchema,
    response: incidentListSchema,
    failures: [400],
  },
  {
    operationId: 'getIncident',
    method: 'get',
    path: '/incidents/{id}',
    summary: 'An incident with its causes, findings and recommendations',
    response: incidentDetailsSchema,
    failures: [404],
  },
  {
    operationId: 'changeIncident',
    method: 'patch',
    path: '/incidents/{id}',
    summary: 'Acknowledge, snooze or reopen an incident',
    body: lifecycleChangeSchema,
    response: incidentDetailsSchema,
    failures: [400, 404, 409],
  },
  {
    operationId: 'listIncidentTransitions',
    method: 'get',
    path: '/incidents/{id}/transitions',
    summary: 'The life of an incident, oldest step first',
    response: transitionListSchema,
    failures: [404],
  },
];
