import { IncidentCounts } from '@opsagent/backstage-plugin-opsagent-common';
import { Visibility } from '../findings/FindingStore';

/** Counts, by where they are, what a caller may see. */
export interface PlaceCounts {
  /** Incidents that are there, by cluster; clusters without any are left out. */
  incidentsByCluster(
    visibility: Visibility,
  ): Promise<ReadonlyMap<string, IncidentCounts>>;
  /** Incidents that have a visible finding in one of the namespaces, by namespace; namespaces without any are left out. */
  incidentsByNamespace(
    place: { cluster: string; namespaces: readonly string[] },
    visibility: Visibility,
  ): Promise<ReadonlyMap<string, IncidentCounts>>;
  /** Findings that are there, by detector; of all namespaces unless one is given. */
  findingsByDetector(
    place: { cluster: string; namespace?: string },
    visibility: Visibility,
  ): Promise<ReadonlyMap<string, number>>;
}
