import { z } from 'zod';
import { clusterStatusSchema } from './cluster';
import { incidentCountsSchema } from './overview';
import { pageSchema, several } from './page';
import {
  clusterResourcesSchema,
  namespaceResourcesSchema,
  nodeResourcesSchema,
} from './resources';
import { overallScoreSchema, shownScoresSchema } from './score';

/** What is told of a cluster, a namespace or a node to those who may see findings. */
const incidents = incidentCountsSchema.optional();

/** Parameters of `GET /clusters`. */
export const clusterQuerySchema = z.strictObject({
  /** What is told beside the state of the scans. */
  include: several(z.enum(['resources', 'incidents'])),
});

/** A line of the list of clusters. */
export const clusterSummarySchema = clusterStatusSchema.extend({
  /** With `include=resources`, after the first scan. */
  resources: clusterResourcesSchema.optional(),
  overall: overallScoreSchema.optional(),
  /** With `include=incidents`. */
  incidents,
});

export const clusterSummaryListSchema = z.object({
  items: z.array(clusterSummarySchema),
});

/** A cluster with what the last scan saw of its resources; without them before the first. */
export const clusterDetailsSchema = clusterStatusSchema.extend({
  resources: clusterResourcesSchema.optional(),
  scores: shownScoresSchema.optional(),
  incidents,
});

const sortedPage = {
  /** Part of the name. */
  q: z.string().trim().max(253).optional(),
  /** Names ascend, and so do readiness and health, so that what is broken comes first; all else descends, with what is unknown last, unless said otherwise. */
  order: z.enum(['asc', 'desc']).optional(),
  ...pageSchema.shape,
};

/** By what is broken (the worst severity of open incidents, then their number), name, pods, pods that are not ready, and what pods request. */
export const namespaceSortSchema = z.enum([
  'health',
  'name',
  'pods',
  'notReady',
  'cpu',
  'memory',
]);

/** By name, readiness (not ready, cordoned, ready), pods, and the share of what may be allocated that pods request. */
export const nodeSortSchema = z.enum([
  'name',
  'ready',
  'pods',
  'cpu',
  'memory',
]);

/** Parameters of `GET /clusters/:cluster/namespaces`. */
export const namespaceQuerySchema = z.strictObject({
  sort: namespaceSortSchema.default('name'),
  ...sortedPage,
});

/** Parameters of `GET /clusters/:cluster/nodes`. */
export const nodeQuerySchema = z.strictObject({
  sort: nodeSortSchema.default('name'),
  ...sortedPage,
});

/** A line of the list of namespaces. */
export const namespaceSummarySchema = namespaceResourcesSchema
  .omit({ quotas: true })
  .extend({ overall: overallScoreSchema.optional(), incidents });

export const namespaceDetailsSchema = namespaceResourcesSchema.extend({
  /** Absent for namespaces that are not judged, such as those of the system. */
  scores: shownScoresSchema.optional(),
  incidents,
});

const pagePart = {
  /** Over all pages. */
  totalItems: z.number(),
  pageInfo: z.object({ nextCursor: z.string().optional() }),
};

export const namespaceListSchema = z.object({
  items: z.array(namespaceSummarySchema),
  ...pagePart,
});

export const nodeListSchema = z.object({
  items: z.array(nodeResourcesSchema),
  ...pagePart,
});

export type ClusterQuery = z.infer<typeof clusterQuerySchema>;
export type ClusterSummary = z.infer<typeof clusterSummarySchema>;
export type ClusterSummaryList = z.infer<typeof clusterSummaryListSchema>;
export type ClusterDetails = z.infer<typeof clusterDetailsSchema>;
export type NamespaceSort = z.infer<typeof namespaceSortSchema>;
export type NodeSort = z.infer<typeof nodeSortSchema>;
export type NamespaceQuery = z.infer<typeof namespaceQuerySchema>;
export type NodeQuery = z.infer<typeof nodeQuerySchema>;
export type NamespaceSummary = z.infer<typeof namespaceSummarySchema>;
export type NamespaceDetails = z.infer<typeof namespaceDetailsSchema>;
export type NamespaceList = z.infer<typeof namespaceListSchema>;
export type NodeList = z.infer<typeof nodeListSchema>;
