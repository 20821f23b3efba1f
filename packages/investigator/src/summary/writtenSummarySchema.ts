import { z } from 'zod';

const ids = z.array(z.string().min(1).max(200)).max(20);

/** The form in which a model explains an incident. Everything is required, as strict servers ask for. */
export const writtenSummarySchema = z.strictObject({
  sentences: z
    .array(
      z.strictObject({
        text: z.string().min(1).max(600),
        evidence: ids,
        recommendations: ids,
      }),
    )
    .min(1)
    .max(5),
});

/** As the model wrote it, before it is checked. */
export type WrittenSummary = z.infer<typeof writtenSummarySchema>;
