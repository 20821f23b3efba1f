import { Analysis, Finding, SEVERITIES, Severity } from '@opsagent/engine';

export interface AnalysisFilter {
  /** Keeps what is in, or affects something in, these namespaces. */
  namespaces?: readonly string[];
  /** Keeps what is at least as severe. */
  minSeverity?: Severity;
}

/** The part of an analysis that was asked for. Incidents stay as long as one of their findings does. */
export function filterAnalysis(
  analysis: Analysis,
  { namespaces, minSeverity = 'info' }: AnalysisFilter,
): Analysis {
  const limit = SEVERITIES.indexOf(minSeverity);
  const isWanted = (finding: Finding) =>
    SEVERITIES.indexOf(finding.severity) <= limit &&
    (!namespaces || touches(finding, namespaces));
  const findings = analysis.findings.filter(isWanted);
  const kept = new Set(findings.map(each => each.id));
  return {
    ...analysis,
    findings,
    incidents: analysis.incidents.filter(incident =>
      incident.findings.some(id => kept.has(id)),
    ),
    recommendations: analysis.recommendations.filter(each =>
      each.findings.some(id => kept.has(id)),
    ),
    scores: namespaces
      ? {
          ...analysis.scores,
          namespaces: analysis.scores.namespaces.filter(each =>
            namespaces.includes(each.namespace),
          ),
        }
      : analysis.scores,
  };
}

function touches(finding: Finding, namespaces: readonly string[]) {
  return [finding.subject, ...finding.affected].some(
    ({ namespace }) => namespace && namespaces.includes(namespace),
  );
}
