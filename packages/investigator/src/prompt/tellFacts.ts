import { describeObject } from '@opsagent/engine';
import { LONGEST_TEXT } from '../ledger/EvidenceLedger';
import { Fact, LedgerEntry } from '../ledger/Fact';
import { estimateTokens } from '../model/tokenUsage';
import { ToolOutcome } from '../tools/ToolBox';

/**
 * Facts as a model reads them: one line of JSON each, so that whatever a text contains, it cannot look like another fact or like an instruction that stands outside of one.
 */
export function tellFacts(facts: readonly LedgerEntry[]): string {
  return facts.map(tellFact).join('\n');
}

function tellFact({ id, kind, about, path, at, text }: LedgerEntry) {
  return JSON.stringify({
    id,
    kind,
    ...(about ? { about: describeObject(about) } : {}),
    ...(path ? { path } : {}),
    ...(at ? { at } : {}),
    text,
  });
}

/** Tokens that a fact takes when a model is told of it, about. */
export function tokensOfFact(fact: Fact): number {
  const text = fact.text.slice(0, LONGEST_TEXT);
  return estimateTokens(tellFact({ ...fact, text, id: 'E1000' }));
}

/** What a model is told of a tool call: what it brought, what was left out, or why there is nothing. */
export function tellOutcome(outcome: ToolOutcome): string {
  const { facts, cut, note, problem, repeated } = outcome;
  if (repeated)
    return `This was asked before: see ${facts.map(({ id }) => id).join(', ') || note || 'the earlier answer'}.`;
  if (problem) return `Nothing could be read: ${JSON.stringify(problem)}`;
  return [
    ...facts.map(tellFact),
    ...(cut ? [`[cut: ${cut}]`] : []),
    ...(note ? [note] : []),
  ].join('\n');
}
