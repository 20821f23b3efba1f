import { z } from 'zod';
import { incidentFilterSchema } from './incidentQuery';

/** Filters of `GET /incidents/facets`: those of the list. */
export const incidentFacetQuerySchema = incidentFilterSchema;

/** A value of a filter, and how many incidents there are with it. */
export const facetValueSchema = z.object({
  value: z.string(),
  count: z.number(),
});

const facet = z.array(facetValueSchema);

/** Of all that matches and that the caller may see, the most frequent values of each filter, counted as if that filter were not set. */
export const incidentFacetsSchema = z.object({
  severity: facet,
  state: facet,
  cluster: facet,
  cause: facet,
  /** Entity refs, as in the filter: a group also owns what its direct child groups own. */
  owner: facet,
  /** Entity refs. */
  system: facet,
});

export type IncidentFacetQuery = z.infer<typeof incidentFacetQuerySchema>;
export type FacetValue = z.infer<typeof facetValueSchema>;
export type IncidentFacets = z.infer<typeof incidentFacetsSchema>;
