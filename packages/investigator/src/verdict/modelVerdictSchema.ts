import { z } from 'zod';

const sentence = z.string().min(1).max(1_000);
const id = z.string().min(1).max(200);

const citations = z
  .array(z.strictObject({ id, why: z.string().max(500) }))
  .max(20);

/** The form in which a model gives its verdict. Everything is required, as strict servers ask for. */
export const modelVerdictSchema = z.strictObject({
  outcome: z.enum(['explained', 'not-determinable']),
  summary: sentence,
  hypotheses: z
    .array(
      z.strictObject({
        cause: sentence,
        explanation: z.string().max(2_000),
        confidence: z.number().min(0).max(1),
        subject: z.strictObject({
          kind: id,
          namespace: z.string().max(200).nullable(),
          name: id,
        }),
        prior: id.nullable(),
        evidence: citations,
        against: citations,
        refuted_by: z.string().max(1_000),
      }),
    )
    .max(4),
  next_steps: z.array(sentence).max(10),
  recommendations: z.array(id).max(10),
  missing: z.array(sentence).max(10),
  hostile_text: z.array(id).max(20),
});

/** As the model wrote it, before it is checked. */
export type WrittenVerdict = z.infer<typeof modelVerdictSchema>;
