import {
  IncidentCounts,
  LifecycleState,
  isUnseen,
} from '@opsagent/backstage-plugin-opsagent-common';
import { SEVERITIES, Severity } from '@opsagent/engine';

/** How many incidents of one severity are in one state. */
export interface CountRow {
  severity: Severity;
  state: LifecycleState;
  /** A string on PostgreSQL, which counts further than JavaScript. */
  count: number | string;
}

export function incidentCounts(rows: Iterable<CountRow>): IncidentCounts {
  const counts: IncidentCounts = {
    open: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
    quiet: 0,
  };
  for (const { severity, state, count } of rows) {
    if (isUnseen({ state })) counts.open[severity] += Number(count);
    else if (state !== 'resolved') counts.quiet += Number(count);
  }
  return counts;
}

/** The more of what is worse the earlier; what is quiet after all that is open. */
export function worstFirst(left: IncidentCounts, right: IncidentCounts) {
  for (const severity of SEVERITIES) {
    const difference = right.open[severity] - left.open[severity];
    if (difference !== 0) return difference;
  }
  return right.quiet - left.quiet;
}
