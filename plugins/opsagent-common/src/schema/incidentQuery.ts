import { z } from 'zod';
import { severitySchema } from './finding';
import { pageSchema, several } from './page';
import { incidentSummarySchema } from './incident';
import { lifecycleStateSchema, transitionSchema } from './lifecycle';

/** Filters of `GET /incidents`. Values of one filter are alternatives; filters add up. */
export const incidentQuerySchema = z.strictObject({
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
  ...pageSchema.shape,
});

export const incidentListSchema = z.object({
  items: z.array(incidentSummarySchema),
  /** Incidents that match and that the caller may see, over all pages. */
  totalItems: z.number(),
  pageInfo: z.object({ nextCursor: z.string().optional() }),
});

/** The life of a finding or an incident, oldest first. */
export const transitionListSchema = z.object({
  items: z.array(transitionSchema),
});

export type IncidentQuery = z.infer<typeof incidentQuerySchema>;
export type IncidentList = z.infer<typeof incidentListSchema>;
export type TransitionList = z.infer<typeof transitionListSchema>;
