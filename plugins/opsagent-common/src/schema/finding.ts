import {
  AffectedObject,
  Evidence,
  Finding,
  JsonValue,
  ObjectReference,
  Symptom,
} from '@opsagent/engine';
import { z } from 'zod';
import { lifeSchema } from './lifecycle';
import { severitySchema } from './severity';

const timestamp = z.iso.datetime({ offset: true });

export { severitySchema };

export const tierSchema = z
  .enum(['problem', 'risk', 'hygiene'])
  .meta({ id: 'Tier' });

export const objectReferenceSchema = z
  .object({
    apiVersion: z.string().optional(),
    kind: z.string(),
    namespace: z.string().optional(),
    name: z.string(),
  })
  .meta({ id: 'ObjectReference' }) satisfies z.ZodType<ObjectReference>;

const affectedObjectSchema = objectReferenceSchema.extend({
  container: z.string().optional(),
  node: z.string().optional(),
  since: timestamp.optional(),
}) satisfies z.ZodType<AffectedObject>;

export const jsonValueSchema: z.ZodType<JsonValue> = z
  .json()
  .meta({ id: 'JsonValue' }) as z.ZodType<JsonValue>;

export const evidenceSchema: z.ZodType<Evidence> = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('field'),
      object: objectReferenceSchema,
      path: z.string(),
      value: jsonValueSchema,
      was: jsonValueSchema.optional(),
      at: timestamp.optional(),
    }),
    z.object({
      type: z.literal('event'),
      object: objectReferenceSchema,
      reason: z.string(),
      message: z.string(),
      count: z.number(),
      lastSeen: timestamp.optional(),
    }),
    z.object({
      type: z.literal('log'),
      object: objectReferenceSchema,
      container: z.string().optional(),
      lines: z.array(z.string()),
    }),
    z.object({
      type: z.literal('absence'),
      object: objectReferenceSchema,
      part: z.string().optional(),
    }),
    z.object({
      type: z.literal('unread'),
      object: objectReferenceSchema,
      reason: z.string(),
    }),
  ])
  .meta({ id: 'Evidence' });

const symptomSchema = z.object({
  ids: z.array(z.string()).default([]),
  detector: z.string(),
  title: z.string(),
  message: z.string(),
}) satisfies z.ZodType<Symptom>;

/** A finding as the engine states it. */
export const findingSchema = z.object({
  id: z.string(),
  detector: z.string(),
  tier: tierSchema,
  severity: severitySchema,
  subject: objectReferenceSchema,
  key: z.string().optional(),
  title: z.string(),
  message: z.string(),
  evidence: z.array(evidenceSchema),
  affected: z.array(affectedObjectSchema),
  symptoms: z.array(symptomSchema),
  since: timestamp.optional(),
}) satisfies z.ZodType<Finding>;

/** A finding as the portal keeps it. */
export const storedFindingSchema = findingSchema
  .extend({
    ...lifeSchema.shape,
    cluster: z.string(),
    /** The id of the acceptance for its whole namespace that it falls under. */
    acceptance: z.string().optional(),
    /** The catalog entities that the subject belongs to or, when it belongs to none, those that suffer from it; only those that the reader may see. */
    entityRefs: z.array(z.string()),
    /** Entity refs of who owns the subject: the owners of the entities that it belongs to, as far as the reader may see these, or of the platform when it belongs to none. */
    owners: z.array(z.string()),
    /** Whether the reader may acknowledge, snooze and reopen it. */
    mayChange: z.boolean(),
  })
  .meta({ id: 'StoredFinding' });

export type StoredFinding = z.infer<typeof storedFindingSchema>;
