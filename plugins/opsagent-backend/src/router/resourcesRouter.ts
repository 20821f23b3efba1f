import {
  clusterQuerySchema,
  namespaceQuerySchema,
  nodeQuerySchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { AuthorizedResources } from '../resources/AuthorizedResources';
import { RouteServices, audited } from './audited';
import { parse, queryOf } from './parse';

/** Clusters and what they, their namespaces and their nodes consist of. */
export function resourcesRouter(
  services: RouteServices & { resources: AuthorizedResources },
): Router {
  const { resources } = services;
  const router = PromiseRouter();

  router.get(
    '/clusters',
    audited(services, {
      eventId: 'cluster-list',
      async handle(request, response, caller) {
        const query = parse(clusterQuerySchema, queryOf(request));
        response.json(await resources.list(query, caller));
      },
    }),
  );

  router.get(
    '/clusters/:cluster',
    audited(services, {
      eventId: 'cluster-read',
      meta: ({ params }) => ({ cluster: params.cluster }),
      async handle({ params }, response, caller) {
        response.json(await resources.cluster(params.cluster, caller));
      },
    }),
  );

  router.get(
    '/clusters/:cluster/namespaces',
    audited(services, {
      eventId: 'namespace-list',
      meta: ({ params }) => ({ cluster: params.cluster }),
      async handle(request, response, caller) {
        const { cluster } = request.params;
        const query = parse(namespaceQuerySchema, queryOf(request));
        response.json(await resources.namespaces(cluster, query, caller));
      },
    }),
  );

  router.get(
    '/clusters/:cluster/namespaces/:namespace',
    audited(services, {
      eventId: 'namespace-read',
      meta: ({ params: { cluster, namespace } }) => ({ cluster, namespace }),
      async handle({ params }, response, caller) {
        const { cluster, namespace } = params;
        response.json(await resources.namespace(cluster, namespace, caller));
      },
    }),
  );

  router.get(
    '/clusters/:cluster/nodes',
    audited(services, {
      eventId: 'node-list',
      meta: ({ params }) => ({ cluster: params.cluster }),
      async handle(request, response, caller) {
        const { cluster } = request.params;
        const query = parse(nodeQuerySchema, queryOf(request));
        response.json(await resources.nodes(cluster, query, caller));
      },
    }),
  );

  router.get(
    '/clusters/:cluster/nodes/:node',
    audited(services, {
      eventId: 'node-read',
      meta: ({ params: { cluster, node } }) => ({ cluster, node }),
      async handle({ params }, response, caller) {
        const { cluster, node } = params;
        response.json(await resources.node(cluster, node, caller));
      },
    }),
  );

  return router;
}
