import {
  investigationEventsQuerySchema,
  investigationListSchema,
  investigationQuerySchema,
  investigationRecordSchema,
  investigationSchema,
  investigationStartedSchema,
  modelListSchema,
  startInvestigationSchema,
  transcriptSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { z } from 'zod';
import { Operation } from '../Operation';

/** What language models are there, and what they found out. */
export const investigationOperations: readonly Operation[] = [
  {
    operationId: 'listModels',
    method: 'get',
    path: '/models',
    summary: 'The language models of the portal and what they are for',
    response: modelListSchema,
  },
  {
    operationId: 'startInvestigation',
    method: 'post',
    path: '/incidents/{id}/investigations',
    summary: 'Let a model look into an incident with the rights of the caller',
    description:
      'Answers while the investigation goes on: follow its events. With status 200 it is a recent one of the same state of things that whoever asked saw as the caller does. Whoever accepts `text/event-stream` is answered with an event `started`, whose data is the same, and then with what happens, as followInvestigation does; whoever leaves does not stop it.',
    body: startInvestigationSchema,
    response: investigationStartedSchema,
    status: 201,
    alsoStatus: 200,
    alsoStreams: true,
    failures: [400, 404, 409, 503],
  },
  {
    operationId: 'listInvestigations',
    method: 'get',
    path: '/incidents/{id}/investigations',
    summary: 'Investigations of an incident, latest first',
    query: investigationQuerySchema,
    response: investigationListSchema,
    failures: [400, 404],
  },
  {
    operationId: 'getInvestigation',
    method: 'get',
    path: '/investigations/{id}',
    summary: 'An investigation with its verdict and everything that it saw',
    response: investigationRecordSchema,
    failures: [404],
  },
  {
    operationId: 'followInvestigation',
    method: 'get',
    path: '/investigations/{id}/events',
    summary: 'What happens in an investigation, as it happens',
    description:
      'Server-sent events whose data is JSON: `step` with the number of the step as id, `text` as the model writes it, and `end`, after which the stream ends. A stream that broke off is taken up by the header Last-Event-ID, or by `after`.',
    query: investigationEventsQuerySchema,
    response: z.string(),
    contentType: 'text/event-stream',
    failures: [400, 404],
  },
  {
    operationId: 'getInvestigationTranscript',
    method: 'get',
    path: '/investigations/{id}/transcript',
    summary: 'What was sent to the model and what it answered, word for word',
    response: transcriptSchema,
    failures: [404],
  },
  {
    operationId: 'cancelInvestigation',
    method: 'post',
    path: '/investigations/{id}/cancel',
    summary: 'Stop an investigation',
    description:
      'One that runs in another process of the portal stops within seconds.',
    response: investigationSchema,
    failures: [404, 409],
  },
];
