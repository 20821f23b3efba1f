import { z } from 'zod';
import { alertStateSchema } from './alert';
import {
  jsonValueSchema,
  objectReferenceSchema,
  severitySchema,
} from './finding';
import { transitionSchema } from './lifecycle';
import { pageSchema } from './page';

const entrySchema = z.object({
  /** Tells it apart from the others of the incident, and is the same whenever it is told. */
  id: z.string(),
  at: z.iso.datetime({ offset: true }),
});

/**
 * One thing that is known of an incident with its moment.
 *
 * - `change`: a field of an object was written, which a cause counts among its evidence
 * - `failure`: what a finding tells began to show
 * - `event`: the cluster recorded an event, for the last time
 * - `alert`: an alert began to fire, or was resolved
 * - `state`: a step of the incident's life
 * - `scan`: a scan saw it for the first time in its present life, or for the last time
 */
export const timelineEntrySchema = z
  .discriminatedUnion('type', [
    entrySchema.extend({
      type: z.literal('change'),
      object: objectReferenceSchema,
      path: z.string(),
      value: jsonValueSchema,
      was: jsonValueSchema.optional(),
    }),
    entrySchema.extend({
      type: z.literal('failure'),
      object: objectReferenceSchema,
      /** The id of the finding. */
      finding: z.string(),
      severity: severitySchema,
      text: z.string(),
    }),
    entrySchema.extend({
      type: z.literal('event'),
      object: objectReferenceSchema,
      reason: z.string(),
      text: z.string(),
      /** How often it has happened. */
      count: z.number(),
    }),
    entrySchema.extend({
      type: z.literal('alert'),
      /** That the labels of the alert name. */
      object: objectReferenceSchema.optional(),
      /** The id of the alert. */
      alert: z.string(),
      name: z.string(),
      severity: severitySchema,
      state: alertStateSchema,
    }),
    entrySchema.extend({
      type: z.literal('state'),
      transition: transitionSchema,
    }),
    entrySchema.extend({
      type: z.literal('scan'),
      seen: z.enum(['first', 'last']),
    }),
  ])
  .meta({ id: 'TimelineEntry' });

export const timelineQuerySchema = z.strictObject(pageSchema.shape);

/** What is known of an incident with its moment, oldest first; as far as its page tells it to the reader. */
export const timelineSchema = z
  .object({
    items: z.array(timelineEntrySchema),
    /** Entries over all pages. */
    totalItems: z.number(),
    pageInfo: z.object({ nextCursor: z.string().optional() }),
  })
  .meta({ id: 'Timeline' });

export type TimelineEntry = z.infer<typeof timelineEntrySchema>;
export type TimelineQuery = z.infer<typeof timelineQuerySchema>;
export type Timeline = z.infer<typeof timelineSchema>;
