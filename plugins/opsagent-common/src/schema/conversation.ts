import { z } from 'zod';
import { incidentFilterSchema, incidentOrderSchema } from './incidentQuery';
import {
  investigationStateSchema,
  recordedStepSchema,
  runFailureSchema,
  runStepSchemas,
  runTextEventSchemas,
  totalUsageSchema,
} from './investigation';
import { ledgerEntrySchema } from './investigationVerdict';
import { pageSchema } from './page';

const timestamp = z.iso.datetime({ offset: true });

/** Characters of one question, at most. */
export const LONGEST_QUESTION = 2_000;

/** Questions of one conversation, at most. */
export const MOST_QUESTIONS = 50;

/** Characters of a comment on an answer, at most. */
export const LONGEST_COMMENT = 1_000;

const name = z.string().min(1).max(300);

/** What a conversation is about. */
export const conversationAboutSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('incident'), id: name }),
    z.strictObject({
      type: z.literal('entity'),
      entityRef: name,
      /** In which its objects are looked at: has to be named when it has objects in several, and is absent when it has none in any. */
      cluster: name.optional(),
    }),
    z.strictObject({ type: z.literal('cluster'), cluster: name }),
  ])
  .meta({ id: 'ConversationAbout' });

/** The same as query parameters: `incident`, or `entityRef` with or without `cluster`, or `cluster` alone. */
export const conversationAboutQuerySchema = z.strictObject({
  incident: name.optional(),
  entityRef: name.optional(),
  cluster: name.optional(),
});

/** The query of `GET /conversations`. */
export const conversationQuerySchema = conversationAboutQuerySchema.extend(
  pageSchema.shape,
);

export const questionSchema = z
  .string()
  .trim()
  .min(1, 'ask something')
  .max(LONGEST_QUESTION);

/** The body of `POST /conversations`. */
export const startConversationSchema = z.strictObject({
  about: conversationAboutSchema,
  /** Asked at once. */
  question: questionSchema.optional(),
});

/** The body of `POST /conversations/{id}/messages`. */
export const askQuestionSchema = z.strictObject({ text: questionSchema });

/** How long ago incidents began at most. */
export const incidentAgeSchema = z.enum(['day', 'week', 'month']);

/** What the page of incidents lists, as its URL says it. */
export const incidentListingSchema = incidentFilterSchema
  .pick({
    severity: true,
    state: true,
    cluster: true,
    namespace: true,
    owner: true,
    cause: true,
    system: true,
  })
  .extend({ age: incidentAgeSchema.optional(), order: incidentOrderSchema })
  .meta({ id: 'IncidentListing' });

const statementSchema = z.object({
  /** Plain text: no Markdown, no HTML. */
  text: z.string(),
  /** Ids of entries of the ledger. */
  evidence: z.array(z.string()),
  /** Whether it cites at least one thing that was seen. */
  isProven: z.boolean(),
});

/** What a model answers to a question, checked against what was seen. */
export const answerSchema = z
  .object({
    /** `not-determinable`: what was seen does not decide it. */
    outcome: z.enum(['answered', 'not-determinable']),
    /** In reading order. */
    statements: z.array(statementSchema),
    /** What could not be seen and would have decided. */
    missing: z.array(z.string()),
    /** Where a list of incidents was asked for: what to show on the page of incidents, and how many these were when it was answered. */
    incidents: z
      .object({ listing: incidentListingSchema, totalItems: z.number() })
      .optional(),
    /** Questions that may be asked next; at most three. */
    nextQuestions: z.array(z.string()),
    /** Entries of the ledger whose text tried to give instructions. */
    hostileText: z.array(z.string()),
  })
  .meta({ id: 'Answer' });

/** One thing that happened while a question was answered. */
export const answerStepSchema = z
  .discriminatedUnion('type', [
    ...runStepSchemas,
    z.object({ type: z.literal('answered'), answer: answerSchema }),
  ])
  .meta({ id: 'AnswerStep' });

/** A step as it is kept. */
export const recordedAnswerStepSchema = recordedStepSchema
  .extend({ step: answerStepSchema })
  .meta({ id: 'RecordedAnswerStep' });

/** What the owner of a conversation says of an answer. */
export const answerFeedbackSchema = z
  .strictObject({
    helpful: z.boolean(),
    comment: z.string().trim().max(LONGEST_COMMENT).optional(),
  })
  .meta({ id: 'AnswerFeedback' });

/** A question and what came of it. */
export const conversationMessageSchema = z
  .object({
    /** From 1, in the order in which they were asked. */
    number: z.number(),
    /** The question. */
    text: z.string(),
    /** `concluded`: it is answered. */
    state: investigationStateSchema,
    askedAt: timestamp,
    endedAt: timestamp.optional(),
    /** As it is configured. */
    model: z.string(),
    usage: totalUsageSchema,
    /** Of the costs, such as `EUR`; absent without prices. */
    currency: z.string().optional(),
    failure: runFailureSchema.optional(),
    /** Given when the owner may no longer see everything from which it was answered: its answer, its evidence and its steps are left out. */
    withheld: z.literal(true).optional(),
    answer: answerSchema.optional(),
    /** Every entry of the ledger that the answer cites or names, also those that came with an earlier question. */
    evidence: z.array(ledgerEntrySchema),
    feedback: answerFeedbackSchema.optional(),
  })
  .meta({ id: 'ConversationMessage' });

