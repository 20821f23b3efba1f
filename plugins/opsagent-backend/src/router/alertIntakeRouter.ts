import { alertSourceSchema } from '@opsagent/backstage-plugin-opsagent-common';
import { Router, json } from 'express';
import PromiseRouter from 'express-promise-router';
import { promisify } from 'node:util';
import { AlertIntake } from '../alerts/AlertIntake';
import { RouteServices, audited } from './audited';
import { parse, queryOf } from './parse';

/** A webhook with as many alerts as are taken, of some 1.6 kB each. */
const readBody = promisify(json({ limit: '16mb' }));

/** What Alertmanager posts. The body is read only from those who may report alerts. */
export function alertIntakeRouter(
  services: RouteServices & { intake: AlertIntake },
): Router {
  const { intake } = services;
  const router = PromiseRouter();

  router.post(
    '/alerts/alertmanager',
    audited(services, {
      eventId: 'alert-intake',
      severityLevel: 'medium',
      async handle(request, response, caller) {
        await intake.authorize(caller);
        const source = parse(alertSourceSchema, queryOf(request));
        await readBody(request, response);
        const taken = await intake.take(request.body, source);
        response.json(taken);
        return {
          accepted: `${taken.accepted}`,
          rejected: `${taken.rejected.length}`,
        };
      },
    }),
  );

  return router;
}
