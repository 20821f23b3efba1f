import {
  AuditorService,
  AuditorServiceEventSeverityLevel,
} from '@backstage/backend-plugin-api';
import { Caller, nameOf } from '../permissions/Authorizer';

export interface AuditedAction {
  /** The same as that of the route which does the same. */
  eventId: string;
  severityLevel?: AuditorServiceEventSeverityLevel;
  meta?: Record<string, string>;
  caller: Caller;
}

/** Does what an action asks for, and keeps in the audit log who asked and how it ended. */
export async function auditedAction<T>(
  auditor: AuditorService,
  { eventId, severityLevel = 'low', meta, caller }: AuditedAction,
  act: () => Promise<T>,
): Promise<T> {
  const event = await auditor.createEvent({
    eventId,
    severityLevel,
    meta: { ...meta, by: nameOf(caller), through: 'action' },
  });
  try {
    const result = await act();
    await event.success();
    return result;
  } catch (error) {
    await event.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
}
