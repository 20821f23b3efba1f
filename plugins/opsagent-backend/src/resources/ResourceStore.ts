import {
  NamespaceQuery,
  NodeQuery,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  ClusterResources,
  NamespaceResources,
  NodeResources,
  ProfileScores,
  Score,
} from '@opsagent/engine';
import { Visibility } from '../findings/FindingStore';

/** A namespace as the last scan saw it. */
export interface StoredNamespace {
  resources: NamespaceResources;
  /** Absent for namespaces that are not judged, such as those of the system. */
  scores?: KeptScores;
}

/** How well a cluster or a namespace is kept, as the engine states it. */
export interface KeptScores {
  overall?: Pick<Required<Score>, 'points' | 'grade'>;
  profiles: ProfileScores;
}

export interface StoredCluster {
  resources: ClusterResources;
  scores: KeptScores;
}

export interface ResourcePage<T> {
  items: T[];
  /** Over all pages. */
  totalItems: number;
  pageInfo: { nextCursor?: string };
}

/** What the last scan of each cluster saw of its resources. Scans replace it: see `ScanStore`. */
export interface ResourceStore {
  /** By name; those that were scanned. */
  clusters(): Promise<ReadonlyMap<string, StoredCluster>>;
  /** Undefined before the first scan. */
  cluster(cluster: string): Promise<StoredCluster | undefined>;
  /** @param visibility - of the reader, for the order by health; without it nothing is known to be broken */
  namespaces(
    cluster: string,
    query: NamespaceQuery,
    visibility?: Visibility,
  ): Promise<ResourcePage<StoredNamespace>>;
  namespace(
    cluster: string,
    name: string,
  ): Promise<StoredNamespace | undefined>;
  nodes(
    cluster: string,
    query: NodeQuery,
  ): Promise<ResourcePage<NodeResources>>;
  node(cluster: string, name: string): Promise<NodeResources | undefined>;
}
