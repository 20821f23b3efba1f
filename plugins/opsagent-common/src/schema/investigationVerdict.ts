import { z } from 'zod';
import { objectReferenceSchema } from './finding';

/** One thing that was seen in an investigation, with the id by which claims cite it. */
export const ledgerEntrySchema = z
  .object({
    /** `E1`, `E2` and so on. */
    id: z.string(),
    kind: z.enum([
      'finding',
      'field',
      'summary',
      'relation',
      'event',
      'log',
      'change',
      'metric',
      'document',
      'absence',
      'unread',
    ]),
    about: objectReferenceSchema.optional(),
    /** Where in the object a field was read. */
    path: z.string().optional(),
    /** When it happened, if it is something that happened. */
    at: z.string().optional(),
    /** In words or JSON, without credentials. */
    text: z.string(),
  })
  .meta({ id: 'LedgerEntry' });

const citationSchema = z.object({
  /** Of an entry of the ledger. */
  id: z.string(),
  /** What it shows, in the model's words. */
  why: z.string(),
});

const modelHypothesisSchema = z.object({
  cause: z.string(),
  explanation: z.string(),
  /** 0 to 1, as the model judges it. */
  confidence: z.number(),
  /** What somebody would change to mend it. */
  subject: objectReferenceSchema,
  /** The rules' hypothesis that says the same, such as `H1`. */
  prior: z.string().optional(),
  evidence: z.array(citationSchema),
  against: z.array(citationSchema),
  /** What would show it to be wrong. */
  refutedBy: z.string(),
  /** Whether it cites at least one thing that was seen. */
  isProven: z.boolean(),
});

/** What a model concludes about an incident, checked against what was seen. */
export const verdictSchema = z
  .object({
    outcome: z.enum(['explained', 'not-determinable']),
    summary: z.string(),
    /** Most likely first; empty when nothing can be determined. */
    hypotheses: z.array(modelHypothesisSchema),
    nextSteps: z.array(z.string()),
    /** Ids of those of the incident's recommendations that follow from it. */
    recommendations: z.array(z.string()),
    /** What could not be seen and would have decided. */
    missing: z.array(z.string()),
    /** Entries of the ledger whose text tried to give instructions. */
    hostileText: z.array(z.string()),
    /** How it stands to the rules' likeliest hypothesis. */
    againstRules: z.enum(['agrees', 'overturns', 'no-prior', 'undecided']),
  })
  .meta({ id: 'Verdict' });

export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
export type Verdict = z.infer<typeof verdictSchema>;
export type ModelHypothesis = Verdict['hypotheses'][number];
