import { FindingChange } from '@opsagent/backstage-plugin-opsagent-common';

/** What the audit log keeps of what somebody said of a finding or an incident: not the reason, which is for those who may see all that it is about. */
export function auditedChange(change: FindingChange): Record<string, string> {
  return {
    state: change.state,
    ...('until' in change ? { until: change.until } : {}),
    ...('scope' in change && change.scope ? { scope: change.scope } : {}),
  };
}
