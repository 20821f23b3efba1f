import {
  AuditorService,
  AuditorServiceEventSeverityLevel,
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { Request, RequestHandler, Response } from 'express';
import { Caller } from '../permissions/Authorizer';

export interface RouteServices {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
}

export interface AuditedRoute {
  /** In kebab case, without the plugin's name. */
  eventId: string;
  severityLevel?: AuditorServiceEventSeverityLevel;
  /** Who may call it; users and services unless given. */
  allow?: ('user' | 'service')[];
  meta?(request: Request): Record<string, string>;
  /** May answer with what else the audit log keeps of a call that succeeded. */
  handle(
    request: Request,
    response: Response,
    caller: Caller,
  ): Promise<Record<string, string> | void>;
}

/** A route whose every call, denied and failed ones included, is in the audit log. */
export function audited(
  { auditor, httpAuth }: RouteServices,
  route: AuditedRoute,
): RequestHandler {
  return async (request, response) => {
    const event = await auditor.createEvent({
      eventId: route.eventId,
      severityLevel: route.severityLevel ?? 'low',
      request,
      meta: route.meta?.(request),
    });
    try {
      const credentials: BackstageCredentials = await httpAuth.credentials(
        request,
        { allow: route.allow ?? ['user', 'service'] },
      );
      const meta = await route.handle(request, response, { credentials });
      await event.success(meta ? { meta } : undefined);
    } catch (error) {
      await event.fail({
        error: error instanceof Error ? error : new Error(String(error)),
      });
      throw error;
    }
  };
}
