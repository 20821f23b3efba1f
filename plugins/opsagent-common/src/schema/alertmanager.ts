import { z } from 'zod';

const timestamp = z.iso.datetime({
  offset: true,
  error: 'give a moment like 2026-03-01T12:00:00Z',
});
const texts = z.record(z.string(), z.string());

/** Alerts in one webhook. */
export const MOST_ALERTS = 10_000;

/** One alert in the body that Alertmanager posts. */
export const alertmanagerAlertSchema = z
  .object({
    status: z.enum(['firing', 'resolved']),
    labels: texts,
    annotations: texts.optional(),
    startsAt: timestamp,
    /** Of a firing alert the zero time of Go, or when it ends unless it is repeated. */
    endsAt: timestamp.optional(),
    generatorURL: z.string().optional(),
    fingerprint: z.string().optional(),
  })
  .meta({ id: 'AlertmanagerAlert' });

function several<T extends z.ZodType>(alert: T) {
  return z
    .array(alert, { error: 'give an array of alerts' })
    .max(
      MOST_ALERTS,
      `at most ${MOST_ALERTS} alerts are taken at a time; group by more labels, or set max_alerts of the receiver`,
    );
}

/** The body that Alertmanager posts, with alerts that are yet to be read: one that is not understood costs only itself. */
export const alertmanagerEnvelopeSchema = z.object({
  version: z.literal('4', { error: 'only version "4" is understood' }),
  alerts: several(z.unknown()),
  /** How many alerts the sender left out. */
  truncatedAlerts: z.number().optional(),
});

/** The body that Alertmanager posts. What is of no use here, such as the labels that a group has in common, is left alone. */
export const alertmanagerWebhookSchema = alertmanagerEnvelopeSchema
  .extend({ alerts: several(alertmanagerAlertSchema) })
  .meta({ id: 'AlertmanagerWebhook' });

/** Where a webhook comes from, for alerts that do not say so by a label. */
export const alertSourceSchema = z.strictObject({
  cluster: z.string().min(1).optional(),
});

/** The answer to a webhook. What was accepted is stored when it comes. */
export const alertIntakeSchema = z
  .object({
    /** How many alerts were taken in, known ones included. */
    accepted: z.number(),
    rejected: z.array(
      z.object({
        /** Place in `alerts`, from 0. */
        index: z.number(),
        problem: z.string(),
      }),
    ),
  })
  .meta({ id: 'AlertIntake' });

export type AlertmanagerAlert = z.infer<typeof alertmanagerAlertSchema>;
export type AlertSource = z.infer<typeof alertSourceSchema>;
export type AlertIntake = z.infer<typeof alertIntakeSchema>;
