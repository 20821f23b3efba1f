import {
  IncidentChangeResult,
  incidentChangesSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { AuthorizedIncidents } from '../incidents/AuthorizedIncidents';
import { RouteServices, audited } from './audited';
import { auditedChange } from './auditedChange';
import { parse } from './parse';

/** Failures that are for the caller to know. Of others only that they happened. */
const TOLD = [
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
];

/** The same change of several incidents, each for itself: one that cannot be changed does not keep the others from it. */
export function incidentChangesRouter(
  services: RouteServices & { incidents: AuthorizedIncidents },
): Router {
  const { auditor, incidents } = services;
  const router = PromiseRouter();

  router.post(
    '/incidents/changes',
    audited(services, {
      eventId: 'incident-change-many',
      severityLevel: 'medium',
      async handle(request, response, caller) {
        await incidents.requireChanges(caller);
        const { body } = request;
        const { change, expected, ids } = parse(incidentChangesSchema, body);
        const items: IncidentChangeResult[] = [];
        for (const id of new Set(ids)) {
          const event = await auditor.createEvent({
            eventId: 'incident-change',
            severityLevel: 'medium',
            request,
            meta: { id },
          });
          try {
            const wanted = { ...change, expected: expected?.[id] };
            const { state } = await incidents.change(id, wanted, caller);
            await event.success({ meta: auditedChange(change) });
            items.push({ id, state });
          } catch (caught) {
            const error = asError(caught);
            await event.fail({ error });
            items.push({ id, error: told(error) });
          }
        }
        response.json({ items });
        const failed = items.filter(each => 'error' in each).length;
        return {
          ...auditedChange(change),
          changed: `${items.length - failed}`,
          failed: `${failed}`,
        };
      },
    }),
  );

  return router;
}

function asError(caught: unknown): Error {
  return caught instanceof Error ? caught : new Error(String(caught));
}

function told({ message, name }: Error) {
  return TOLD.includes(name)
    ? { name, message }
    : { name: 'Error', message: 'It could not be changed' };
}
