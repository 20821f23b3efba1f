import { z } from 'zod';
import { ledgerEntrySchema, verdictSchema } from './investigationVerdict';
import { pageSchema } from './page';

const timestamp = z.iso.datetime({ offset: true });

/** `interrupted`: the process that ran it ended before it did. */
export const investigationStateSchema = z
  .enum(['running', 'concluded', 'failed', 'cancelled', 'interrupted'])
  .meta({ id: 'InvestigationState' });

/** Why an investigation ended without a verdict, or a question without an answer: no model answered, a budget is spent, the model did not conclude in a form that could be checked, it took too long, the cluster could not be read, or something else. */
export const investigationFailureSchema = z.enum([
  'model',
  'budget',
  'verdict',
  'timeout',
  'cluster',
  'error',
]);

/** How a run of a model failed, in words for people. */
export const runFailureSchema = z.object({
  reason: investigationFailureSchema,
  message: z.string(),
});

/** Tokens and, with configured prices, money. */
export const modelUsageSchema = z.object({
  inputTokens: z.number(),
  outputTokens: z.number(),
  cachedInputTokens: z.number(),
  /** Whether the server did not count. */
  estimated: z.boolean(),
  /** In the currency of the configured prices. */
  cost: z.number().optional(),
});

/** Of several calls together. */
export const totalUsageSchema = modelUsageSchema.extend({ calls: z.number() });

/** What may happen in any run of a model, whatever it was asked for. */
export const runStepSchemas = [
  z.object({
    type: z.literal('started'),
    model: z.string(),
    /** Ids of the ledger's entries that the model was told of at first. */
    facts: z.array(z.string()),
  }),
  z.object({
    type: z.literal('modelCall'),
    model: z.string(),
    /** The name that the server gives the model. */
    servedBy: z.string(),
    /** What the model said beside the tools it called; empty when nothing. */
    text: z.string(),
    usage: modelUsageSchema,
    /** In milliseconds. */
    duration: z.number(),
  }),
  z.object({
    type: z.literal('toolCall'),
    tool: z.string(),
    /** As they were understood, or as the model wrote them. */
    arguments: z.unknown(),
    /** Ids of what it brought. */
    facts: z.array(z.string()),
    /** What was left out. */
    cut: z.string().optional(),
    /** Why it brought nothing. */
    problem: z.string().optional(),
    repeated: z.boolean(),
  }),
  z.object({
    type: z.literal('rejected'),
    /** What was wrong with the verdict or the answer that the model gave. */
    problems: z.array(z.string()),
  }),
  z.object({ type: z.literal('cancelled') }),
  z.object({ type: z.literal('interrupted') }),
  runFailureSchema.extend({ type: z.literal('failed') }),
] as const;

/** One thing that happened in an investigation. */
export const investigationStepSchema = z
  .discriminatedUnion('type', [
    ...runStepSchemas,
    z.object({ type: z.literal('concluded'), verdict: verdictSchema }),
  ])
  .meta({ id: 'InvestigationStep' });

/** A step as it is kept. */
export const recordedStepSchema = z
  .object({
    /** From 1, without gaps. */
    number: z.number(),
    at: timestamp,
    step: investigationStepSchema,
    /** What came into the ledger with it. */
    entered: z.array(ledgerEntrySchema),
  })
  .meta({ id: 'RecordedStep' });

/** What only those may know who may see all that the investigation saw. */
const investigationDetailsSchema = z.object({
  /** The entity reference of the user, or the name of the service, that asked for it. */
  requestedBy: z.string(),
  /** Whether it was started by a rule and not by a person. */
  automatic: z.boolean(),
  /** As it is configured. */
  model: z.string(),
  usage: totalUsageSchema,
  /** Of the costs, such as `EUR`; absent without prices. */
  currency: z.string().optional(),
  failure: runFailureSchema.optional(),
  verdict: verdictSchema.optional(),
  /** Whether the incident is no longer what was investigated: its causes, findings or evidence have changed. */
  outdated: z.boolean(),
  /** Whether the reader may stop it. */
  mayCancel: z.boolean(),
});

/** One look of a model into an incident. */
export const investigationSchema = z
  .object({
    id: z.string(),
    /** The id of the incident. */
    incident: z.string(),
    state: investigationStateSchema,
    startedAt: timestamp,
    endedAt: timestamp.optional(),
    /** Absent for those who may see less of the incident than whoever asked. */
    details: investigationDetailsSchema.optional(),
  })
  .meta({ id: 'Investigation' });

/** An investigation with everything that happened; the entries of all steps together are its ledger. */
export const investigationRecordSchema = investigationSchema
  .extend({ steps: z.array(recordedStepSchema) })
  .meta({ id: 'InvestigationRecord' });

