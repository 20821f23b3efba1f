import { z } from 'zod';
import {
  findingStateSchema,
  severitySchema,
  storedFindingSchema,
  tierSchema,
} from './finding';

/** One value or several, as repeated query parameters arrive. */
const several = <T extends z.ZodType>(value: T) =>
  z.preprocess(
    given => (given === undefined || Array.isArray(given) ? given : [given]),
    z.array(value).optional(),
  );

export const DEFAULT_PAGE_SIZE = 50;
export const LARGEST_PAGE_SIZE = 500;

/** Filters of `GET /findings`. Values of one filter are alternatives; filters add up. */
export const findingQuerySchema = z.strictObject({
  cluster: several(z.string().min(1)),
  namespace: several(z.string().min(1)),
  entityRef: several(z.string().min(1)),
  detector: several(z.string().min(1)),
  tier: several(tierSchema),
  severity: several(severitySchema),
  /** Open findings unless said otherwise. */
  state: several(findingStateSchema),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(LARGEST_PAGE_SIZE)
    .default(DEFAULT_PAGE_SIZE),
  /** `pageInfo.nextCursor` of the page before. */
  cursor: z.string().optional(),
});

export const findingListSchema = z.object({
  items: z.array(storedFindingSchema),
  /** Findings that match and that the caller may see, over all pages. */
  totalItems: z.number(),
  pageInfo: z.object({ nextCursor: z.string().optional() }),
});

export type FindingQuery = z.infer<typeof findingQuerySchema>;
export type FindingList = z.infer<typeof findingListSchema>;
