import { describeObject } from '@opsagent/engine';
import { LedgerEntry, TotalUsage } from '@opsagent/investigator';

/** A titled list; nothing when it is empty. */
export function section(title: string, lines: readonly string[]) {
  return lines.length > 0
    ? ['', `${title}:`, ...lines.map(line => `  ${line}`)]
    : [];
}

const LONGEST_LINE = 300;

/** An entry of the ledger in one line; its id alone when it is not known. */
export function entryLine(
  id: string,
  entries: ReadonlyMap<string, LedgerEntry>,
) {
  const entry = entries.get(id);
  if (!entry) return id;
  const { about, path, text } = entry;
  const where = [about && describeObject(about), path].filter(Boolean);
  return [id, ...where, text.replace(/\s+/g, ' ')]
    .join(' · ')
    .slice(0, LONGEST_LINE);
}

/** What the model took. */
export function usageLine({
  calls,
  inputTokens,
  outputTokens,
  cost,
}: TotalUsage) {
  const money = cost === undefined ? '' : `, cost ${cost.toFixed(4)}`;
  return `${calls} requests, ${inputTokens} tokens sent, ${outputTokens} written${money}.`;
}
