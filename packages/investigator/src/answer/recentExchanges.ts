import { Exchange } from './Exchange';

/** The last exchanges that fit into so many characters, and how many earlier ones do not. */
export function recentExchanges(
  exchanges: readonly Exchange[],
  characters: number,
): { told: readonly Exchange[]; dropped: number } {
  let left = characters;
  let first = exchanges.length;
  while (first > 0) {
    left -= JSON.stringify(exchanges[first - 1]).length;
    if (left < 0) break;
    first -= 1;
  }
  return { told: exchanges.slice(first), dropped: first };
}
