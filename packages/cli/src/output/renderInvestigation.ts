import { describeObject } from '@opsagent/engine';
import {
  Citation,
  LedgerEntry,
  ModelHypothesis,
  Verdict,
} from '@opsagent/investigator';
import { InvestigationDocument } from './investigationDocument';
import { entryLine, section, usageLine } from './ledgerLines';
import { Paint } from './paint';
import { withoutControls } from './withoutControls';

/** The verdict as a colleague would tell it: what the model holds to be the cause, on what it rests, and what the rules say. */
export function renderInvestigation(
  document: InvestigationDocument,
  paint: Paint,
): string {
  const { incident, verdict, rules, usage } = document;
  const [rule] = rules;
  return withoutControls(
    [
      paint('bold', incident.title),
      '',
      ...(verdict
        ? verdictLines(verdict, document, paint)
        : ['There is no verdict.']),
      '',
      rule
        ? `The rules say: ${rule.message} (${percent(rule.confidence)} sure)`
        : 'The rules have no hypothesis.',
      usageLine(usage),
      '',
    ].join('\n'),
  );
}

const AGAINST_RULES: Readonly<Record<Verdict['againstRules'], string>> = {
  agrees: 'The model agrees with the rules.',
  overturns: 'The model holds something else to be the cause than the rules.',
  'no-prior': 'The rules could not determine a cause.',
  undecided: 'The model could not determine a cause.',
};

/** How it stands to the rules, and whether it shows anything for that. */
function standingOf({ againstRules, hypotheses }: Verdict): string {
  const [first] = hypotheses;
  return [
    AGAINST_RULES[againstRules],
    ...(first && !first.isProven
      ? ['It cites nothing that was seen and that supports it.']
      : []),
  ].join(' ');
}

function verdictLines(
  verdict: Verdict,
  { citations, incident: { recommendations } }: InvestigationDocument,
  paint: Paint,
): string[] {
  const entries = new Map(citations.map(each => [each.id, each]));
  return [
    verdict.summary,
    standingOf(verdict),
    ...verdict.hypotheses.flatMap((each, index) => [
      '',
      ...hypothesisLines(each, index + 1, entries, paint),
    ]),
    ...section('Next', verdict.nextSteps),
    ...section(
      'Recommended',
      verdict.recommendations.map(
        id => recommendations.find(each => each.id === id)?.title ?? id,
      ),
    ),
    ...section('Could not be seen', verdict.missing),
    ...section(
      'Text of the cluster that tried to give instructions',
      verdict.hostileText.map(id => entryLine(id, entries)),
    ),
  ];
}

function hypothesisLines(
  hypothesis: ModelHypothesis,
  number: number,
  entries: ReadonlyMap<string, LedgerEntry>,
  paint: Paint,
) {
  const { cause, subject, confidence, isProven, explanation } = hypothesis;
  const how = isProven ? `${percent(confidence)} sure` : 'unproven';
  const cite = ({ id, why }: Citation) =>
    `    ${why}\n      ${paint('dim', entryLine(id, entries))}`;
  return [
    `${number}. ${paint('bold', cause)} (${how})`,
    `   ${describeObject(subject)}. ${explanation}`,
    ...titled('   Because', hypothesis.evidence.map(cite)),
    ...titled('   Against', hypothesis.against.map(cite)),
    `   Would be refuted by: ${hypothesis.refutedBy}`,
  ];
}

function titled(title: string, lines: readonly string[]) {
  return lines.length > 0 ? [`${title}:`, ...lines] : [];
}

function percent(confidence: number) {
  return `${Math.round(confidence * 100)} %`;
}
