import {
  investigationQuerySchema,
  startInvestigationSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { AuthorizedInvestigations } from '../investigations/AuthorizedInvestigations';
import { RouteServices, audited } from './audited';
import { closedSignal } from './closedSignal';
import { asksForEvents, beginningWith, lastKnownStep } from './eventRequests';
import { parse, queryOf } from './parse';
import { sendEvents } from './sendEvents';

/** What a model found out about incidents, and how. */
export function investigationsRouter(
  services: RouteServices & { investigations: AuthorizedInvestigations },
): Router {
  const { investigations } = services;
  const router = PromiseRouter();
  const meta = ({ params }: Request) => ({ id: params.id });

  router.get(
    '/models',
    audited(services, {
      eventId: 'model-list',
      async handle(_request, response) {
        response.json(investigations.models());
      },
    }),
  );

  router.post(
    '/incidents/:id/investigations',
    audited(services, {
      eventId: 'investigation-start',
      severityLevel: 'medium',
      meta: ({ params }) => ({ incident: params.id }),
      async handle(request, response, caller) {
        const { body, params } = request;
        const asked = parse(startInvestigationSchema, body ?? {});
        const started = await investigations.start(params.id, asked, caller);
        const { id, reused } = started;
        const status = reused ? 200 : 201;
        if (asksForEvents(request)) {
          const events = await investigations.follow(
            id,
            { after: 0, signal: closedSignal(response) },
            caller,
          );
          const start = { type: 'started', investigation: started };
          await sendEvents(response, beginningWith(start, events), { status });
        } else response.status(status).json(started);
        return { id, reused: `${reused}` };
      },
    }),
  );

  router.get(
    '/incidents/:id/investigations',
    audited(services, {
      eventId: 'investigation-list',
      meta: ({ params }) => ({ incident: params.id }),
      async handle(request, response, caller) {
        const query = parse(investigationQuerySchema, queryOf(request));
        const { id } = request.params;
        response.json(await investigations.list(id, query, caller));
      },
    }),
  );

  router.get(
    '/investigations/:id',
    audited(services, {
      eventId: 'investigation-read',
      meta,
      async handle({ params }, response, caller) {
        response.json(await investigations.get(params.id, caller));
      },
    }),
  );

  router.get(
    '/investigations/:id/events',
    audited(services, {
      eventId: 'investigation-follow',
      meta,
      async handle(request, response, caller) {
        const events = await investigations.follow(
          request.params.id,
          { after: lastKnownStep(request), signal: closedSignal(response) },
          caller,
        );
        await sendEvents(response, events);
      },
    }),
  );

  router.get(
    '/investigations/:id/transcript',
    audited(services, {
      eventId: 'investigation-transcript-read',
      severityLevel: 'medium',
      meta,
      async handle({ params }, response, caller) {
        response.json(await investigations.transcript(params.id, caller));
      },
    }),
  );

  router.post(
    '/investigations/:id/cancel',
    audited(services, {
      eventId: 'investigation-cancel',
      severityLevel: 'medium',
      meta,
      async handle({ params }, response, caller) {
        response.json(await investigations.cancel(params.id, caller));
      },
    }),
  );

  return router;
}
