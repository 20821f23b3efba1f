import {
  ACTIONS,
  JsonValue,
  ManifestPatch,
  Precondition,
  RISKS,
  Recommendation,
  RecommendationParameter,
  RecommendationStep,
} from '@opsagent/engine';
import { z } from 'zod';
import { jsonValueSchema, objectReferenceSchema } from './finding';

const manifestPatchSchema = z.object({
  target: objectReferenceSchema,
  type: z.enum(['strategic', 'merge', 'json', 'apply']),
  patch: jsonValueSchema as z.ZodType<JsonValue>,
}) satisfies z.ZodType<ManifestPatch>;

const stepSchema = z.object({
  text: z.string(),
  command: z.string().optional(),
  open: z.array(z.string()).optional(),
  changes: z.boolean(),
  patch: manifestPatchSchema.optional(),
  drift: z.literal(true).optional(),
}) satisfies z.ZodType<RecommendationStep>;

const parameterSchema = z.object({
  name: z.string(),
  current: jsonValueSchema.optional(),
  proposed: jsonValueSchema.optional(),
  because: z.string(),
}) satisfies z.ZodType<RecommendationParameter>;

const preconditionSchema = z.object({
  text: z.string(),
  holds: z.boolean().optional(),
}) satisfies z.ZodType<Precondition>;

/** What to do, as the engine states it. */
export const recommendationSchema: z.ZodType<Recommendation> = z
  .object({
    id: z.string(),
    title: z.string(),
    answers: z.string(),
    action: z.enum(ACTIONS),
    target: objectReferenceSchema,
    risk: z.enum(RISKS),
    confidence: z.number(),
    minutes: z.number().optional(),
    parameters: z.array(parameterSchema),
    preconditions: z.array(preconditionSchema),
    steps: z.array(stepSchema),
    rollback: z.array(stepSchema),
    verification: z.array(stepSchema),
    findings: z.array(z.string()),
  })
  .meta({ id: 'Recommendation' });
