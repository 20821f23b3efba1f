import { LONGEST_TEXT } from '../ledger/EvidenceLedger';
import { Fact } from '../ledger/Fact';
import { tokensOfFact } from '../prompt/tellFacts';
import { ToolResult } from './Tool';

/** In characters of facts, after which no further one is told. */
const LONGEST_ANSWER = 16_000;

/**
 * Of what a tool brought, the facts for which there is room, in their order.
 *
 * @param room - in tokens
 */
export function factsWithRoom(
  { facts, keeps = 'first' }: Pick<ToolResult, 'facts' | 'keeps'>,
  room: number,
): Fact[] {
  const told = new Set<Fact>();
  let left = room;
  let length = 0;
  for (const fact of keeps === 'first' ? facts : facts.toReversed()) {
    if (length >= LONGEST_ANSWER) break;
    const size = tokensOfFact(fact);
    if (size <= left) {
      told.add(fact);
      left -= size;
      length += Math.min(fact.text.length, LONGEST_TEXT);
    } else if (keeps === 'last') {
      // Lines between which others are missing would look as if they followed each other.
      break;
    }
  }
  return facts.filter(each => told.has(each));
}
