import { z } from 'zod';
import { alertListSchema } from './alert';
import { clusterStateSchema, kindCoverageSchema } from './cluster';
import { storedFindingSchema } from './finding';
import { storedIncidentSchema } from './incident';

const timestamp = z.iso.datetime({ offset: true });

/** One cluster as seen from an entity: how fresh and how complete the answer is. */
export const entityClusterSchema = z.object({
  name: z.string(),
  title: z.string().optional(),
  state: clusterStateSchema,
  scanning: z.boolean(),
  scannedAt: timestamp.optional(),
  unreachableSince: timestamp.optional(),
  error: z.string().optional(),
  /** Objects of the entity that the last scan saw in this cluster. */
  objects: z.number(),
  /** Kinds that could not be read completely, and why. */
  unread: z.array(kindCoverageSchema),
  /** Detectors that ran, and those that did not to their end: a kind was unread, or they broke. */
  detectorsRun: z.number(),
  detectorsSkipped: z.number(),
  /** Whether the reader may ask for a scan of it. */
  mayScan: z.boolean(),
});

/** How many of an entity's incidents are told with its health. */
export const INCIDENTS_OF_ENTITY = 100;

/** What the Diagnosis tab shows: incidents and findings that are there, worst first, and what the answer rests on. */
export const entityHealthSchema = z
  .object({
    entityRef: z.string(),
    /** At most 100. */
    incidents: z.array(storedIncidentSchema),
    /** At most 500. */
    findings: z.array(storedFindingSchema),
    /** How many more there are, none of them worse. Absent when that is all. */
    leftOut: z
      .object({ incidents: z.number(), findings: z.number() })
      .optional(),
    /** Those that fire; the first of them. */
    alerts: alertListSchema,
    clusters: z.array(entityClusterSchema),
  })
  .meta({ id: 'EntityHealth' });

export type EntityCluster = z.infer<typeof entityClusterSchema>;
export type EntityHealth = z.infer<typeof entityHealthSchema>;
