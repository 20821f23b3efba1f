import {
  clusterDetailsSchema,
  namespaceDetailsSchema,
  namespaceListSchema,
  namespaceQuerySchema,
  nodeListSchema,
  nodeQuerySchema,
  nodeResourcesSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Operation } from '../Operation';

/** What clusters, their namespaces and their nodes consist of. */
export const resourceOperations: readonly Operation[] = [
  {
    operationId: 'getCluster',
    method: 'get',
    path: '/clusters/{cluster}',
    summary: 'A cluster with what the last scan saw of its resources',
    description: 'Figures that are absent are unknown, never zero.',
    response: clusterDetailsSchema,
    failures: [404],
  },
  {
    operationId: 'listNamespaces',
    method: 'get',
    path: '/clusters/{cluster}/namespaces',
    summary: 'The namespaces of a cluster as the last scan saw them',
    query: namespaceQuerySchema,
    response: namespaceListSchema,
    failures: [400, 404],
  },
  {
    operationId: 'getNamespace',
    method: 'get',
    path: '/clusters/{cluster}/namespaces/{namespace}',
    summary: 'A namespace as the last scan saw it',
    response: namespaceDetailsSchema,
    failures: [404],
  },
  {
    operationId: 'listNodes',
    method: 'get',
    path: '/clusters/{cluster}/nodes',
    summary: 'The nodes of a cluster as the last scan saw them',
    query: nodeQuerySchema,
    response: nodeListSchema,
    failures: [400, 404],
  },
  {
    operationId: 'getNode',
    method: 'get',
    path: '/clusters/{cluster}/nodes/{node}',
    summary: 'A node as the last scan saw it',
    response: nodeResourcesSchema,
    failures: [404],
  },
];