/** A question with everything that happened while it was answered. */
export const conversationMessageRecordSchema = conversationMessageSchema
  .extend({ steps: z.array(recordedAnswerStepSchema) })
  .meta({ id: 'ConversationMessageRecord' });

/** What one user asks about one thing. Nobody else sees it. */
export const conversationSchema = z
  .object({
    id: z.string(),
    about: conversationAboutSchema,
    /** The first question, cut if it is long; absent until something was asked. */
    title: z.string().optional(),
    /** How many questions were asked. */
    questions: z.number(),
    createdAt: timestamp,
    /** When the last question was asked; when it was begun, until one was. */
    updatedAt: timestamp,
  })
  .meta({ id: 'Conversation' });

/** A conversation with its questions in their order. */
export const conversationRecordSchema = conversationSchema
  .extend({
    messages: z.array(conversationMessageSchema),
    /** Whether the owner may ask in it: is allowed to, has not asked as much as one may, and there is a model. */
    mayAsk: z.boolean(),
  })
  .meta({ id: 'ConversationRecord' });

/** The caller's own about one thing, the last used first. */
export const conversationListSchema = z.object({
  items: z.array(conversationSchema),
  totalItems: z.number(),
  pageInfo: z.object({ nextCursor: z.string().optional() }),
  /** The name of the model that would be asked; absent when none is configured. */
  model: z.string().optional(),
  /** Whether the caller may ask about this. */
  mayAsk: z.boolean(),
});

/** What a question to start from asks for; each has its wording. */
export const suggestionKindSchema = z.enum([
  /** What speaks for and against `{cause}`? */
  'cause-proof',
  /** What would have to be read to know the cause? */
  'cause-unknown',
  /** What changed shortly before it began? */
  'changes',
  /** How is it mended, and what could go wrong with that? */
  'mend',
  /** Has something like it happened before, and how did it end? */
  'similar',
  /** What else does it affect? */
  'affected',
  /** Why {incident}? */
  'incident',
  /** Is everything well with it now? */
  'well',
  /** What does it depend on, and are those well? */
  'dependencies',
  /** Which of its {count} risks should be mended first? */
  'risks',
  /** Which incidents of {cluster} are the worst? */
  'worst-incidents',
  /** Which incidents of {cluster} began in the last day? */
  'new-incidents',
  /** {count} kinds could not be read in {cluster}: what does that hide? */
  'unread',
  /** Are the nodes of {cluster} well, and is there room left? */
  'nodes',
]);

const suggestionSchema = z.object({
  kind: suggestionKindSchema,
  /** The question in English. */
  text: z.string(),
  /** What the question names, by the names above. */
  values: z.record(z.string(), z.string()),
});

/** The query of `GET /suggestions`. */
export const suggestionQuerySchema = conversationAboutQuerySchema;

/** Questions to start from, made of what the caller may see; the most useful first. */
export const suggestionListSchema = z.object({
  items: z.array(suggestionSchema),
  totalItems: z.number(),
  pageInfo: z.object({ nextCursor: z.string().optional() }),
});

/** What comes while a question is answered. Only steps are kept, and come again from a number on. */
export const conversationEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('step'), step: recordedAnswerStepSchema }),
  ...runTextEventSchemas,
  /** It has ended; nothing comes after it. */
  z.object({ type: z.literal('end'), message: conversationMessageSchema }),
]);

/** What comes first when a question is asked and followed at once. */
export const conversationStartEventSchema = z.object({
  type: z.literal('started'),
  message: conversationMessageSchema,
});

export type ConversationAbout = z.infer<typeof conversationAboutSchema>;
export type ConversationAboutQuery = z.infer<
  typeof conversationAboutQuerySchema
>;
export type ConversationQuery = z.infer<typeof conversationQuerySchema>;
export type StartConversation = z.infer<typeof startConversationSchema>;
export type IncidentAge = z.infer<typeof incidentAgeSchema>;
export type IncidentListing = z.infer<typeof incidentListingSchema>;
export type Answer = z.infer<typeof answerSchema>;
export type AnswerStep = z.infer<typeof answerStepSchema>;
export type RecordedAnswerStep = z.infer<typeof recordedAnswerStepSchema>;
export type AnswerFeedback = z.infer<typeof answerFeedbackSchema>;
export type ConversationMessage = z.infer<typeof conversationMessageSchema>;
export type ConversationMessageRecord = z.infer<
  typeof conversationMessageRecordSchema
>;
export type Conversation = z.infer<typeof conversationSchema>;
export type ConversationRecord = z.infer<typeof conversationRecordSchema>;
export type ConversationList = z.infer<typeof conversationListSchema>;
export type SuggestionKind = z.infer<typeof suggestionKindSchema>;
export type Suggestion = z.infer<typeof suggestionSchema>;
export type SuggestionList = z.infer<typeof suggestionListSchema>;
export type ConversationStartEvent = z.infer<
  typeof conversationStartEventSchema
>;
export type ConversationEvent = z.infer<typeof conversationEventSchema>;
