import { z } from 'zod';
import { lifecycleChangeSchema, lifecycleStateSchema } from './lifecycle';

/** Incidents that one request may change. */
export const MOST_CHANGES = 200;

const timestamp = z.iso.datetime({ offset: true });

/** The same change of several incidents. */
export const incidentChangesSchema = z.strictObject({
  ids: z
    .array(z.string().min(1))
    .min(1, 'name at least one incident')
    .max(MOST_CHANGES, `name at most ${MOST_CHANGES} incidents at a time`),
  change: lifecycleChangeSchema.refine(({ expected }) => !expected, {
    path: ['expected'],
    error:
      'each incident has a state of its own; give it by id in the field expected beside change',
  }),
  /** By id, what the change rests on: an incident whose state has changed since is left as it is. */
  expected: z
    .record(z.string(), z.strictObject({ stateSince: timestamp }))
    .optional(),
});

/** What became of one incident: its new state, or why it was left as it was. */
export const incidentChangeResultSchema = z.union([
  z.object({ id: z.string(), state: lifecycleStateSchema }),
  z.object({
    id: z.string(),
    error: z.object({ name: z.string(), message: z.string() }),
  }),
]);

/** One result for each incident, in the order in which they were named. */
export const incidentChangeResultsSchema = z.object({
  items: z.array(incidentChangeResultSchema),
});

export type IncidentChanges = z.infer<typeof incidentChangesSchema>;
export type IncidentChangeResult = z.infer<typeof incidentChangeResultSchema>;
export type IncidentChangeResults = z.infer<typeof incidentChangeResultsSchema>;
