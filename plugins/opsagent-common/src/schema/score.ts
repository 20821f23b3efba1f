import { PROFILES, Score } from '@opsagent/engine';
import { z } from 'zod';
import { storedFindingSchema } from './finding';

const gradeSchema = z.enum(['A', 'B', 'C', 'D', 'E']);

/** A whole number of points from 0 to 100, and what it is worth. */
export const overallScoreSchema = z.object({
  points: z.number(),
  grade: gradeSchema,
});

/** A rule that takes points from a score. */
export const scoreLossSchema = z.object({
  detector: z.string(),
  title: z.string(),
  points: z.number(),
  /** How many of its findings, which `GET /findings` lists, the reader may see; at least one. */
  findings: z.number(),
});

/** Why a score is lower than its losses alone would make it. */
export const scoreCapSchema = z.object({
  /** The highest score that is left. */
  at: z.number(),
  because: z.enum(['critical', 'high-security', 'open-problem']),
  /** Those that the reader may see. */
  findings: z.array(
    storedFindingSchema.pick({
      id: true,
      severity: true,
      title: true,
      message: true,
    }),
  ),
});

/** How well a namespace, or the cluster, does in one profile. */
export const shownScoreSchema = z
  .object({
    points: z.number().optional(),
    grade: gradeSchema.optional(),
    notScored: z
      .enum(['coverage', 'needs-metrics', 'nothing-to-judge'])
      .optional(),
    /** The share of the profile's rules that could be asked, from 0 to 1. */
    coverage: z.number(),
    /** Costliest first. */
    losses: z.array(scoreLossSchema),
    /** Points that rules cost of which the reader may see no finding. */
    otherLosses: z.number(),
    caps: z.array(scoreCapSchema),
  } satisfies Partial<Record<keyof Score | 'otherLosses', z.ZodType>>)
  .meta({ id: 'Score' });

/** How well a namespace or a cluster is kept. */
export const shownScoresSchema = z.object({
  /** Absent unless security and reliability are scored. */
  overall: overallScoreSchema.optional(),
  profiles: z.record(z.enum(PROFILES), shownScoreSchema),
});

export type OverallScore = z.infer<typeof overallScoreSchema>;
export type ScoreLoss = z.infer<typeof scoreLossSchema>;
export type ScoreCap = z.infer<typeof scoreCapSchema>;
export type ShownScore = z.infer<typeof shownScoreSchema>;
export type ShownScores = z.infer<typeof shownScoresSchema>;
