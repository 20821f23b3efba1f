import { Cause } from './causes/Cause';
import { builtInCauses, symptomDetectors } from './causes';
import { Coverage, coverageOf, FailedRule } from './coverage';
import { DetectionContext, Detector } from './detectors/Detector';
import { builtInDetectors, optionalDetectors } from './detectors';
import { atMostFifty } from './findings/atMostFifty';
import { complete } from './findings/complete';
import { foldSymptoms } from './findings/foldSymptoms';
import { Finding } from './findings/Finding';
import { isIgnored } from './findings/isIgnored';
import { unknownIgnores } from './findings/unknownIgnores';
import { severityInContext } from './findings/severityInContext';
import { worstFirst } from './findings/worstFirst';
import { manifestOnlyDetectors } from './manifests/manifestDetectors';
import { graphOf } from './graph/graphOf';
import { correlate } from './incidents/correlate';
import { Incident } from './incidents/Incident';
import { builtInRecommendations, readNext } from './recommendations';
import { Recommendation } from './recommendations/Recommendation';
import { RecommendationRule } from './recommendations/RecommendationRule';
import { Recommender } from './recommendations/Recommender';
import { Scores } from './scores/Score';
import { scoresOf } from './scores/scoresOf';
import { ClusterSnapshot } from './snapshot/ClusterSnapshot';
import { SPECIMEN } from './specimen';

/** What the engine says about one snapshot. */
export interface Analysis {
  cluster: string;
  /** RFC 3339. */
  capturedAt: string;
  /** Worst first. */
  findings: Finding[];
  /** Worst first; problems grouped by what caused them. */
  incidents: Incident[];
  /** What to do about risks and hygiene: one for the findings that the same step would end. */
  recommendations: Recommendation[];
  /** How well the cluster and its namespaces are kept. */
  scores: Scores;
  coverage: Coverage;
}

export interface AnalyzeOptions {
  /** Defaults to every detector that ships. */
  detectors?: readonly Detector[];
  /** Defaults to every cause that ships. */
  causes?: readonly Cause[];
  /** Defaults to every recommendation that ships. */
  recommendations?: readonly RecommendationRule[];
}

/** V8 discards what it compiled for a class when no instance is left, as between two scans, and every analysis would begin with compiling it again. */
let held: object | undefined;

/**
 * Diagnoses a snapshot: the one entry point of the engine.
 *
 * Pure and deterministic. A detector that throws or that lacks a kind, or a cause or recommendation that throws, costs only itself and is named in the coverage.
 */
export function analyze(
  snapshot: ClusterSnapshot,
  options: AnalyzeOptions = {},
): Analysis {
  held ??= analysisOfSpecimen();
  return diagnose(contextOf(snapshot), options);
}

/** One of everything that graphs and rules derive from a snapshot, and of what is said of it. */
function analysisOfSpecimen() {
  const context = contextOf(
    new ClusterSnapshot({
      cluster: 'specimen',
      capturedAt: new Date(0),
      objects: SPECIMEN,
    }),
  );
  return { context, analysis: diagnose(context, {}) };
}

function contextOf(snapshot: ClusterSnapshot): DetectionContext {
  return { snapshot, graph: graphOf(snapshot) };
}

function diagnose(
  context: DetectionContext,
  options: AnalyzeOptions,
): Analysis {
  const { snapshot } = context;
  const detectors = options.detectors ?? builtInDetectors;
  const findings = new Map<string, Finding>();
  const coverage = coverageOf(snapshot, detectors);

  const fail = (kind: FailedRule['kind'], id: string, error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    const { failed } = coverage.detectors;
    if (!failed.some(each => each.detector === id))
      failed.push({ detector: id, kind, message });
  };

  const skipped = new Set(
    coverage.detectors.skipped.map(each => each.detector),
  );
  for (const detector of detectors) {
    if (skipped.has(detector.id)) continue;
    try {
      for (const draft of detector.detect(context)) {
        const finding = complete(snapshot.cluster, detector, draft);
        if (!findings.has(finding.id)) findings.set(finding.id, finding);
      }
    } catch (error) {
      fail('detector', detector.id, error);
    }
  }

  const found = atMostFifty(findings.values());
  const accepted = new Set(found.filter(each => isIgnored(each, snapshot)));
  // What is ignored neither hides what it would explain, nor shows as a symptom itself.
  const told = found.filter(each => !accepted.has(each));
  const kept = worstFirst(
    foldSymptoms(told, detectors).map(each => ({
      ...each,
      severity: severityInContext(each, context),
    })),
  );
  if (accepted.size > 0) coverage.ignored = accepted.size;
  const unknown = unknownIgnores(
    snapshot,
    [
      ...builtInDetectors,
      ...optionalDetectors,
      ...manifestOnlyDetectors,
      ...detectors,
    ].map(each => each.id),
  );
  if (unknown.length > 0) coverage.unknownIgnores = unknown;
  const causes = options.causes ?? builtInCauses;
  const incidents = correlate({
    ...context,
    findings: kept,
    causes,
    symptoms: symptomDetectors,
    onFailure: (cause, error) => fail('cause', cause.id, error),
  });
  const recommender = new Recommender({
    ...context,
    findings: kept,
    causes,
    rules: options.recommendations ?? builtInRecommendations,
    fallback: readNext,
    onFailure: (rule, error) => fail('recommendation', rule.id, error),
  });
  return {
    cluster: snapshot.cluster,
    capturedAt: snapshot.capturedAt.toISOString(),
    findings: kept,
    incidents: incidents.map(each => ({
      ...each,
      recommendations: recommender.forIncident(each),
    })),
    recommendations: recommender.forRest(),
    scores: scoresOf({
      ...context,
      detectors,
      findings: kept,
      accepted: [...accepted],
      silent: new Set([
        ...skipped,
        ...coverage.detectors.failed.map(each => each.detector),
      ]),
      onFailure: (id, error) => fail('detector', id, error),
    }),
    coverage,
  };
}
