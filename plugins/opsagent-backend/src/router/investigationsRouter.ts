import {
  InvestigationEvent,
  InvestigationStartEvent,
  InvestigationStarted,
  investigationEventsQuerySchema,
  investigationQuerySchema,
  startInvestigationSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { AuthorizedInvestigations } from '../investigations/AuthorizedInvestigations';
import { RouteServices, audited } from './audited';
import { closedSignal } from './closedSignal';
import { parse, queryOf } from './parse';
import { sendEvents } from './sendEvents';

const EVENTS = 'text/event-stream';

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
        if (request.accepts(['json', EVENTS]) === EVENTS) {
          const events = await investigations.follow(
            id,
            { after: 0, signal: closedSignal(response) },
            caller,
          );
          await sendEvents(response, withStart(started, events), { status });
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
        const query = queryOf(request);
        const { after } = parse(investigationEventsQuerySchema, {
          after: request.header('Last-Event-ID') ?? query.after,
        });
        const events = await investigations.follow(
          request.params.id,
          { after, signal: closedSignal(response) },
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

async function* withStart(
  investigation: InvestigationStarted,
  events: AsyncIterable<InvestigationEvent>,
): AsyncGenerator<InvestigationStartEvent | InvestigationEvent> {
  yield { type: 'started', investigation };
  yield* events;
}
