import { ClusterStatus } from '@opsagent/backstage-plugin-opsagent-common';

/** A cluster as the Kubernetes plugin names it. */
export interface ListedCluster {
  name: string;
  title?: string;
  /** False when each user authenticates in the browser, so that no server can read it. */
  scannable: boolean;
}

/** What is known of a cluster, whoever asks. */
export type KnownCluster = Omit<ClusterStatus, 'mayScan'>;

/** What a scan that got no usable result leaves behind. */
export interface FailedScan {
  cluster: string;
  scanId: string;
  at: Date;
  /** In words for the reader. */
  error: string;
  /** Whether the cluster gave no answer, as opposed to a failure on our side. */
  unreachable: boolean;
}

/** How many objects of an entity a cluster holds. */
export type EntityObjects = ReadonlyMap<string, number>;

/** Keeps the state of each cluster and decides which process scans it. */
export interface ClusterStore {
  /** Remembers what is listed now; clusters that are no longer listed disappear from every answer. */
  saveListed(clusters: readonly ListedCluster[]): Promise<void>;
  /** Makes a cluster known that has not been listed before; leaves a known one as it is. */
  ensure(cluster: ListedCluster): Promise<void>;
  /** Listed clusters by name. */
  list(options: { now: Date }): Promise<KnownCluster[]>;
  /** Claims a cluster for one scan; undefined when another scan holds it. A claim ends by itself at `expiresAt`. */
  beginScan(
    cluster: string,
    options: { now: Date; expiresAt: Date },
  ): Promise<string | undefined>;
  /** Lets a claim end at another moment than was said; false when it has passed to another scan. */
  renewScan(
    cluster: string,
    scanId: string,
    options: { expiresAt: Date },
  ): Promise<boolean>;
  /** Listed clusters with a claim that nobody renewed: the process that scanned them has died, or passed them on. */
  listAbandoned(options: { now: Date }): Promise<string[]>;
  /** Ends a scan without a result. Does nothing when the claim has passed to another scan. */
  failScan(scan: FailedScan): Promise<void>;
  /** Gives a claim back as if the scan had never been asked for. */
  abandonScan(cluster: string, scanId: string): Promise<void>;
  /** Objects of one entity by cluster, as of the last scans. */
  objectsOf(entityRef: string): Promise<EntityObjects>;
  /** The namespaces in which an entity has objects in a cluster, as of its last scan, by name. */
  namespacesOf(entityRef: string, cluster: string): Promise<string[]>;
  /** Forgets clusters that are no longer listed, have no finding left and were not scanned since the given moment. */
  deleteUnlisted(options: { scannedBefore: Date }): Promise<number>;
}
