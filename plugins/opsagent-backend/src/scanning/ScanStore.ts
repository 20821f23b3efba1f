import { ClusterState } from '@opsagent/backstage-plugin-opsagent-common';
import { Coverage, ResourceOverview, Scores } from '@opsagent/engine';
import { EntityObjects } from '../clusters/ClusterStore';
import { SeenObjects } from '../entities/objectLinks';
import { KnownFinding, LinkedFinding } from '../findings/FindingStore';
import { LinkedIncident } from '../incidents/IncidentStore';

/** A scan that got answers, complete or not. */
export interface CompletedScan {
  cluster: string;
  /** The claim under which it ran. */
  scanId: string;
  /** The moment of the snapshot. */
  capturedAt: Date;
  finishedAt: Date;
  durationMs: number;
  state: Extract<ClusterState, 'ok' | 'partial'>;
  coverage: Coverage;
  findings: readonly LinkedFinding[];
  incidents: readonly LinkedIncident[];
  /** Whether this scan looked at everything that the finding depends on, so that not seeing it means that it is gone. */
  concludes(finding: Omit<KnownFinding, 'life'>): boolean;
  entityObjects: EntityObjects;
  objects: SeenObjects;
  resources: ResourceOverview;
  scores: Scores;
}

export interface ScanChanges {
  opened: number;
  seen: number;
  resolved: number;
  /** Whether the state of any finding or incident is another one than before. */
  changed: boolean;
}

/** Takes over what scans found. */
export interface ScanStore {
  /**
   * Takes over the result of a scan, all or nothing, and ends its claim.
   *
   * @throws ConflictError when the scan no longer holds the claim, as after a first call
   */
  complete(scan: CompletedScan): Promise<ScanChanges>;
}
