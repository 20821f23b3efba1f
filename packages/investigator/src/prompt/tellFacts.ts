import { describeObject } from '@opsagent/engine';
import { LONGEST_TEXT } from '../ledger/EvidenceLedger';
import { Fact, LedgerEntry } from '../ledger/Fact';
import { estimateTokens } from '../model/tokenUsage';
import { ToolOutcome } from '../tools/ToolBox';

/**
 * Facts as a model reads them: one line of JSON each, so that whatever a text contains, it cannot look like another fact or like an instruction that stands outside of one. What
 * several in a row are about is told once, before them.
 */
export function tellFacts(facts: readonly LedgerEntry[]): string {
  return runsOf(facts).flatMap(tellRun).join('\n');
}

/** Facts in a row that are about the same. */
function runsOf(facts: readonly LedgerEntry[]): LedgerEntry[][] {
  const runs: LedgerEntry[][] = [];
  for (const fact of facts) {
    const run = runs.at(-1);
    if (run && fact.about && isSame(run[0].about, fact.about)) run.push(fact);
    else runs.push([fact]);
  }
  return runs;
}

function isSame(one: Fact['about'], other: Fact['about']) {
  return (
    one?.kind === other?.kind &&
    one?.namespace === other?.namespace &&
    one?.name === other?.name
  );
}

function tellRun(run: readonly LedgerEntry[]): string[] {
  const [{ about }] = run;
  if (!about || run.length === 1) return run.map(tellFact);
  return [
    JSON.stringify({
      [`The next ${run.length} facts are about`]: describeObject(about),
    }),
    ...run.map(fact => tellFact({ ...fact, about: undefined })),
  ];
}

function tellFact({ id, kind, about, path, at, text }: LedgerEntry) {
  return JSON.stringify({
    id,
    kind,
    ...(about ? { about: describeObject(about) } : {}),
    ...(path ? { path } : {}),
    ...(at ? { at } : {}),
    text: structured(text, kind),
  });
}

/** Parts of objects are JSON by themselves, which is easier to read without the escapes of JSON in a text. */
function structured(text: string, kind: Fact['kind']): unknown {
  if (kind !== 'field' && kind !== 'summary') return text;
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
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
    ...(facts.length > 0 ? [tellFacts(facts)] : []),
    ...(cut ? [`[cut: ${cut}]`] : []),
    ...(note ? [note] : []),
  ].join('\n');
}
