import { z } from 'zod';
import { clusterStateSchema } from './cluster';
import { severitySchema } from './finding';
import { incidentSummarySchema } from './incident';

const timestamp = z.iso.datetime({ offset: true });

/** How many incidents are there now. */
export const incidentCountsSchema = z
  .object({
    /** Open and regressed ones: nobody has said anything of them. */
    open: z.record(severitySchema, z.number()),
    /** Those that somebody has acknowledged or snoozed. */
    quiet: z.number(),
  })
  .meta({ id: 'IncidentCounts' });

/** How the last scan of a cluster went. */
export const clusterScanSchema = z.object({
  state: clusterStateSchema,
  scanning: z.boolean(),
  /** The end of the last scan that got answers. */
  scannedAt: timestamp.optional(),
  unreachableSince: timestamp.optional(),
  /** Why the last scan failed, in words for the reader; absent when it did not. */
  error: z.string().optional(),
  /** Detectors that ran, and those that did not to their end: a kind was unread, or they broke. */
  detectorsRun: z.number(),
  detectorsSkipped: z.number(),
});

export const clusterHealthSchema = z
  .object({
    name: z.string(),
    title: z.string().optional(),
    incidents: incidentCountsSchema,
    /** For those who may read clusters. */
    scan: clusterScanSchema.optional(),
  })
  .meta({ id: 'ClusterHealth' });

/** The health of everything that the reader may see, at one moment. */
export const overviewSchema = z
  .object({
    at: timestamp,
    /** Of all clusters together. */
    incidents: incidentCountsSchema,
    /**
     * Those with incidents first, the worst before the others. Whoever may not read clusters is told of those alone in which there are incidents that the reader may
     * see.
     */
    clusters: z.array(clusterHealthSchema),
    /** The open incidents that began last, latest first. */
    newest: z.array(incidentSummarySchema),
  })
  .meta({ id: 'Overview' });

export type IncidentCounts = z.infer<typeof incidentCountsSchema>;
export type ClusterScan = z.infer<typeof clusterScanSchema>;
export type ClusterHealth = z.infer<typeof clusterHealthSchema>;
export type Overview = z.infer<typeof overviewSchema>;
