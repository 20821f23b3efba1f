import {
  ClusterResources,
  NamespaceResources,
  NamespaceScores,
  NodeResources,
} from '@opsagent/engine';
import { KeptScores, StoredCluster, StoredNamespace } from './ResourceStore';

/** Stands in a column to sort by for what is unknown. */
const UNKNOWN = -1;

/** The part of a row of `clusters` that tells of resources. */
export interface ClusterRow {
  name: string;
  resources: string | null;
  scores: string | null;
}

export interface NamespaceRow {
  cluster: string;
  name: string;
  pods: number;
  not_ready: number;
  cpu: number;
  memory: number;
  resources: string;
  scores: string | null;
}

export interface NodeRow {
  cluster: string;
  name: string;
  readiness: number;
  pods: number;
  cpu: number;
  memory: number;
  resources: string;
}

export function namespaceRow(
  cluster: string,
  resources: NamespaceResources,
  scores: NamespaceScores | undefined,
): NamespaceRow {
  const { name, pods } = resources;
  return {
    cluster,
    name,
    pods: pods?.total ?? UNKNOWN,
    not_ready: pods?.notReady ?? UNKNOWN,
    cpu: pods?.requests.cpu ?? UNKNOWN,
    memory: pods?.requests.memory ?? UNKNOWN,
    resources: JSON.stringify(resources),
    scores: scores ? JSON.stringify(keptScores(scores)) : null,
  };
}

export function nodeRow(cluster: string, node: NodeResources): NodeRow {
  const { name, pods, allocatable } = node;
  const share = (resource: 'cpu' | 'memory') =>
    pods && allocatable[resource] > 0
      ? pods.requests[resource] / allocatable[resource]
      : UNKNOWN;
  return {
    cluster,
    name,
    readiness: readinessOf(node),
    pods: pods?.total ?? UNKNOWN,
    cpu: share('cpu'),
    memory: share('memory'),
    resources: JSON.stringify(node),
  };
}

/** Undefined for a cluster that was not scanned yet. */
export function storedClusterOf({
  resources,
  scores,
}: ClusterRow): StoredCluster | undefined {
  if (!resources || !scores) return undefined;
  return {
    resources: JSON.parse(resources) as ClusterResources,
    scores: JSON.parse(scores) as KeptScores,
  };
}

export function storedNamespaceOf(row: NamespaceRow): StoredNamespace {
  return {
    resources: JSON.parse(row.resources) as NamespaceResources,
    ...(row.scores ? { scores: JSON.parse(row.scores) as KeptScores } : {}),
  };
}

export function nodeOf(row: Pick<NodeRow, 'resources'>): NodeResources {
  return JSON.parse(row.resources) as NodeResources;
}

function readinessOf({ ready, cordoned }: NodeResources) {
  if (ready !== 'True') return 0;
  return cordoned ? 1 : 2;
}

function keptScores({ overall, profiles }: NamespaceScores): KeptScores {
  return { overall, profiles };
}
