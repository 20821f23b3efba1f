import { estimateTokens } from '../model/tokenUsage';
import { Exchange } from './Exchange';

/** The last exchanges that fit into so many tokens, and how many earlier ones do not. */
export function recentExchanges(
  exchanges: readonly Exchange[],
  tokens: number,
): { told: readonly Exchange[]; dropped: number } {
  let left = tokens;
  let first = exchanges.length;
  while (first > 0) {
    left -= estimateTokens(JSON.stringify(exchanges[first - 1]));
    if (left < 0) break;
    first -= 1;
  }
  return { told: exchanges.slice(first), dropped: first };
}
