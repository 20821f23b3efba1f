import { idsIn } from '../ledger/idsIn';
import { Answer } from './Answer';

/** Ids of the entries of the ledger that an answer cites or names, each once. */
export function citedInAnswer({
  hostileText,
  missing,
  nextQuestions,
  statements,
}: Answer): ReadonlySet<string> {
  return new Set([
    ...statements.flatMap(({ evidence, text }) => [
      ...evidence,
      ...idsIn(text),
    ]),
    ...[...missing, ...nextQuestions].flatMap(idsIn),
    ...hostileText,
  ]);
}
