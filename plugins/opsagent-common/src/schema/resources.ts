import {
  ClaimSummary,
  ClusterResources,
  ComputeAmounts,
  NamespaceResources,
  NodeAmounts,
  NodeCondition,
  NodeResources,
  NodeTaint,
  NodesSummary,
  PodSummary,
  QuotaUse,
  UnreadKind,
  WorkloadSummary,
} from '@opsagent/engine';
import { z } from 'zod';

const timestamp = z.iso.datetime({ offset: true });

/** CPU in cores, memory in bytes. */
export const computeAmountsSchema = z.object({
  cpu: z.number(),
  memory: z.number(),
}) satisfies z.ZodType<ComputeAmounts>;

/** What nodes offer: CPU in cores, memory in bytes, and the most pods that may run. */
export const nodeAmountsSchema = computeAmountsSchema.extend({
  pods: z.number(),
}) satisfies z.ZodType<NodeAmounts>;

/** Pods by phase, and what those that have not ended ask for. */
export const podSummarySchema = z
  .object({
    total: z.number(),
    phases: z.object({
      Pending: z.number(),
      Running: z.number(),
      Succeeded: z.number(),
      Failed: z.number(),
      Unknown: z.number(),
    }),
    /** Have not ended and are not ready. */
    notReady: z.number(),
    /** A container was started again within the hour before the scan. */
    restartedLately: z.number(),
    requests: computeAmountsSchema,
    limits: computeAmountsSchema,
  })
  .meta({ id: 'PodSummary' }) satisfies z.ZodType<PodSummary>;

export const workloadSummarySchema = z.object({
  kind: z.string(),
  total: z.number(),
  /** Those that have as many ready pods as they want; of Jobs, those that have not failed; of CronJobs, all. */
  ready: z.number(),
}) satisfies z.ZodType<WorkloadSummary>;

export const claimSummarySchema = z.object({
  total: z.number(),
  bound: z.number(),
  /** Bytes. */
  requested: z.number(),
}) satisfies z.ZodType<ClaimSummary>;

/** A kind of which not every object was read: with `partial`, figures that rest on it are at least what is told. */
export const unreadKindSchema = z.object({
  kind: z.string(),
  state: z.enum(['partial', 'forbidden', 'failed', 'notServed', 'notCaptured']),
}) satisfies z.ZodType<UnreadKind>;

/** Absent figures are unknown, never zero. */
const sharedPart = z.object({
  pods: podSummarySchema.optional(),
  workloads: z.array(workloadSummarySchema),
  services: z.number().optional(),
  ingresses: z.number().optional(),
  claims: claimSummarySchema.optional(),
  unread: z.array(unreadKindSchema),
});

export const nodesSummarySchema = z.object({
  total: z.number(),
  ready: z.number(),
  cordoned: z.number(),
  capacity: nodeAmountsSchema,
  allocatable: nodeAmountsSchema,
}) satisfies z.ZodType<NodesSummary>;

/** What a cluster consists of, offers and asks for. */
export const clusterResourcesSchema = sharedPart
  .extend({
    nodes: nodesSummarySchema.optional(),
    namespaces: z.number().optional(),
  })
  .meta({ id: 'ClusterResources' }) satisfies z.ZodType<ClusterResources>;

export const quotaUseSchema = z.object({
  resource: z.string(),
  /** CPU in cores, memory and storage in bytes, all else counted. */
  hard: z.number(),
  used: z.number().optional(),
}) satisfies z.ZodType<QuotaUse>;

export const namespaceResourcesSchema = sharedPart
  .extend({
    name: z.string(),
    phase: z.string().optional(),
    createdAt: timestamp.optional(),
    quotas: z
      .array(z.object({ name: z.string(), resources: z.array(quotaUseSchema) }))
      .optional(),
  })
  .meta({ id: 'NamespaceResources' }) satisfies z.ZodType<NamespaceResources>;

export const nodeConditionSchema = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
  since: timestamp.optional(),
}) satisfies z.ZodType<NodeCondition>;

export const nodeTaintSchema = z.object({
  key: z.string(),
  value: z.string().optional(),
  effect: z.string(),
}) satisfies z.ZodType<NodeTaint>;

export const nodeResourcesSchema = z
  .object({
    name: z.string(),
    roles: z.array(z.string()),
    /** The status of the condition `Ready`: `True`, `False` or `Unknown`. */
    ready: z.string(),
    cordoned: z.boolean(),
    createdAt: timestamp.optional(),
    kubeletVersion: z.string().optional(),
    containerRuntime: z.string().optional(),
    operatingSystem: z.string().optional(),
    architecture: z.string().optional(),
    instanceType: z.string().optional(),
    zone: z.string().optional(),
    capacity: nodeAmountsSchema,
    allocatable: nodeAmountsSchema,
    conditions: z.array(nodeConditionSchema),
    taints: z.array(nodeTaintSchema),
    pods: podSummarySchema.optional(),
    unread: z.array(unreadKindSchema),
  })
  .meta({ id: 'NodeResources' }) satisfies z.ZodType<NodeResources>;

export type NodeDetails = z.infer<typeof nodeResourcesSchema>;
