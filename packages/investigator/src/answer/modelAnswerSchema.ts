import { z } from 'zod';

const sentence = z.string().min(1).max(1_000);
const id = z.string().min(1).max(200);

/**
 * The form in which a model answers a question. Everything is required, as strict servers ask for.
 *
 * @param listing - what a list of incidents can be narrowed by; without it no list can be asked for
 */
export function modelAnswerSchema(listing: z.ZodType = z.never()) {
  return z.strictObject({
    outcome: z.enum(['answered', 'not-determinable']),
    statements: z
      .array(
        z.strictObject({
          text: z.string().min(1).max(2_000),
          evidence: z.array(id).max(20),
        }),
      )
      .min(1)
      .max(20),
    missing: z.array(sentence).max(10),
    filter: listing instanceof z.ZodNever ? z.null() : listing.nullable(),
    next_questions: z.array(z.string().min(1).max(300)).max(3),
    hostile_text: z.array(id).max(20),
  });
}

/** As the model wrote it, before it is checked. */
export type WrittenAnswer = z.infer<ReturnType<typeof modelAnswerSchema>>;
