import {
  ClusterState,
  FindingList,
  FindingQuery,
  StoredFinding,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Coverage, Finding } from '@opsagent/engine';
import { EntityObjects } from '../clusters/ClusterStore';

/** Entity refs by `objectKey`. */
export type ObjectEntities = Readonly<Record<string, readonly string[]>>;

/** A finding and the entities that its subject belongs to or, when it belongs to none, those that suffer from it. */
export interface LinkedFinding {
  finding: Finding;
  entityRefs: readonly string[];
  /** Given when the subject belongs to none: whose the other objects are that the finding names. */
  objectEntities?: ObjectEntities;
}

/** What is needed to judge whether a finding that is not seen any more is gone. */
export interface KnownFinding {
  id: string;
  detector: string;
  subjectKind: string;
  namespace?: string;
  state: StoredFinding['state'];
  firstSeenAt: Date;
}

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
  /** Whether this scan looked at everything that the finding depends on, so that not seeing it means that it is gone. */
  concludes(finding: Omit<KnownFinding, 'firstSeenAt' | 'state'>): boolean;
  entityObjects: EntityObjects;
}

export interface ReconcileResult {
  opened: number;
  seen: number;
  resolved: number;
}

/** What a caller may see. Without it nothing is read: there is no default. */
export interface Visibility {
  /** Findings of these entities, and no other entity is named in the answer. */
  entityRefs: readonly string[];
  /** Also findings whose subject belongs to no entity, and those whole: without it they show only what is of the entities above. */
  unmapped: boolean;
}

/** Keeps findings over their life. Only findings of clusters that are still listed are ever returned. */
export interface FindingStore {
  /**
   * Takes over the result of a scan, all or nothing, and ends its claim.
   *
   * @throws ConflictError when the scan no longer holds the claim, as after a first call
   */
  reconcile(scan: CompletedScan): Promise<ReconcileResult>;
  list(query: FindingQuery, visibility: Visibility): Promise<FindingList>;
  get(id: string, visibility: Visibility): Promise<StoredFinding | undefined>;
  /** Every entity that some finding belongs to, or that the given one does. */
  entityRefs(findingId?: string): Promise<string[]>;
  /** Forgets findings that were resolved, or last seen, before the given moment. */
  deleteOlderThan(moment: Date): Promise<number>;
}
