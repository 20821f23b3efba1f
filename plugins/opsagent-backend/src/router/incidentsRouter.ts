import {
  MEMBERS_BESIDE,
  incidentFacetQuerySchema,
  incidentQuerySchema,
  lifecycleChangeSchema,
  memberQuerySchema,
  timelineQuerySchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { AuthorizedIncidents } from '../incidents/AuthorizedIncidents';
import { RouteServices, audited } from './audited';
import { incidentChangesRouter } from './incidentChangesRouter';
import { incidentExportRouter } from './incidentExportRouter';
import { lifecycleRouter } from './lifecycleRouter';
import { parse, queryOf, withCanonicalRefs } from './parse';

export function incidentsRouter(
  services: RouteServices & { incidents: AuthorizedIncidents },
): Router {
  const { incidents } = services;
  const router = PromiseRouter();

  router.get(
    '/incidents',
    audited(services, {
      eventId: 'incident-list',
      async handle(request, response, caller) {
        const query = parse(incidentQuerySchema, queryOf(request));
        response.json(await incidents.list(withCanonicalRefs(query), caller));
      },
    }),
  );

  router.get(
    '/incidents/facets',
    audited(services, {
      eventId: 'incident-facets-read',
      async handle(request, response, caller) {
        const query = parse(incidentFacetQuerySchema, queryOf(request));
        response.json(await incidents.facets(withCanonicalRefs(query), caller));
      },
    }),
  );

  // Before the routes of one incident, whose id they would be.
  router.use(incidentExportRouter(services));
  router.use(incidentChangesRouter(services));
  router.use(
    lifecycleRouter({
      ...services,
      type: 'incident',
      items: {
        // An outage of a registry or of a node can join thousands of findings.
        get: (id, caller) => incidents.get(id, caller, MEMBERS_BESIDE),
        change: (id, change, caller) =>
          incidents.change(id, change, caller, MEMBERS_BESIDE),
        transitions: (id, query, caller) =>
          incidents.transitions(id, query, caller),
      },
      changeSchema: lifecycleChangeSchema,
    }),
  );

  router.get(
    '/incidents/:id/findings',
    audited(services, {
      eventId: 'incident-finding-list',
      meta: ({ params }) => ({ id: params.id }),
      async handle(request, response, caller) {
        const query = parse(memberQuerySchema, queryOf(request));
        const { id } = request.params;
        response.json(await incidents.findings(id, query, caller));
      },
    }),
  );

  router.get(
    '/incidents/:id/timeline',
    audited(services, {
      eventId: 'incident-timeline-read',
      meta: ({ params }) => ({ id: params.id }),
      async handle(request, response, caller) {
        const query = parse(timelineQuerySchema, queryOf(request));
        const { id } = request.params;
        response.json(await incidents.timeline(id, query, caller));
      },
    }),
  );

  router.get(
    '/incidents/:id/graph',
    audited(services, {
      eventId: 'incident-graph-read',
      meta: ({ params }) => ({ id: params.id }),
      async handle({ params }, response, caller) {
        response.json(await incidents.graph(params.id, caller));
      },
    }),
  );

  return router;
}
