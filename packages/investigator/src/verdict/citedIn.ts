import { idsIn } from '../ledger/idsIn';
import { Verdict } from './Verdict';

/** Ids of the entries of the ledger that a verdict cites or names, each once. */
export function citedIn({
  hostileText,
  hypotheses,
  missing,
  nextSteps,
  summary,
}: Verdict): ReadonlySet<string> {
  const citations = hypotheses.flatMap(({ evidence, against }) => [
    ...evidence,
    ...against,
  ]);
  const texts = [
    summary,
    ...nextSteps,
    ...missing,
    ...citations.map(({ why }) => why),
    ...hypotheses.flatMap(each => [
      each.cause,
      each.explanation,
      each.refutedBy,
    ]),
  ];
  return new Set([
    ...citations.map(({ id }) => id),
    ...texts.flatMap(idsIn),
    ...hostileText,
  ]);
}
