import {
  incidentQuerySchema,
  lifecycleChangeSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { AuthorizedIncidents } from '../incidents/AuthorizedIncidents';
import { RouteServices, audited } from './audited';
import { auditedChange } from './auditedChange';
import { canonicalEntityRef, parse, queryOf } from './parse';

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
        const entityRef = query.entityRef?.map(ref =>
          canonicalEntityRef('entityRef', ref),
        );
        response.json(await incidents.list({ ...query, entityRef }, caller));
      },
    }),
  );

  router.get(
    '/incidents/:id',
    audited(services, {
      eventId: 'incident-read',
      meta: ({ params }) => ({ id: params.id }),
      async handle({ params }, response, caller) {
        response.json(await incidents.get(params.id, caller));
      },
    }),
  );

  router.patch(
    '/incidents/:id',
    audited(services, {
      eventId: 'incident-change',
      severityLevel: 'medium',
      meta: ({ params }) => ({ id: params.id }),
      async handle({ params, body }, response, caller) {
        const change = parse(lifecycleChangeSchema, body);
        response.json(await incidents.change(params.id, change, caller));
        return auditedChange(change);
      },
    }),
  );

  router.get(
    '/incidents/:id/transitions',
    audited(services, {
      eventId: 'incident-transition-list',
      meta: ({ params }) => ({ id: params.id }),
      async handle({ params }, response, caller) {
        response.json(await incidents.transitions(params.id, caller));
      },
    }),
  );

  return router;
}
