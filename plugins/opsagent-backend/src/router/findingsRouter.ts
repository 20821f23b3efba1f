import {
  findingQuerySchema,
  lifecycleChangeSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { AuthorizedFindings } from '../findings/AuthorizedFindings';
import { RouteServices, audited } from './audited';
import { auditedChange } from './auditedChange';
import { canonicalEntityRef, parse, queryOf } from './parse';

export function findingsRouter(
  services: RouteServices & { findings: AuthorizedFindings },
): Router {
  const { findings } = services;
  const router = PromiseRouter();

  router.get(
    '/findings',
    audited(services, {
      eventId: 'finding-list',
      async handle(request, response, caller) {
        const query = parse(findingQuerySchema, queryOf(request));
        const entityRef = query.entityRef?.map(ref =>
          canonicalEntityRef('entityRef', ref),
        );
        response.json(await findings.list({ ...query, entityRef }, caller));
      },
    }),
  );

  router.get(
    '/findings/:id',
    audited(services, {
      eventId: 'finding-read',
      meta: ({ params }) => ({ id: params.id }),
      async handle({ params }, response, caller) {
        response.json(await findings.get(params.id, caller));
      },
    }),
  );

  router.patch(
    '/findings/:id',
    audited(services, {
      eventId: 'finding-change',
      severityLevel: 'medium',
      meta: ({ params }) => ({ id: params.id }),
      async handle({ params, body }, response, caller) {
        const change = parse(lifecycleChangeSchema, body);
        response.json(await findings.change(params.id, change, caller));
        return auditedChange(change);
      },
    }),
  );

  router.get(
    '/findings/:id/transitions',
    audited(services, {
      eventId: 'finding-transition-list',
      meta: ({ params }) => ({ id: params.id }),
      async handle({ params }, response, caller) {
        response.json(await findings.transitions(params.id, caller));
      },
    }),
  );

  return router;
}
