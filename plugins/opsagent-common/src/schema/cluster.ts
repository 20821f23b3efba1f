import { Coverage } from '@opsagent/engine';
import { z } from 'zod';

const timestamp = z.iso.datetime({ offset: true });

export const readStateSchema = z.enum([
  'complete',
  'partial',
  'forbidden',
  'failed',
  'notServed',
  'notCaptured',
]);

export const kindCoverageSchema = z.object({
  kind: z.string(),
  state: readStateSchema,
  objects: z.number(),
  message: z.string().optional(),
  namespaces: z.array(z.string()).optional(),
  metadataOnly: z.boolean().optional(),
});

export const failedRuleSchema = z.object({
  detector: z.string(),
  // What was scanned before there was a kind.
  kind: z.enum(['detector', 'cause', 'recommendation']).default('detector'),
  message: z.string(),
});

export const coverageSchema = z
  .object({
    kinds: z.array(kindCoverageSchema),
    detectors: z.object({
      total: z.number(),
      skipped: z.array(
        z.object({ detector: z.string(), kinds: z.array(z.string()) }),
      ),
      failed: z.array(failedRuleSchema),
    }),
    ignored: z.number().optional(),
    unknownIgnores: z.array(z.string()).optional(),
  })
  .meta({ id: 'Coverage' }) satisfies z.ZodType<Coverage>;

/**
 * What is known of a cluster.
 *
 * - `pending`: not scanned yet
 * - `ok`: the last scan read every kind, and every detector that could run did
 * - `partial`: the last scan could not read some kinds, or some detectors broke; its coverage names them
 * - `unreachable`: the last scan got no answer; findings are those of the last one that did
 * - `unsupported`: the cluster authenticates each user in the browser, so a server cannot scan it
 */
export const clusterStateSchema = z.enum([
  'pending',
  'ok',
  'partial',
  'unreachable',
  'unsupported',
]);

export const clusterStatusSchema = z
  .object({
    name: z.string(),
    title: z.string().optional(),
    state: clusterStateSchema,
    scanning: z.boolean(),
    /** The end of the last scan that got answers. */
    scannedAt: timestamp.optional(),
    durationMs: z.number().optional(),
    unreachableSince: timestamp.optional(),
    /** Why the last scan failed, in words for the reader; absent when it did not. With a state other than `unreachable` the failure was the portal's own. */
    error: z.string().optional(),
    coverage: coverageSchema.optional(),
    /** Whether the reader may ask for a scan of it. */
    mayScan: z.boolean(),
  })
  .meta({ id: 'ClusterStatus' });

export const clusterListSchema = z.object({
  items: z.array(clusterStatusSchema),
});

/** The answer to a request to scan now. */
export const scanRequestedSchema = z.object({
  cluster: z.string(),
  /** False when a scan was already under way; the caller waits for that one. */
  started: z.boolean(),
});

export type ClusterState = z.infer<typeof clusterStateSchema>;
export type ClusterStatus = z.infer<typeof clusterStatusSchema>;
export type ClusterList = z.infer<typeof clusterListSchema>;
export type ScanRequested = z.infer<typeof scanRequestedSchema>;
