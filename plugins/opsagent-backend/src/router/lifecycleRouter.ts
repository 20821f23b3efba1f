import {
  FindingChange,
  TransitionList,
  TransitionQuery,
  transitionQuerySchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { Living } from '../lifecycle/living';
import { Caller } from '../permissions/Authorizer';
import { RouteServices, audited } from './audited';
import { auditedChange } from './auditedChange';
import { parse, queryOf } from './parse';

export interface LifecycleRouterOptions<
  C extends FindingChange,
> extends RouteServices {
  type: Living;
  /** What somebody may say of it. */
  changeSchema: z.ZodType<C>;
  items: {
    get(id: string, caller: Caller): Promise<object>;
    change(id: string, change: C, caller: Caller): Promise<object>;
    transitions(
      id: string,
      query: TransitionQuery,
      caller: Caller,
    ): Promise<TransitionList>;
  };
}

/** One finding or incident: what is known of it, its life, and what somebody says of it. */
export function lifecycleRouter<C extends FindingChange>(
  options: LifecycleRouterOptions<C>,
): Router {
  const { changeSchema, items, type } = options;
  const path = `/${type}s/:id`;
  const meta = ({ params }: Request) => ({ id: params.id });
  const router = PromiseRouter();

  router.get(
    path,
    audited(options, {
      eventId: `${type}-read`,
      meta,
      async handle({ params }, response, caller) {
        response.json(await items.get(params.id, caller));
      },
    }),
  );

  router.patch(
    path,
    audited(options, {
      eventId: `${type}-change`,
      severityLevel: 'medium',
      meta,
      async handle({ params, body }, response, caller) {
        const change = parse(changeSchema, body);
        response.json(await items.change(params.id, change, caller));
        return auditedChange(change);
      },
    }),
  );

  router.get(
    `${path}/transitions`,
    audited(options, {
      eventId: `${type}-transition-list`,
      meta,
      async handle(request, response, caller) {
        const query = parse(transitionQuerySchema, queryOf(request));
        const { id } = request.params;
        response.json(await items.transitions(id, query, caller));
      },
    }),
  );

  return router;
}
