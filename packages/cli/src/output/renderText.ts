import { Finding, Severity, Tier } from '@opsagent/engine';
import { count } from './describe';
import { PartialAnalysis } from './filterAnalysis';
import { Paint, painter } from './paint';
import { renderCoverage } from './renderCoverage';
import { renderFinding } from './renderFinding';
import { renderIncident } from './renderIncident';
import { renderRecommendation } from './renderRecommendations';
import { withoutControls } from './withoutControls';

export interface RenderOptions {
  colour: boolean;
  /** Whether a risk or a point of hygiene is listed, and not only counted. */
  isListed(finding: Finding): boolean;
  /** Also says what to do about risks and hygiene. */
  advice: boolean;
  /** What was diagnosed are manifests that are not deployed yet. */
  manifests?: boolean;
  /** What `--min-severity` left out; nothing unless given. */
  below?: BelowSeverity;
}

/** Problems that are there but less severe than was asked for. */
export interface BelowSeverity {
  minSeverity: Severity;
  problems: number;
}

interface LesserTier {
  tier: Tier;
  heading: string;
  noun: string;
  plural?: string;
}

const LESSER_TIERS: readonly LesserTier[] = [
  {
    tier: 'risk',
    heading: 'Risks: will fail under an event that is to be expected',
    noun: 'risk',
  },
  {
    tier: 'hygiene',
    heading: 'Hygiene: works, but is untidy',
    noun: 'point of hygiene',
    plural: 'points of hygiene',
  },
];

/** A diagnosis as a colleague would tell it: what is broken and why, then what else there is, then what could not be checked. */
export function renderText(
  untrusted: PartialAnalysis,
  { colour, isListed, advice, manifests, below }: RenderOptions,
): string {
  const analysis = withoutControls(untrusted);
  const paint = painter(colour);
  const listed = analysis.findings.filter(isListed);
  const counted = analysis.findings.filter(each => !isListed(each));
  const blocks = [
    headline(analysis, paint, below),
    ...analysis.incidents.map(incident =>
      renderIncident(incident, analysis, paint),
    ),
    ...LESSER_TIERS.flatMap(tier =>
      renderTier(tier, { ...analysis, findings: listed }, paint),
    ),
    numberOfRest(counted, paint),
    ...(advice ? renderAdvice(analysis, paint) : []),
    renderCoverage(analysis.coverage, paint, { manifests }),
  ];
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`;
}

function headline(
  analysis: PartialAnalysis,
  paint: Paint,
  below?: BelowSeverity,
) {
  const { cluster, capturedAt, incidents, findings } = analysis;
  const problems = findings.filter(each => each.tier === 'problem').length;
  const time = capturedAt.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
  const result =
    problems === 0
      ? paint(below?.problems ? 'yellow' : 'green', healthOf(analysis, below))
      : `${count(problems, 'problem')} in ${count(incidents.length, 'incident')}`;
  const rest = below?.problems
    ? `; ${below.problems.toLocaleString('en')} below${problems > 0 ? ` ${below.minSeverity}` : ''}`
    : '';
  return `${paint('bold', cluster)} on ${time}: ${result}${rest}`;
}

/** What could not be read, or was not asked for, may well be broken. */
function healthOf(
  { coverage: { detectors } }: PartialAnalysis,
  below?: BelowSeverity,
) {
  const health = below?.problems
    ? `no problems at or above ${below.minSeverity}`
    : 'nothing is broken';
  return detectors.skipped.length + detectors.failed.length === 0
    ? health
    : `${health} in what could be read`;
}

/** What to do about what is not broken. */
function renderAdvice({ recommendations }: PartialAnalysis, paint: Paint) {
  if (recommendations.length === 0) return [];
  return [
    paint('bold', 'What to do about risks and hygiene'),
    ...recommendations.map(each => renderRecommendation(each, paint)),
  ];
}

function renderTier(
  { tier, heading }: LesserTier,
  { findings, capturedAt }: PartialAnalysis,
  paint: Paint,
) {
  const found = findings.filter(each => each.tier === tier);
  if (found.length === 0) return [];
  return [
    paint('bold', heading),
    ...found.map(finding => renderFinding(finding, capturedAt, paint)),
  ];
}

/** What is not listed, in one line; empty when there is nothing. */
function numberOfRest(findings: readonly Finding[], paint: Paint) {
  const numbers = LESSER_TIERS.map(({ tier, noun, plural }) => ({
    found: findings.filter(each => each.tier === tier).length,
    noun,
    plural,
  }))
    .filter(({ found }) => found > 0)
    .map(({ found, noun, plural }) => count(found, noun, plural));
  return numbers.length > 0
    ? paint('dim', `Also ${numbers.join(' and ')}; --all lists them.`)
    : '';
}
