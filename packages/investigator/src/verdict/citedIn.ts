import { Citation, Verdict } from './Verdict';

interface Citing {
  hypotheses: readonly Record<'evidence' | 'against', readonly Citation[]>[];
  hostileText: Verdict['hostileText'];
}

/** Ids of the entries of the ledger that a verdict cites, each once. */
export function citedIn({
  hypotheses,
  hostileText,
}: Citing): ReadonlySet<string> {
  const citations = hypotheses.flatMap(({ evidence, against }) => [
    ...evidence,
    ...against,
  ]);
  return new Set([...citations.map(({ id }) => id), ...hostileText]);
}
