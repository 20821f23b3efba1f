import { Analysis, Finding, Incident } from '@opsagent/engine';
import { describeObject } from './describe';
import { Paint, SEVERITY_STYLES } from './paint';
import { evidenceLines, findingLines, sinceText } from './renderFinding';

/** One incident: its most likely cause with the evidence, then what follows from it. */
export function renderIncident(
  incident: Incident,
  { findings, capturedAt }: Analysis,
  paint: Paint,
): string {
  const members = incident.findings.flatMap(
    id => findings.find(each => each.id === id) ?? [],
  );
  const [cause] = incident.causes;
  const proof = members.filter(each => cause?.findings.includes(each.id));
  const rest = members.filter(each => !proof.includes(each));
  const { severity, subject, title, since } = incident;
  return [
    `${paint(SEVERITY_STYLES[severity], severity)}  ${paint('bold', describeObject(subject))}${sinceText(since, capturedAt)}`,
    // A finding left out by a filter takes its words with it; the incident still says what it is.
    ...(proof.length === 0 ? [`  ${title}`] : []),
    ...proof.flatMap(finding => indent(findingLines(finding, paint))),
    ...(cause ? [`  ${causeLine(cause)}`] : []),
    ...unreadLines(incident, paint),
    ...consequences(rest, paint),
  ].join('\n');
}

function causeLine({ title, confidence }: Incident['causes'][number]) {
  return `Most likely: ${title} (${Math.round(confidence * 100)} % sure)`;
}

function unreadLines({ causes }: Incident, paint: Paint) {
  const missing = causes[0]?.missing ?? [];
  return missing.length > 0
    ? ['  Would be surer with:', ...indent(evidenceLines(missing, paint))]
    : [];
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
