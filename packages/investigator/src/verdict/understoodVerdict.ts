import { IncidentCase } from '../IncidentCase';
import { readIds } from '../ledger/idsIn';
import { Citation } from './Verdict';
import { WrittenVerdict } from './modelVerdictSchema';

/** The verdict as the model means it: ids as they are given out, hypotheses of the rules and recommendations by their ids where it wrote their names. */
export function understoodVerdict(
  verdict: WrittenVerdict,
  { causes, recommendations }: IncidentCase,
): WrittenVerdict {
  const cite = (citations: readonly Citation[]) =>
    citations.flatMap(({ id, why }) =>
      readIds(id).map(each => ({ id: each, why })),
    );
  return {
    ...verdict,
    hostile_text: verdict.hostile_text.flatMap(readIds),
    recommendations: verdict.recommendations.map(
      written =>
        recommendations.find(({ id, title }) => isSame(written, [id, title]))
          ?.id ?? written,
    ),
    hypotheses: verdict.hypotheses.map(each => ({
      ...each,
      prior: priorOf(each.prior, causes),
      evidence: cite(each.evidence),
      against: cite(each.against),
    })),
  };
}

function priorOf(
  written: string | null,
  causes: IncidentCase['causes'],
): string | null {
  if (written === null || /^(null|none|)$/i.test(written)) return null;
  if (/^h\d+$/i.test(written)) return written.toUpperCase();
  const index = causes.findIndex(({ cause, title }) =>
    isSame(written, [cause, title]),
  );
  return index < 0 ? written : `H${index + 1}`;
}

function isSame(written: string, names: readonly string[]): boolean {
  return names.some(name => name.toLowerCase() === written.toLowerCase());
}
