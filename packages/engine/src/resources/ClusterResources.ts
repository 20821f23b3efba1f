import { ReadState } from '../snapshot/ClusterSnapshot';

/** CPU in cores, memory in bytes. */
export interface ComputeAmounts {
  cpu: number;
  memory: number;
}

/** The phases of pods, as Kubernetes names them. */
export const POD_PHASES = [
  'Pending',
  'Running',
  'Succeeded',
  'Failed',
  'Unknown',
] as const;

export type PodPhase = (typeof POD_PHASES)[number];

/** What a set of pods is and asks for. */
export interface PodSummary {
  total: number;
  phases: Readonly<Record<PodPhase, number>>;
  /** Pods that have not ended and are not ready. */
  notReady: number;
  /** Pods of which a container was started again within the hour before the capture. */
  restartedLately: number;
  /** Of pods that have not ended, scheduled or not; counted as the scheduler does. */
  requests: ComputeAmounts;
  /** The sum of those that are set: what sets none may use all that its node has. */
  limits: ComputeAmounts;
}

/** Workloads of one kind. What another workload made, such as the ReplicaSets of a Deployment, is not counted. */
export interface WorkloadSummary {
  kind: string;
  total: number;
  /** Those that have as many ready pods as they want; of Jobs, those that have not failed; of CronJobs, all. */
  ready: number;
}

/** What PersistentVolumeClaims ask for. */
export interface ClaimSummary {
  total: number;
  bound: number;
  /** Bytes. */
  requested: number;
}

/** A kind of which not every object was read. Figures that rest on it are at least what is told where it was read in part, and absent otherwise. */
export interface UnreadKind {
  kind: string;
  state: Exclude<ReadState, 'complete'>;
}

/** Figures that a namespace and a cluster share. A figure that is absent is unknown, never zero. */
export interface SharedResources {
  pods?: PodSummary;
  /** Of the kinds that were read; kinds without objects included. */
  workloads: WorkloadSummary[];
  services?: number;
  ingresses?: number;
  claims?: ClaimSummary;
  unread: UnreadKind[];
}

/** What nodes offer. */
export interface NodeAmounts extends ComputeAmounts {
  /** The most pods that may run. */
  pods: number;
}

export interface NodesSummary {
  total: number;
  /** Those whose condition `Ready` is true. */
  ready: number;
  /** Those on which nothing new is scheduled. */
  cordoned: number;
  capacity: NodeAmounts;
  allocatable: NodeAmounts;
}

/** One resource of a ResourceQuota. CPU in cores, memory and storage in bytes, all else counted. */
export interface QuotaUse {
  resource: string;
  hard: number;
  used?: number;
}

export interface NamespaceResources extends SharedResources {
  name: string;
  /** `Active` or `Terminating`; absent where the Namespace itself was not read. */
  phase?: string;
  /** RFC 3339. */
  createdAt?: string;
  quotas?: { name: string; resources: QuotaUse[] }[];
}

export interface NodeCondition {
  type: string;
  /** `True`, `False` or `Unknown`. */
  status: string;
  reason?: string;
  message?: string;
  /** RFC 3339. */
  since?: string;
}

export interface NodeTaint {
  key: string;
  value?: string;
  effect: string;
}

export interface NodeResources {
  name: string;
  /** Sorted by name. */
  roles: string[];
  /** The status of the condition `Ready`: `Unknown` when the node no longer reports. */
  ready: string;
  cordoned: boolean;
  /** RFC 3339. */
  createdAt?: string;
  kubeletVersion?: string;
  containerRuntime?: string;
  operatingSystem?: string;
  architecture?: string;
  instanceType?: string;
  zone?: string;
  capacity: NodeAmounts;
  allocatable: NodeAmounts;
  conditions: NodeCondition[];
  taints: NodeTaint[];
  /** Of the pods that run or wait on it; absent when pods were not read. */
  pods?: PodSummary;
  unread: UnreadKind[];
}

/** What a cluster consists of, and how much of it is asked for. */
export interface ClusterResources extends SharedResources {
  nodes?: NodesSummary;
  /** How many there are. */
  namespaces?: number;
}

/** The resources of a cluster as a whole, of its namespaces and of its nodes. */
export interface ResourceOverview {
  cluster: ClusterResources;
  /** By name. Also those of which only objects were read. */
  namespaces: NamespaceResources[];
  /** By name. */
  nodes: NodeResources[];
}
