import { EvidenceLedger } from './EvidenceLedger';

/** Ids of the ledger as texts name them. */
const IDS = /\bE\d+\b/g;

/** The ids of the ledger that a text for people names. */
export function idsIn(text: string): readonly string[] {
  return text.match(IDS) ?? [];
}

/** The text without ids of what was not seen. */
export function withoutUnseenIds(text: string, ledger: EvidenceLedger): string {
  return text.replace(IDS, id => (ledger.get(id) ? id : '(unseen)'));
}

/** What a model is told of ids that it may not cite, once of each. */
export function problemsOfIds(
  ids: Iterable<string>,
  ledger: EvidenceLedger,
): string[] {
  return [...new Set(ids)]
    .filter(id => !ledger.get(id))
    .map(id => `${id} is not among what was seen; cite only ids E…`);
}
