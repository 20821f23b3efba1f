import { EvidenceLedger } from './EvidenceLedger';
import { LedgerEntry } from './Fact';
import { namesWord } from './namesWord';

/** Ids of the ledger as texts name them. No id begins with a zero, as dates do in logs of Kubernetes. */
const IDS = /\bE[1-9]\d{0,3}\b/g;

/** Numbers up to which a word that looks like an id is taken for one, though it is of nothing that was seen: other things have longer names, such as error codes. */
const HIGHEST_INVENTED = 999;

/** What may be ids of the ledger in a text for people. */
export function idsIn(text: string): readonly string[] {
  return text.match(IDS) ?? [];
}

/**
 * The ids in a text that are of nothing that was seen.
 *
 * @param cited - what the text rests on: words that stand there are names, such as npm's `E401`. What stands in other facts is not: a hostile one
 * could have itself pass for evidence.
 */
export function unseenIdsIn(
  text: string,
  ledger: EvidenceLedger,
  cited: readonly LedgerEntry[],
): string[] {
  return idsIn(text).filter(id => isUnseenId(id, ledger, cited));
}

/** The text without ids of what was not seen. */
export function withoutUnseenIds(
  text: string,
  ledger: EvidenceLedger,
  cited: readonly LedgerEntry[],
): string {
  return text.replace(IDS, id =>
    isUnseenId(id, ledger, cited) ? '(unseen)' : id,
  );
}

/** The ids that a model wrote where ids belong, be it in brackets, small, or several in one place; as it wrote it when there is none. */
export function readIds(written: string): string[] {
  const ids = written.match(/\be[1-9]\d*\b/gi);
  return ids?.map(id => id.toUpperCase()) ?? [written];
}

/** What a model is told of ids that it may not cite, once of each. */
export function problemsOfIds(
  ids: Iterable<string>,
  ledger: EvidenceLedger,
): string[] {
  return [...new Set(ids)]
    .filter(id => !ledger.get(id))
    .map(id => `${id} is not among what was seen${upTo(ledger)}`);
}

function upTo(ledger: EvidenceLedger): string {
  const last = ledger.entries().at(-1);
  return last ? `; the last id is ${last.id}` : '';
}

function isUnseenId(
  id: string,
  ledger: EvidenceLedger,
  cited: readonly LedgerEntry[],
): boolean {
  return (
    Number(id.slice(1)) <= HIGHEST_INVENTED &&
    !ledger.get(id) &&
    !cited.some(({ text }) => namesWord(text, id))
  );
}
