import {
  CauseHypothesis,
  Finding,
  Incident,
  describeObject,
} from '@opsagent/engine';
import { PartialAnalysis } from './filterAnalysis';
import { Paint, SEVERITY_STYLES } from './paint';
import { recommendationLines } from './renderRecommendations';
import { evidenceLines, findingLines, sinceText } from './renderFinding';

/** One incident: its most likely cause with the evidence, then how it shows and what follows from it, then what to do. */
export function renderIncident(
  incident: Incident,
  { findings, capturedAt }: PartialAnalysis,
  paint: Paint,
): string {
  const members = incident.findings.flatMap(
    id => findings.find(each => each.id === id) ?? [],
  );
  const [cause, ...others] = incident.causes;
  const proof = members.filter(each =>
    incident.causes.some(({ findings: ids }) => ids.includes(each.id)),
  );
  const rest = members.filter(each => !proof.includes(each));
  const { severity, subject, title, since } = incident;
  return [
    `${paint(SEVERITY_STYLES[severity], severity)}  ${paint('bold', describeObject(subject))}${sinceText(since, capturedAt)}`,
    ...(cause ? indent(causeLines(cause, paint)) : []),
    ...others.map(each => `  Also possible: ${inOneLine(each)}`),
    // A finding left out by a filter takes its words with it; the incident still says what it is.
    ...(proof.length === 0 && title !== cause?.message ? [`  ${title}`] : []),
    ...proof.flatMap(finding =>
      indent(findingLines(withoutRepeats(finding, cause), paint)),
    ),
    ...consequences(rest, paint),
    ...indent(recommendationLines(incident.recommendations, paint)),
  ].join('\n');
}

function causeLines(cause: CauseHypothesis, paint: Paint) {
  const { title, message, confidence, evidence, missing } = cause;
  const isKnown = confidence > 0;
  return [
    isKnown ? `Most likely: ${title} (${percent(cause)} sure)` : title,
    ...(message ? [message] : []),
    ...(isKnown ? evidenceLines(evidence, paint) : []),
    ...(missing.length > 0
      ? [
          isKnown ? 'Would be surer with:' : 'To find it, read:',
          ...evidenceLines(missing, paint),
        ]
      : []),
  ];
}

function inOneLine(cause: CauseHypothesis) {
  const { title, message } = cause;
  return `${title} (${percent(cause)} sure)${message ? `: ${message}` : ''}`;
}

function percent({ confidence }: CauseHypothesis) {
  return `${Math.round(confidence * 100)} %`;
}

/** What the cause has already said is not said again. */
function withoutRepeats(
  finding: Finding,
  cause: CauseHypothesis | undefined,
): Finding {
  const isKnown = cause !== undefined && cause.confidence > 0;
  const told = isKnown ? cause.evidence : [];
  const shown = new Set(
    [...told, ...(cause?.missing ?? [])].map(each => JSON.stringify(each)),
  );
  return {
    ...finding,
    message: finding.message === cause?.message ? '' : finding.message,
    evidence: finding.evidence.filter(each => !shown.has(JSON.stringify(each))),
  };
}

const MOST_CONSEQUENCES = 8;

function consequences(findings: readonly Finding[], paint: Paint) {
  if (findings.length === 0) return [];
  const shown = findings.slice(0, MOST_CONSEQUENCES);
  const more = findings.length - shown.length;
  return [
    '  What follows from it:',
    ...shown.map(
      ({ severity, subject, message }) =>
        `  · ${paint(SEVERITY_STYLES[severity], severity)}  ${describeObject(subject)}: ${message}`,
    ),
    ...(more > 0 ? [`  · and ${more} more`] : []),
  ];
}

function indent(lines: readonly string[]) {
  return lines.map(line => `  ${line}`);
}
