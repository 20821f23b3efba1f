import { z } from 'zod';
import { severitySchema, storedFindingSchema, tierSchema } from './finding';
import { lifecycleStateSchema } from './lifecycle';
import { pageSchema, several } from './page';

/** Filters of `GET /findings`. Values of one filter are alternatives; filters add up. */
export const findingQuerySchema = z.strictObject({
  cluster: several(z.string().min(1)),
  namespace: several(z.string().min(1)),
  entityRef: several(z.string().min(1)),
  /** Entity refs of owners; a group also owns what its direct child groups own. */
  owner: several(z.string().min(1)),
  /** Entity refs of systems that any of its entities is part of. */
  system: several(z.string().min(1)),
  detector: several(z.string().min(1)),
  tier: several(tierSchema),
  severity: several(severitySchema),
  /** Open and regressed findings unless said otherwise. */
  state: several(lifecycleStateSchema),
  ...pageSchema.shape,
});

export const findingListSchema = z.object({
  items: z.array(storedFindingSchema),
  /** Findings that match and that the caller may see, over all pages. */
  totalItems: z.number(),
  pageInfo: z.object({ nextCursor: z.string().optional() }),
});

export type FindingQuery = z.infer<typeof findingQuerySchema>;
export type FindingList = z.infer<typeof findingListSchema>;