export const startInvestigationSchema = z.object({
  /** Starts anew although a recent investigation of the same state of things could be had. */
  fresh: z.boolean().default(false),
});

/** The one that was started, or the recent one that already answers. */
export const investigationStartedSchema = investigationSchema.extend({
  reused: z.boolean(),
});

export const investigationQuerySchema = pageSchema;

/** From which step on events come: those after this number. */
export const investigationEventsQuerySchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
});

/** Investigations of one incident, latest first. */
export const investigationListSchema = z.object({
  items: z.array(investigationSchema),
  totalItems: z.number(),
  pageInfo: z.object({ nextCursor: z.string().optional() }),
  /** The name of the model that would be asked; absent when none is configured. */
  model: z.string().optional(),
  /** Whether the reader may start one. */
  mayStart: z.boolean(),
});

/** What is used for what. */
export const modelRoleSchema = z.enum(['investigate', 'chat', 'summarise']);

/** The models of the portal: names and what they are for, and nothing of where they are. */
export const modelListSchema = z.object({
  items: z.array(
    z.object({ name: z.string(), roles: z.array(modelRoleSchema) }),
  ),
});

const jsonSchema = z.record(z.string(), z.unknown());

/** One message to or from a model, or what went with it, word for word: with pseudonyms in place of what it may not see. */
export const modelMessageSchema = z.discriminatedUnion('role', [
  z.object({ role: z.enum(['system', 'user']), text: z.string() }),
  z.object({
    role: z.literal('assistant'),
    text: z.string(),
    toolCalls: z
      .array(
        z.object({ id: z.string(), name: z.string(), arguments: z.string() }),
      )
      .optional(),
  }),
  z.object({
    role: z.literal('tool'),
    callId: z.string(),
    text: z.string(),
  }),
  /** What the model could call from here on. */
  z.object({
    role: z.literal('tools'),
    tools: z.array(
      z.object({
        name: z.string(),
        description: z.string(),
        /** A JSON Schema of its arguments. */
        parameters: jsonSchema,
      }),
    ),
  }),
  /** The form in which the model was asked to answer what stands before. */
  z.object({
    role: z.literal('schema'),
    name: z.string(),
    schema: jsonSchema,
  }),
]);

/** What was sent to the model and what it answered. */
export const transcriptSchema = z.object({
  /** Of each model that was asked: what a later request holds of an earlier one is told once. */
  models: z.array(
    z.object({ model: z.string(), messages: z.array(modelMessageSchema) }),
  ),
  /** Those that were answered, in their order; each answer is a message of role `assistant`. */
  calls: z.array(
    z.object({
      at: timestamp,
      model: z.string(),
      servedBy: z.string(),
      usage: modelUsageSchema,
      /** In milliseconds. */
      duration: z.number(),
    }),
  ),
});

/** What comes, and is not kept, while any run of a model writes. */
export const runTextEventSchemas = [
  /** A piece of what the model is writing. */
  z.object({ type: z.literal('text'), text: z.string() }),
  /** What it has written since the last step is void: it begins anew. */
  z.object({ type: z.literal('restart') }),
] as const;

/** What comes while an investigation runs. Only steps are kept, and come again from a number on. */
export const investigationEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('step'), step: recordedStepSchema }),
  ...runTextEventSchemas,
  /** It has ended; nothing comes after it. */
  z.object({ type: z.literal('end'), investigation: investigationSchema }),
]);

/** What comes first when an investigation is started and followed at once. */
export const investigationStartEventSchema = z.object({
  type: z.literal('started'),
  investigation: investigationStartedSchema,
});

export type InvestigationState = z.infer<typeof investigationStateSchema>;
export type InvestigationFailureReason = z.infer<
  typeof investigationFailureSchema
>;
export type InvestigationStep = z.infer<typeof investigationStepSchema>;
export type RecordedStep = z.infer<typeof recordedStepSchema>;
export type Investigation = z.infer<typeof investigationSchema>;
export type InvestigationRecord = z.infer<typeof investigationRecordSchema>;
export type InvestigationStarted = z.infer<typeof investigationStartedSchema>;
export type StartInvestigation = z.infer<typeof startInvestigationSchema>;
export type InvestigationQuery = z.infer<typeof investigationQuerySchema>;
export type InvestigationList = z.infer<typeof investigationListSchema>;
export type InvestigationStartEvent = z.infer<
  typeof investigationStartEventSchema
>;
export type InvestigationEvent = z.infer<typeof investigationEventSchema>;
export type ModelList = z.infer<typeof modelListSchema>;
export type ModelMessage = z.infer<typeof modelMessageSchema>;
export type Transcript = z.infer<typeof transcriptSchema>;
export type ModelUsage = z.infer<typeof modelUsageSchema>;
export type TotalUsage = z.infer<typeof totalUsageSchema>;
