import { CauseHypothesis, Incident, IncidentLink } from '@opsagent/engine';
import { z } from 'zod';
import {
  evidenceSchema,
  objectReferenceSchema,
  severitySchema,
  storedFindingSchema,
} from './finding';
import { alertListSchema } from './alert';
import { lifeSchema } from './lifecycle';
import { recommendationSchema } from './recommendation';

const timestamp = z.iso.datetime({ offset: true });

export const causeHypothesisSchema = z
  .object({
    cause: z.string(),
    title: z.string(),
    message: z.string().optional(),
    confidence: z.number(),
    subject: objectReferenceSchema,
    findings: z.array(z.string()),
    evidence: z.array(evidenceSchema),
    against: z.array(evidenceSchema),
    missing: z.array(evidenceSchema),
  })
  .meta({ id: 'CauseHypothesis' }) satisfies z.ZodType<CauseHypothesis>;

const incidentLinkSchema = z.object({
  finding: z.string(),
  because: causeHypothesisSchema,
}) satisfies z.ZodType<IncidentLink>;

/** An incident as the engine states it. */
export const incidentSchema = z.object({
  id: z.string(),
  title: z.string(),
  severity: severitySchema,
  subject: objectReferenceSchema,
  causes: z.array(causeHypothesisSchema),
  findings: z.array(z.string()),
  links: z.array(incidentLinkSchema).optional(),
  since: timestamp.optional(),
  recommendations: z.array(recommendationSchema),
}) satisfies z.ZodType<Incident>;

/** Whether what has to be changed belongs to an entity, or the entity only suffers. */
export const incidentRoleSchema = z.enum(['cause', 'affected']);

export const incidentEntitySchema = z.object({
  entityRef: z.string(),
  role: incidentRoleSchema,
});

/** Who found it: a scan, or only alerts, while no scan has found what they report. */
export const incidentSourceSchema = z.enum(['scan', 'alert']);

/** What the portal adds to an incident. */
const storedPart = lifeSchema.extend({
  cluster: z.string(),
  source: incidentSourceSchema,
  /** Those that the reader may see. */
  entities: z.array(incidentEntitySchema),
  /** Entity refs of who owns what caused it: the owners of the entities with role `cause`, as far as the reader may see these, or of the platform when there are none. */
  owners: z.array(z.string()),
  /** Whether the reader may acknowledge, snooze and reopen it. */
  mayChange: z.boolean(),
});

/** An incident as the portal keeps it. */
export const storedIncidentSchema = incidentSchema
  .extend(storedPart.shape)
  .meta({ id: 'StoredIncident' });

/** A line of the list of incidents. */
export const incidentSummarySchema = incidentSchema
  .pick({ id: true, title: true, severity: true, subject: true, since: true })
  .extend(storedPart.shape)
  .extend({
    /** The likeliest, without its evidence. */
    cause: causeHypothesisSchema.pick({
      cause: true,
      title: true,
      message: true,
      confidence: true,
      subject: true,
    }),
    /** How many findings it joins. */
    findings: z.number(),
    /** How many hypotheses there are. */
    causes: z.number(),
  })
  .meta({ id: 'IncidentSummary' });

/** How many of its findings an incident is told with. */
export const MEMBERS_BESIDE = 100;

/** An incident with everything that its page shows. */
export const incidentDetailsSchema = storedIncidentSchema
  .extend({
    /** The first of `findings`, at most 100; `GET /incidents/{id}/findings` tells all of them. */
    members: z.array(storedFindingSchema),
    /** Those that have joined it, firing or not; the first of them. */
    alerts: alertListSchema,
  })
  .meta({ id: 'IncidentDetails' });

export type IncidentSource = z.infer<typeof incidentSourceSchema>;
export type IncidentRole = z.infer<typeof incidentRoleSchema>;
export type IncidentEntity = z.infer<typeof incidentEntitySchema>;
export type StoredIncident = z.infer<typeof storedIncidentSchema>;
export type IncidentSummary = z.infer<typeof incidentSummarySchema>;
export type IncidentDetails = z.infer<typeof incidentDetailsSchema>;
