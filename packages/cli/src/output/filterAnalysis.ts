import {
  Analysis,
  Finding,
  Incident,
  NamespaceScores,
  Scores,
  SEVERITIES,
  Severity,
} from '@opsagent/engine';

export interface AnalysisFilter {
  /** Keeps what is in, or affects something in, these namespaces. */
  namespaces?: readonly string[];
  /** Keeps what is at least as severe. */
  minSeverity?: Severity;
}

/** An analysis of which a part may have been left out. */
export interface PartialAnalysis extends Omit<Analysis, 'scores'> {
  /** Without the cluster's own where only some namespaces were asked for. */
  scores: Partial<Pick<Scores, 'cluster'>> & Pick<Scores, 'namespaces'>;
}

/** The part of an analysis that was asked for. Incidents stay as long as one of their findings does, and name no finding that is left out. */
export function filterAnalysis(
  analysis: PartialAnalysis,
  { namespaces, minSeverity = 'info' }: AnalysisFilter,
): PartialAnalysis {
  const limit = SEVERITIES.indexOf(minSeverity);
  const findings = analysis.findings.filter(
    finding =>
      SEVERITIES.indexOf(finding.severity) <= limit &&
      (!namespaces || touches(finding, namespaces)),
  );
  const kept = new Set(findings.map(each => each.id));
  const isNamed = (each: { findings: string[] }) => each.findings.length > 0;
  const { cluster, namespaces: ofNamespaces } = analysis.scores;
  return {
    ...analysis,
    findings,
    incidents: analysis.incidents
      .map(each => incidentOf(each, kept))
      .filter(isNamed),
    recommendations: analysis.recommendations
      .map(each => naming(each, kept))
      .filter(isNamed),
    scores: {
      ...(cluster && !namespaces ? { cluster: scoresOf(cluster, kept) } : {}),
      namespaces: ofNamespaces
        .filter(each => !namespaces || namespaces.includes(each.namespace))
        .map(each => scoresOf(each, kept)),
    },
  };
}

function touches(finding: Finding, namespaces: readonly string[]) {
  return [finding.subject, ...finding.affected].some(
    ({ namespace }) => namespace && namespaces.includes(namespace),
  );
}

/** The same, naming only the findings that are kept. */
function naming<T extends { findings: string[] }>(
  value: T,
  kept: ReadonlySet<string>,
): T {
  return { ...value, findings: value.findings.filter(id => kept.has(id)) };
}

function incidentOf(incident: Incident, kept: ReadonlySet<string>): Incident {
  const { causes, recommendations, links } = incident;
  return {
    ...naming(incident, kept),
    causes: causes.map(each => naming(each, kept)),
    recommendations: recommendations.map(each => naming(each, kept)),
    ...(links
      ? {
          links: links
            .filter(each => kept.has(each.finding))
            .map(each => ({ ...each, because: naming(each.because, kept) })),
        }
      : {}),
  };
}

/** The findings that cap a score; it stays capped. */
function scoresOf<T extends Pick<NamespaceScores, 'profiles'>>(
  scores: T,
  kept: ReadonlySet<string>,
): T {
  const cappedBy = <S extends { caps: { findings: string[] }[] }>(
    score: S,
  ) => ({
    ...score,
    caps: score.caps.map(each => naming(each, kept)),
  });
  const { security, reliability, performance, cost } = scores.profiles;
  return {
    ...scores,
    profiles: {
      security: cappedBy(security),
      reliability: cappedBy(reliability),
      performance: cappedBy(performance),
      cost: cappedBy(cost),
    },
  };
}
