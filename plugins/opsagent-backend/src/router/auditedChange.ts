import { LifecycleChange } from '@opsagent/backstage-plugin-opsagent-common';

/** What the audit log keeps of what somebody said of a finding or an incident: not the reason, which is for those who may see all that it is about. */
export function auditedChange(change: LifecycleChange): Record<string, string> {
  return change.state === 'snoozed'
    ? { state: change.state, until: change.until }
    : { state: change.state };
}
