import {
  FrequentCause,
  RecentChanges,
  IncidentCounts,
  IncidentTrend,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Visibility } from '../findings/FindingStore';

/** Counts of the incidents that a caller may see. */
export interface OverviewCounts {
  incidents: IncidentCounts;
  /** By name. */
  clusters: ReadonlyMap<string, IncidentCounts>;
  /** By entity ref of the owner of what caused them. */
  owners: ReadonlyMap<string, IncidentCounts>;
  /** By entity ref. */
  systems: ReadonlyMap<string, IncidentCounts>;
  changes: RecentChanges;
  /** The most frequent first. */
  causes: Omit<FrequentCause, 'title'>[];
  trend: IncidentTrend;
}

/** Counts incidents, so that their number never decides how long an answer is. */
export interface OverviewStore {
  count(
    visibility: Visibility,
    options: { now: Date },
  ): Promise<OverviewCounts>;
}
