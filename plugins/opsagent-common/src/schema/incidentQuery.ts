import { z } from 'zod';
import { severitySchema } from './finding';
import { pageSchema, several } from './page';
import { incidentSummarySchema } from './incident';
import { lifecycleStateSchema, transitionSchema } from './lifecycle';

/** What incidents can be narrowed by. Values of one filter are alternatives; filters add up. */
export const incidentFilterSchema = z.strictObject({
  cluster: several(z.string().min(1)),
  /** Of any of its findings that the caller may see. */
  namespace: several(z.string().min(1)),
  entityRef: several(z.string().min(1)),
  /** Entity refs of owners of what caused it; a group also owns what its direct child groups own. */
  owner: several(z.string().min(1)),
  /** Entity refs of systems that any of its entities is part of. */
  system: several(z.string().min(1)),
  severity: several(severitySchema),
  /** Ids of the likeliest cause. */
  cause: several(z.string().min(1)),
  /** Open and regressed incidents unless said otherwise. */
  state: several(lifecycleStateSchema),
  /** Those that a scan first saw in their present life at this moment or later. */
  firstSeenAfter: z.iso
    .datetime({
      offset: true,
      error: 'give a moment like 2026-03-01T12:00:00Z',
    })
    .optional(),
});

/**
 * How incidents are ordered.
 *
 * - `severity`: worst first
 * - `newest`: those first that were seen last for the first time in their present life
 * - `longest`: those first that have been there for the longest time
 */
export const incidentOrderSchema = z
  .enum(['severity', 'newest', 'longest'])
  .default('severity');

/** Query of `GET /incidents`. */
export const incidentQuerySchema = incidentFilterSchema.extend({
  order: incidentOrderSchema,
  ...pageSchema.shape,
});

/** Query of `GET /incidents/export`. */
export const incidentExportQuerySchema = incidentFilterSchema.extend({
  order: incidentOrderSchema,
});

/** Incidents of one export, at most. */
export const LARGEST_EXPORT = 10_000;

export const incidentListSchema = z.object({
  items: z.array(incidentSummarySchema),
  /** Incidents that match and that the caller may see, over all pages. */
  totalItems: z.number(),
  pageInfo: z.object({ nextCursor: z.string().optional() }),
});

/** Which part of the findings that an incident joins is asked for. */
export const memberQuerySchema = z.strictObject(pageSchema.shape);

/** Which part of the life of a finding or an incident is asked for. */
export const transitionQuerySchema = z.strictObject(pageSchema.shape);

/** The life of a finding or an incident, oldest first. */
export const transitionListSchema = z.object({
  items: z.array(transitionSchema),
  /** Steps over all pages. */
  totalItems: z.number(),
  pageInfo: z.object({ nextCursor: z.string().optional() }),
});

export type IncidentFilter = z.infer<typeof incidentFilterSchema>;
export type IncidentOrder = z.infer<typeof incidentOrderSchema>;
export type IncidentExportQuery = z.infer<typeof incidentExportQuerySchema>;
export type IncidentQuery = z.infer<typeof incidentQuerySchema>;
export type IncidentList = z.infer<typeof incidentListSchema>;
export type MemberQuery = z.infer<typeof memberQuerySchema>;
export type TransitionQuery = z.infer<typeof transitionQuerySchema>;
export type TransitionList = z.infer<typeof transitionListSchema>;
