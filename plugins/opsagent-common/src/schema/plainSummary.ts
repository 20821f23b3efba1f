import { z } from 'zod';
import { totalUsageSchema } from './investigation';
import { ledgerEntrySchema } from './investigationVerdict';

/** An incident in a few plain sentences, as a language model explains what the rules found and its reader may see. */
export const plainSummarySchema = z
  .object({
    sentences: z.array(
      z.object({
        text: z.string(),
        /** Ids of `facts` that it rests on. */
        evidence: z.array(z.string()),
        /** Ids of recommendations of the incident that it rests on. */
        recommendations: z.array(z.string()),
      }),
    ),
    /** What the sentences cite. */
    facts: z.array(ledgerEntrySchema),
    /** The model that wrote it, as it is configured. */
    model: z.string(),
    madeAt: z.iso.datetime({ offset: true }),
    /** Whether the incident is no longer what was explained, or the model is no longer asked. */
    outdated: z.boolean(),
    usage: totalUsageSchema,
    /** Of the costs, such as `EUR`; absent without prices. */
    currency: z.string().optional(),
  })
  .meta({ id: 'PlainSummary' });

/** What there is of an incident in plain words, and what the reader may do about it. */
export const plainSummaryStateSchema = z
  .object({
    /** The one that fits what the reader sees now, or else the latest, which is outdated; absent when none was made. */
    summary: plainSummarySchema.optional(),
    /** The name of the model that would be asked; absent when none is configured. */
    model: z.string().optional(),
    /** Whether the reader may have one made. */
    mayMake: z.boolean(),
    /** Whether pages have it made by themselves. */
    automatic: z.boolean(),
  })
  .meta({ id: 'PlainSummaryState' });

export type PlainSummary = z.infer<typeof plainSummarySchema>;
export type PlainSummaryState = z.infer<typeof plainSummaryStateSchema>;
