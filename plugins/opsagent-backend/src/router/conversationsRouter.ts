import {
  answerFeedbackSchema,
  askQuestionSchema,
  conversationQuerySchema,
  startConversationSchema,
  suggestionQuerySchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Request, Response, Router, json } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { AuthorizedConversations } from '../conversations/AuthorizedConversations';
import { Caller } from '../permissions/Authorizer';
import { AuditedRoute, RouteServices, audited } from './audited';
import { closedSignal } from './closedSignal';
import { asksForEvents, beginningWith, lastKnownStep } from './eventRequests';
import { parse, queryOf } from './parse';
import { sendEvents } from './sendEvents';

const messageSchema = z.object({
  id: z.string(),
  number: z.coerce.number().int().min(1),
});

/** Questions to language models, and their answers. Conversations are those of users: services have none. */
export function conversationsRouter(
  services: RouteServices & { conversations: AuthorizedConversations },
): Router {
  const { conversations } = services;
  const router = PromiseRouter();
  router.use('/conversations', json({ limit: '100kb' }));
  const ofUser = (route: Omit<AuditedRoute, 'allow'>) =>
    audited(services, { ...route, allow: ['user'] });
  const meta = ({ params }: Request) => ({ ...params });
  const messageOf = ({ params }: Request) => parse(messageSchema, params);

  const follow = (
    { id, number }: { id: string; number: number },
    response: Response,
    after: number,
    caller: Caller,
  ) => {
    const signal = closedSignal(response);
    return conversations.follow(id, number, { after, signal }, caller);
  };

  router.post(
    '/conversations',
    ofUser({
      eventId: 'conversation-start',
      severityLevel: 'medium',
      async handle({ body }, response, caller) {
        const start = parse(startConversationSchema, body ?? {});
        const conversation = await conversations.start(start, caller);
        response.status(201).json(conversation);
        return { id: conversation.id };
      },
    }),
  );

  router.get(
    '/conversations',
    ofUser({
      eventId: 'conversation-list',
      async handle(request, response, caller) {
        const query = parse(conversationQuerySchema, queryOf(request));
        response.json(await conversations.list(query, caller));
      },
    }),
  );

  router.get(
    '/conversations/:id',
    ofUser({
      eventId: 'conversation-read',
      meta,
      async handle({ params }, response, caller) {
        response.json(await conversations.get(params.id, caller));
      },
    }),
  );

  router.delete(
    '/conversations/:id',
    ofUser({
      eventId: 'conversation-delete',
      severityLevel: 'medium',
      meta,
      async handle({ params }, response, caller) {
        response.json(await conversations.delete(params.id, caller));
      },
    }),
  );

  router.post(
    '/conversations/:id/messages',
    ofUser({
      eventId: 'question-ask',
      severityLevel: 'medium',
      meta,
      async handle(request, response, caller) {
        const { id } = request.params;
        const { text } = parse(askQuestionSchema, request.body ?? {});
        const message = await conversations.ask(id, text, caller);
        const { number } = message;
        if (asksForEvents(request)) {
          const asked = { id, number };
          const events = await follow(asked, response, 0, caller);
          const start = { type: 'started', message };
          await sendEvents(response, beginningWith(start, events), {
            status: 201,
          });
        } else response.status(201).json(message);
        return { number: `${number}` };
      },
    }),
  );

  router.get(
    '/conversations/:id/messages/:number',
    ofUser({
      eventId: 'question-read',
      meta,
      async handle(request, response, caller) {
        const { id, number } = messageOf(request);
        response.json(await conversations.message(id, number, caller));
      },
    }),
  );

  router.get(
    '/conversations/:id/messages/:number/events',
    ofUser({
      eventId: 'question-follow',
      meta,
      async handle(request, response, caller) {
        const message = messageOf(request);
        const after = lastKnownStep(request);
        const events = await follow(message, response, after, caller);
        await sendEvents(response, events);
      },
    }),
  );

  router.get(
    '/conversations/:id/messages/:number/transcript',
    ofUser({
      eventId: 'question-transcript-read',
      severityLevel: 'medium',
      meta,
      async handle(request, response, caller) {
        const { id, number } = messageOf(request);
        response.json(await conversations.transcript(id, number, caller));
      },
    }),
  );

  router.post(
    '/conversations/:id/messages/:number/cancel',
    ofUser({
      eventId: 'question-cancel',
      severityLevel: 'medium',
      meta,
      async handle(request, response, caller) {
        const { id, number } = messageOf(request);
        response.json(await conversations.cancel(id, number, caller));
      },
    }),
  );

  router.put(
    '/conversations/:id/messages/:number/feedback',
    ofUser({
      eventId: 'answer-feedback',
      meta,
      async handle(request, response, caller) {
        const { id, number } = messageOf(request);
        const feedback = parse(answerFeedbackSchema, request.body ?? {});
        response.json(
          await conversations.giveFeedback(id, number, feedback, caller),
        );
        return { helpful: `${feedback.helpful}` };
      },
    }),
  );

  router.get(
    '/suggestions',
    ofUser({
      eventId: 'suggestion-list',
      async handle(request, response, caller) {
        const about = parse(suggestionQuerySchema, queryOf(request));
        response.json(await conversations.suggestions(about, caller));
      },
    }),
  );

  return router;
}
