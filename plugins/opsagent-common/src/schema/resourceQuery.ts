import { z } from 'zod';
import { clusterStatusSchema } from './cluster';
import { pageSchema } from './page';
import {
  clusterResourcesSchema,
  namespaceResourcesSchema,
  nodeResourcesSchema,
} from './resources';

/** A cluster with what the last scan saw of its resources; without them before the first. */
export const clusterDetailsSchema = clusterStatusSchema.extend({
  resources: clusterResourcesSchema.optional(),
});

const sortedPage = {
  /** Part of the name. */
  q: z.string().trim().max(253).optional(),
  /** Names ascend, and so does readiness; all else descends, with what is unknown last, unless said otherwise. */
  order: z.enum(['asc', 'desc']).optional(),
  ...pageSchema.shape,
};

/** By name, pods, pods that are not ready, and what pods request. */
export const namespaceSortSchema = z.enum([
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

const pagePart = {
  /** Over all pages. */
  totalItems: z.number(),
  pageInfo: z.object({ nextCursor: z.string().optional() }),
};

export const namespaceListSchema = z.object({
  items: z.array(namespaceResourcesSchema),
  ...pagePart,
});

export const nodeListSchema = z.object({
  items: z.array(nodeResourcesSchema),
  ...pagePart,
});

export type ClusterDetails = z.infer<typeof clusterDetailsSchema>;
export type NamespaceSort = z.infer<typeof namespaceSortSchema>;
export type NodeSort = z.infer<typeof nodeSortSchema>;
export type NamespaceQuery = z.infer<typeof namespaceQuerySchema>;
export type NodeQuery = z.infer<typeof nodeQuerySchema>;
export type NamespaceList = z.infer<typeof namespaceListSchema>;
export type NodeList = z.infer<typeof nodeListSchema>;
