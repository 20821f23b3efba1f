import {
  alertLabelsSchema,
  alertQuerySchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { AuthorizedAlerts } from '../alerts/AuthorizedAlerts';
import { RouteServices, audited } from './audited';
import { canonicalEntityRef, parse, queryOf } from './parse';

export function alertsRouter(
  services: RouteServices & { alerts: AuthorizedAlerts },
): Router {
  const { alerts } = services;
  const router = PromiseRouter();

  router.get(
    '/alerts',
    audited(services, {
      eventId: 'alert-list',
      async handle(request, response, caller) {
        const query = parse(alertQuerySchema, queryOf(request));
        const entityRef = query.entityRef?.map(ref =>
          canonicalEntityRef('entityRef', ref),
        );
        response.json(await alerts.list({ ...query, entityRef }, caller));
      },
    }),
  );

  router.get(
    '/alerts/target',
    audited(services, {
      eventId: 'alert-target-read',
      async handle(request, response, caller) {
        const labels = parse(alertLabelsSchema, queryOf(request));
        response.json(await alerts.target(labels, caller));
      },
    }),
  );

  return router;
}
