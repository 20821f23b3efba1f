import {
  findingChangeSchema,
  findingQuerySchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { AuthorizedFindings } from '../findings/AuthorizedFindings';
import { RouteServices, audited } from './audited';
import { lifecycleRouter } from './lifecycleRouter';
import { parse, queryOf, withCanonicalRefs } from './parse';

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
        response.json(await findings.list(withCanonicalRefs(query), caller));
      },
    }),
  );

  router.use(
    lifecycleRouter({
      ...services,
      type: 'finding',
      items: findings,
      changeSchema: findingChangeSchema,
    }),
  );

  router.delete(
    '/acceptances/:id',
    audited(services, {
      eventId: 'acceptance-revoke',
      severityLevel: 'medium',
      meta: ({ params }) => ({ id: params.id }),
      async handle({ params }, response, caller) {
        const reopened = await findings.revokeAcceptance(params.id, caller);
        response.json({ reopened });
        return { reopened: `${reopened}` };
      },
    }),
  );

  return router;
}
