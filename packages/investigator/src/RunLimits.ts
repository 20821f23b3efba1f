/** What one investigation, or the answer to one question, may take. */
export interface RunLimits {
  /** Requests to the model before it has to conclude. */
  modelCalls: number;
  toolCalls: number;
  /** How often the model may mend a verdict or an answer that cannot be used. */
  corrections: number;
  /** Milliseconds. */
  duration: number;
}

/** Enough for a deep look at one incident; a usual one takes a third of it. */
export const DEFAULT_LIMITS: RunLimits = {
  modelCalls: 12,
  toolCalls: 40,
  corrections: 2,
  duration: 5 * 60_000,
};
