import {
  clusterQuerySchema,
  clusterSummaryListSchema,
  scanRequestedSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Operation } from '../Operation';

/** Clusters and their scans. */
export const clusterOperations: readonly Operation[] = [
  {
    operationId: 'listClusters',
    method: 'get',
    path: '/clusters',
    summary: 'Clusters with the state of their scans',
    query: clusterQuerySchema,
    response: clusterSummaryListSchema,
    failures: [400],
  },
  {
    operationId: 'requestScan',
    method: 'post',
    path: '/clusters/{cluster}/scans',
    summary: 'Scan a cluster outside the schedule',
    description:
      'Answers when the scan has been accepted, not when it is done: watch `scanning` in the list of clusters.',
    response: scanRequestedSchema,
    status: 202,
    failures: [400, 404],
  },
];
