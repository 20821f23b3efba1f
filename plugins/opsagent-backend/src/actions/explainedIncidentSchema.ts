import { MEMBERS_BESIDE } from '@opsagent/backstage-plugin-opsagent-common';
import type { z as Zod } from 'zod/v3';
import { incidentLineSchema } from './incidentLine';

/** An incident with everything that speaks for and against its causes. */
export const explainedIncidentSchema = (z: typeof Zod) =>
  incidentLineSchema(z).extend({
    by: z
      .string()
      .optional()
      .describe('Who brought it into its state; absent for scans'),
    reason: z.string().optional(),
    until: z.string().optional().describe('The end of a snooze'),
    causes: z.array(
      z.object({
        title: z.string(),
        message: z.string().optional(),
        confidence: z.number(),
        subject: z.string(),
        evidence: z.array(z.string()),
        against: z.array(z.string()),
        missing: z.array(z.string()).describe('What to read to be surer'),
      }),
    ),
    alerts: z
      .array(
        z.object({
          name: z.string(),
          state: z.string().describe('firing or resolved'),
          startsAt: z.string(),
          summary: z.string().optional(),
        }),
      )
      .describe('Of the monitoring, on objects of this incident'),
    findings: z
      .array(
        z.object({
          severity: z.string(),
          subject: z.string(),
          message: z.string(),
        }),
      )
      .describe(
        `What fails, what proves the cause first, at most ${MEMBERS_BESIDE}`,
      ),
    recommendations: z.array(
      z.object({
        title: z.string(),
        risk: z.string(),
        preconditions: z.array(z.string()),
        steps: z.array(
          z.object({ text: z.string(), command: z.string().optional() }),
        ),
      }),
    ),
  });
