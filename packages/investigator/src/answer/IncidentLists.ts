import { z } from 'zod';

/** A page on which people see lists of incidents. */
export interface IncidentLists<Listing> {
  /** What a list can be narrowed by, as a model writes it: a strict object in which everything is required, with null for what narrows nothing. */
  readonly schema: z.ZodType;
  /**
   * What the page is to show.
   *
   * @param written - of the shape of the schema
   */
  read(
    written: unknown,
    options: { signal: AbortSignal },
  ): Promise<{ listing: Listing; totalItems: number }>;
}
