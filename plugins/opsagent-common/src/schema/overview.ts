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
  /** Kinds that the cluster serves and the scan could not read completely. */
  kindsUnread: z.number(),
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

/** Incidents by the owners of what caused them. */
export const ownerHealthSchema = z
  .object({ ownerRef: z.string(), incidents: incidentCountsSchema })
  .meta({ id: 'OwnerHealth' });

/** Incidents by the systems that they concern. */
export const systemHealthSchema = z
  .object({ systemRef: z.string(), incidents: incidentCountsSchema })
  .meta({ id: 'SystemHealth' });

/** A cause, and how many incidents of the last 30 days it is the likeliest of. */
export const frequentCauseSchema = z
  .object({
    cause: z.string(),
    /** Of causes that ship with the engine. */
    title: z.string().optional(),
    /** Those that are there, and those that were resolved in the last 30 days. */
    incidents: z.number(),
    /** Open and regressed ones among them. */
    open: z.number(),
  })
  .meta({ id: 'FrequentCause' });

/** What became of incidents since a moment. */
export const recentChangesSchema = z
  .object({
    since: timestamp,
    /** Those that began, or came back, and are still there. */
    opened: z.number(),
    /** Those that were resolved, and have not come back. */
    resolved: z.number(),
  })
  .meta({ id: 'RecentChanges' });

/** How incidents have come and gone. Days are those of UTC. */
export const incidentTrendSchema = z
  .object({
    /** The last 30 days, or as many as resolved incidents are kept for, oldest first; the last is today. */
    days: z.array(
      z.object({
        date: z.iso.date(),
        /** Open and regressed incidents at the end of the day, or now, by the severity that they had last. */
        open: z.record(severitySchema, z.number()),
      }),
    ),
    /** Seven days each, oldest first; the last ends today. */
    weeks: z.array(
      z.object({
        from: z.iso.date(),
        to: z.iso.date(),
        /** How often incidents were resolved. */
        resolved: z.number(),
        /** Seconds from the beginning of an incident, or its return, to its resolution. Absent when none was resolved. */
        medianTimeToResolve: z.number().optional(),
      }),
    ),
  })
  .meta({ id: 'IncidentTrend' });

/** The health of everything that the reader may see, at one moment. Everything is counted over what the reader may see. */
export const overviewSchema = z
  .object({
    at: timestamp,
    /** Of all clusters together. */
    incidents: incidentCountsSchema,
    /**
     * Those with incidents first, the worst before the others. Whoever may not read clusters is told of those alone in which there are incidents that the reader
     * may see.
     */
    clusters: z.array(clusterHealthSchema),
    /** Whether the reader may read clusters, be it only some. */
    readsClusters: z.boolean(),
    /** Those who own what caused an incident that is there, the worst first, at most 100; a group also owns what its direct child groups own. */
    owners: z.array(ownerHealthSchema),
    /** Those that an incident concerns that is there, the worst first, at most 100. */
    systems: z.array(systemHealthSchema),
    /** Since 24 hours before. */
    changes: recentChangesSchema,
    /** The worst of those that `changes.opened` counts, the most severe first, at most 10. */
    recent: z.array(incidentSummarySchema),
    /** The most frequent first, at most 10. */
    causes: z.array(frequentCauseSchema),
    trend: incidentTrendSchema,
  })
  .meta({ id: 'Overview' });

export type IncidentCounts = z.infer<typeof incidentCountsSchema>;
export type ClusterScan = z.infer<typeof clusterScanSchema>;
export type ClusterHealth = z.infer<typeof clusterHealthSchema>;
export type OwnerHealth = z.infer<typeof ownerHealthSchema>;
export type SystemHealth = z.infer<typeof systemHealthSchema>;
export type FrequentCause = z.infer<typeof frequentCauseSchema>;
export type RecentChanges = z.infer<typeof recentChangesSchema>;
export type IncidentTrend = z.infer<typeof incidentTrendSchema>;
export type Overview = z.infer<typeof overviewSchema>;
