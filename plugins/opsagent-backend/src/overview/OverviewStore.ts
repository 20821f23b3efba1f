import { IncidentCounts } from '@opsagent/backstage-plugin-opsagent-common';
import { Visibility } from '../findings/FindingStore';

/** Counts of the incidents that a caller may see. */
export interface OverviewCounts {
  incidents: IncidentCounts;
  /** By name. */
  clusters: ReadonlyMap<string, IncidentCounts>;
}

/** Counts incidents, so that their number never decides how long an answer is. */
export interface OverviewStore {
  count(visibility: Visibility): Promise<OverviewCounts>;
}
