/** Enough for a verdict and for the thoughts of most models before it. */
const MOST = 8_192;

/** Tokens that one answer of a model may have where nobody says how many: no more than a quarter of what it can hold, so that there is room to look around. */
export function defaultOutputTokens(contextTokens: number): number {
  return Math.min(MOST, Math.floor(contextTokens / 4));
}
