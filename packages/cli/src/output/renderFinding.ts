import {
  AffectedObject,
  Evidence,
  Finding,
  describeEvidence,
  describeObject,
} from '@opsagent/engine';
import { describeDuration } from './describe';
import { Paint, SEVERITY_STYLES } from './paint';

/** One finding: what, since when, why we say so, and who suffers. */
export function renderFinding(
  finding: Finding,
  capturedAt: string,
  paint: Paint,
): string {
  const { severity, subject, title, detector } = finding;
  const head = `${paint(SEVERITY_STYLES[severity], severity)}  ${paint('bold', describeObject(subject))}: ${title}${sinceText(finding.since, capturedAt)}  ${paint('dim', detector)}`;
  return [head, ...findingLines(finding, paint).map(line => `  ${line}`)].join(
    '\n',
  );
}

/** What a finding says below its heading. */
export function findingLines(finding: Finding, paint: Paint): string[] {
  const { message, evidence, affected, symptoms } = finding;
  return [
    ...(message ? [message] : []),
    ...evidenceLines(evidence, paint),
    ...(affected.length > 0 ? [`Affects ${describeAffected(affected)}`] : []),
    ...symptoms.map(each => `Shows as: ${each.message}`),
  ];
}

/** Each piece behind a dot, its further lines below. */
export function evidenceLines(
  evidence: readonly Evidence[],
  paint: Paint,
): string[] {
  return evidence.flatMap(each => {
    const [first, ...further] = describeEvidence(each);
    return [`· ${first}`, ...further.map(line => `    ${line}`)].map(line =>
      paint('dim', line),
    );
  });
}

/** `, since 2026-03-01 09:12 UTC (2 h 48 min)`, or nothing when it is not known. */
export function sinceText(since: string | undefined, capturedAt: string) {
  if (!since) return '';
  const time = new Date(since).toISOString().slice(0, 16).replace('T', ' ');
  const age = Date.parse(capturedAt) - Date.parse(since);
  return `, since ${time} UTC (${describeDuration(Math.max(0, age))})`;
}

const MOST_AFFECTED = 5;

function describeAffected(affected: readonly AffectedObject[]) {
  const names = affected
    .slice(0, MOST_AFFECTED)
    .map(each =>
      [
        describeObject(each),
        each.container ? ` [${each.container}]` : '',
        each.node ? ` on ${each.node}` : '',
      ].join(''),
    );
  const more = affected.length - names.length;
  return names.join(', ') + (more > 0 ? `, and ${more} more` : '');
}
