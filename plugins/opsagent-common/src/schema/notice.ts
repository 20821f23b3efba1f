import { z } from 'zod';
import { severitySchema, tierSchema } from './finding';
import { incidentRoleSchema } from './incident';
import { lifecycleStateSchema } from './lifecycle';

const timestamp = z.iso.datetime({ offset: true });

/**
 * What an owner is told of an incident.
 *
 * - `opened`: it is there for the first time
 * - `regressed`: it was resolved and is back
 * - `worsened`: its severity has risen
 * - `reopened`: it was snoozed or acknowledged and is open again
 * - `resolved`: it is over
 * - `investigated`: a language model was let to look into it without being asked to, and its verdict is there
 * - `merged`: what they were told of goes on as part of another incident, which the event describes
 */
export const noticeKindSchema = z.enum([
  'opened',
  'regressed',
  'worsened',
  'reopened',
  'investigated',
  'resolved',
  'merged',
]);

export type NoticeKind = z.infer<typeof noticeKindSchema>;

/** What every event says. */
const toldPart = z.object({
  /** Entity reference of whom it is for. */
  owner: z.string(),
  title: z.string(),
  description: z.string().optional(),
  /** Where the portal shows more. */
  link: z.string(),
});

export const incidentEventSchema = z.object({
  type: z.templateLiteral(['incident.', noticeKindSchema]),
  /** When it was sent. */
  timestamp,
  data: toldPart.extend({
    /** Id of the incident. */
    incident: z.string(),
    cluster: z.string(),
    severity: severitySchema,
    state: lifecycleStateSchema,
    /** Whether what has to be changed is the owner's, or what is the owner's only suffers. */
    role: incidentRoleSchema,
    /** Those of the owner that the incident concerns. */
    entities: z.array(z.string()),
    /** When its present life began. */
    firstSeenAt: timestamp,
    resolvedAt: timestamp.optional(),
    /** Of `incident.merged`, the id of the incident that is part of this one now. */
    mergedFrom: z.string().optional(),
  }),
});

/** Stands for the incidents of one scan when they are too many to tell one by one. */
export const summaryEventSchema = z.object({
  type: z.literal('incidents.summary'),
  timestamp,
  data: toldPart.extend({
    cluster: z.string(),
    /** How many. */
    incidents: z.int(),
    /** The gravest. */
    severity: severitySchema,
  }),
});

/** What an owner should know of risks and hygiene, on a schedule. */
export const digestEventSchema = z.object({
  type: z.literal('findings.digest'),
  timestamp,
  data: toldPart.extend({
    risks: z.int(),
    hygiene: z.int(),
    /** The gravest risks, or of hygiene when there are none. */
    top: z.array(
      z.object({
        id: z.string(),
        tier: tierSchema,
        severity: severitySchema,
        cluster: z.string(),
        message: z.string(),
      }),
    ),
  }),
});

/** The body of a webhook call. */
export const noticeEventSchema = z.union([
  incidentEventSchema,
  summaryEventSchema,
  digestEventSchema,
]);

export type IncidentEvent = z.infer<typeof incidentEventSchema>;
export type SummaryEvent = z.infer<typeof summaryEventSchema>;
export type DigestEvent = z.infer<typeof digestEventSchema>;
export type NoticeEvent = z.infer<typeof noticeEventSchema>;
