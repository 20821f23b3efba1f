import { z } from 'zod';
import { objectReferenceSchema, severitySchema } from './finding';
import { pageSchema, several } from './page';

const timestamp = z.iso.datetime({ offset: true });
const texts = z.record(z.string(), z.string());

export const ALERT_STATES = ['firing', 'resolved'] as const;

export const alertStateSchema = z.enum(ALERT_STATES);

/** An alert of a monitoring system, as the portal keeps it. Its texts were written elsewhere and are not to be trusted. */
export const alertSchema = z
  .object({
    id: z.string(),
    /** Absent when nothing tells which cluster it is about. */
    cluster: z.string().optional(),
    /** The name of the rule: the label `alertname`. */
    name: z.string(),
    state: alertStateSchema,
    severity: severitySchema,
    /** The object that its labels name. */
    subject: objectReferenceSchema.optional(),
    labels: texts,
    annotations: texts,
    startsAt: timestamp,
    endsAt: timestamp.optional(),
    /** When it was last heard of. */
    receivedAt: timestamp,
    /** Where the rule can be looked at; always http or https. */
    generatorUrl: z.string().optional(),
    /** The incident that it has joined, if the reader may see it. */
    incident: z.string().optional(),
    /** The catalog entities that the object belongs to; only those that the reader may see. */
    entityRefs: z.array(z.string()),
  })
  .meta({ id: 'Alert' });

/** Filters of `GET /alerts`. Values of one filter are alternatives; filters add up. */
export const alertQuerySchema = z.strictObject({
  cluster: several(z.string().min(1)),
  entityRef: several(z.string().min(1)),
  /** Ids of incidents. */
  incident: several(z.string().min(1)),
  /** Firing alerts unless said otherwise. */
  state: several(alertStateSchema),
  ...pageSchema.shape,
});

/** Alerts that are told beside an incident or an entity; the rest is in `GET /alerts`. */
export const ALERTS_BESIDE = 100;

/** Firing alerts first, and of these the worst. */
export const alertListSchema = z
  .object({
    items: z.array(alertSchema),
    /** Alerts that match and that the caller may see, over all pages. */
    totalItems: z.number(),
    pageInfo: z.object({ nextCursor: z.string().optional() }),
  })
  .meta({ id: 'AlertList' });

/** The labels of an alert, as its link carries them: `alertname`, the label that names the cluster, and those that name the object. Others are of no use. */
export const alertLabelsSchema = z.record(
  z.string(),
  z.string({ error: 'give each label once' }),
);

/** Where the labels of an alert lead: to an incident, else to an entity. One of them is there. */
export const alertTargetSchema = z
  .object({
    incident: z.string().optional(),
    entityRef: z.string().optional(),
  })
  .meta({ id: 'AlertTarget' });

export type AlertState = z.infer<typeof alertStateSchema>;
export type Alert = z.infer<typeof alertSchema>;
export type AlertQuery = z.infer<typeof alertQuerySchema>;
export type AlertList = z.infer<typeof alertListSchema>;
export type AlertLabels = z.infer<typeof alertLabelsSchema>;
export type AlertTarget = z.infer<typeof alertTargetSchema>;
