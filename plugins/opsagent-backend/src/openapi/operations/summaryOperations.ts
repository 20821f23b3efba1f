import {
  plainSummarySchema,
  plainSummaryStateSchema,
  transcriptSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Operation } from '../Operation';

/** Incidents in plain words. */
export const summaryOperations: readonly Operation[] = [
  {
    operationId: 'getPlainSummary',
    method: 'get',
    path: '/incidents/{id}/summary',
    summary: 'An incident in plain words, if somebody has had it explained',
    description:
      'Told are only summaries that were made for somebody who may see exactly as much of the incident as the caller.',
    response: plainSummaryStateSchema,
    failures: [404],
  },
  {
    operationId: 'makePlainSummary',
    method: 'post',
    path: '/incidents/{id}/summary',
    summary: 'Let a model explain an incident in plain words',
    description:
      'Answers when it is there. The same state of an incident is explained once by each model, however often it is asked for.',
    response: plainSummarySchema,
    failures: [404, 409, 503],
  },
  {
    operationId: 'getPlainSummaryTranscript',
    method: 'get',
    path: '/incidents/{id}/summary/transcript',
    summary:
      'What was sent to the model for a summary and what it answered, word for word',
    response: transcriptSchema,
    failures: [404],
  },
];
