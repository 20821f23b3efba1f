import { z } from 'zod';

/** The answer to `DELETE /acceptances/:id`. */
export const acceptanceRevokedSchema = z.object({
  /** How many findings are back. */
  reopened: z.number(),
});

export type AcceptanceRevoked = z.infer<typeof acceptanceRevokedSchema>;
