import { describeObject } from '@opsagent/engine';
import {
  Citation,
  InvestigationStep,
  LedgerEntry,
  ModelHypothesis,
  TotalUsage,
  Verdict,
} from '@opsagent/investigator';
import { InvestigationDocument } from './investigationDocument';
import { Paint } from './paint';
import { withoutControls } from './withoutControls';

/** One step in a line, as it happens; nothing of what was read. */
export function renderStep(step: InvestigationStep): string {
  const line = lineOf(step);
  return line ? `${withoutControls(line)}\n` : '';
}

function lineOf(step: InvestigationStep) {
  switch (step.type) {
    case 'started':
      return `${step.model} was told ${step.facts.length} facts.`;
    case 'toolCall': {
      const brought = step.problem
        ? `nothing: ${step.problem}`
        : `${step.facts.length} facts${step.cut ? `, cut: ${step.cut}` : ''}`;
      return `${step.tool} ${JSON.stringify(step.arguments)}: ${step.repeated ? 'asked before' : brought}`;
    }
    case 'rejected':
      return `Sent back: ${step.problems.join('; ')}`;
    case 'cancelled':
      return 'Cancelled.';
    case 'failed':
      return `Failed: ${step.message}`;
    default:
      return undefined;
  }
}

/** The verdict as a colleague would tell it: what the model holds to be the cause, on what it rests, and what the rules say. */
export function renderInvestigation(
  { incident, verdict, rules, citations, usage }: InvestigationDocument,
  paint: Paint,
): string {
  const entries = new Map(citations.map(each => [each.id, each]));
  const [rule] = rules;
  return withoutControls(
    [
      paint('bold', incident.title),
      '',
      ...(verdict
        ? verdictLines(verdict, entries, paint)
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

function verdictLines(
  verdict: Verdict,
  entries: ReadonlyMap<string, LedgerEntry>,
  paint: Paint,
): string[] {
  return [
    verdict.summary,
    AGAINST_RULES[verdict.againstRules],
    ...verdict.hypotheses.flatMap((each, index) => [
      '',
      ...hypothesisLines(each, index + 1, entries, paint),
    ]),
    ...section('Next', verdict.nextSteps),
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

function section(title: string, lines: readonly string[]) {
  return lines.length > 0
    ? ['', `${title}:`, ...lines.map(line => `  ${line}`)]
    : [];
}

const LONGEST_LINE = 300;

function entryLine(id: string, entries: ReadonlyMap<string, LedgerEntry>) {
  const entry = entries.get(id);
  if (!entry) return id;
  const { about, path, text } = entry;
  const where = [about && describeObject(about), path].filter(Boolean);
  return [id, ...where, text.replace(/\s+/g, ' ')]
    .join(' · ')
    .slice(0, LONGEST_LINE);
}

function percent(confidence: number) {
  return `${Math.round(confidence * 100)} %`;
}

function usageLine({ calls, inputTokens, outputTokens, cost }: TotalUsage) {
  const money = cost === undefined ? '' : `, cost ${cost.toFixed(4)}`;
  return `${calls} requests, ${inputTokens} tokens sent, ${outputTokens} written${money}.`;
}
