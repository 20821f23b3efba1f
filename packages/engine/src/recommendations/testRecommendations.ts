import { analyze } from '../analyze';
import { builtInCauses } from '../causes';
import { Finding, ObjectReference } from '../findings/Finding';
import { ResourceGraph } from '../graph/ResourceGraph';
import { Incident } from '../incidents/Incident';
import { Ingredient, snapshotOf } from '../testing';
import { builtInRecommendations, readNext } from './index';
import { Recommendation } from './Recommendation';
import { Recommender } from './Recommender';

/** Everything that is recommended for the incidents of a cluster. A rule that throws fails the test. */
export function recommendedFor(
  ingredients: readonly Ingredient[],
  logs?: ReadonlyMap<string, string>,
): Recommendation[] {
  const { incidents, coverage } = analyze(snapshotOf(ingredients, logs));
  const [failure] = coverage.detectors.failed;
  if (failure) throw new Error(`${failure.detector}: ${failure.message}`);
  return incidents.flatMap(each => each.recommendations);
}

export interface ToldCause {
  cause: string;
  subject: ObjectReference;
  /** What the proving finding states; a bare one unless given. */
  finding?: Partial<Finding>;
  message?: string;
}

/** What is recommended for a cause that is told, not found: for causes whose proof needs much of a cluster. */
export function recommendedForCause(
  { cause, subject, finding, message }: ToldCause,
  ingredients: readonly Ingredient[] = [],
): Recommendation[] {
  const snapshot = snapshotOf(ingredients);
  const proof: Finding = {
    id: 'proof',
    detector: 'test.proof',
    tier: 'problem',
    severity: 'high',
    subject,
    title: 'It fails',
    message: message ?? 'It fails',
    evidence: [],
    affected: [],
    symptoms: [],
    ...finding,
  };
  const incident: Incident = {
    id: 'incident',
    title: 'It fails',
    severity: 'high',
    subject,
    causes: [
      {
        cause,
        title: 'Cause',
        ...(message ? { message } : {}),
        confidence: 0.9,
        subject,
        findings: ['proof'],
        evidence: [],
        against: [],
        missing: [],
      },
    ],
    findings: ['proof'],
    recommendations: [],
  };
  return new Recommender({
    snapshot,
    graph: new ResourceGraph(snapshot),
    findings: [proof],
    causes: builtInCauses,
    rules: builtInRecommendations,
    fallback: readNext,
    onFailure(_, error) {
      throw error;
    },
  }).forIncident(incident);
}

/** The commands of the steps that change something and lack no value. */
export function readyCommands({ steps }: Recommendation): string[] {
  return steps.flatMap(({ changes, command, open }) =>
    changes && command && !open ? [command] : [],
  );
}
