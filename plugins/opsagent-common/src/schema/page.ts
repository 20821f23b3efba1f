import { z } from 'zod';

export const DEFAULT_PAGE_SIZE = 50;
export const LARGEST_PAGE_SIZE = 500;

/** One value or several, as repeated query parameters arrive. */
export function several<T extends z.ZodType>(value: T) {
  return z.preprocess(
    given => (given === undefined || Array.isArray(given) ? given : [given]),
    z.array(value).optional(),
  );
}

/** Which part of a list is asked for. */
export const pageSchema = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(LARGEST_PAGE_SIZE)
    .default(DEFAULT_PAGE_SIZE),
  /** `pageInfo.nextCursor` of the page before. */
  cursor: z.string().optional(),
});
