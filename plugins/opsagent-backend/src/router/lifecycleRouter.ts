import {
  LifecycleChange,
  TransitionList,
  lifecycleChangeSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Living } from '../lifecycle/living';
import { Caller } from '../permissions/Authorizer';
import { RouteServices, audited } from './audited';
import { auditedChange } from './auditedChange';
import { parse } from './parse';

export interface LifecycleRouterOptions extends RouteServices {
  type: Living;
  items: {
    get(id: string, caller: Caller): Promise<object>;
    change(
      id: string,
      change: LifecycleChange,
      caller: Caller,
    ): Promise<object>;
    transitions(id: string, caller: Caller): Promise<TransitionList>;
  };
}

/** One finding or incident: what is known of it, its life, and what somebody says of it. */
export function lifecycleRouter(options: LifecycleRouterOptions): Router {
  const { items, type } = options;
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
        const change = parse(lifecycleChangeSchema, body);
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
      async handle({ params }, response, caller) {
        response.json(await items.transitions(params.id, caller));
      },
    }),
  );

  return router;
}
