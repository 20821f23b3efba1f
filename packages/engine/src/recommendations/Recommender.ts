import { Cause } from '../causes/Cause';
import { DetectionContext } from '../detectors/Detector';
import { Finding } from '../findings/Finding';
import { referenceKey } from '../findings/referenceKey';
import { CauseHypothesis, Incident } from '../incidents/Incident';
import { AnsweringRules } from './AnsweringRules';
import { complete } from './complete';
import { Recommendation, RISKS } from './Recommendation';
import { RecommendationRule } from './RecommendationRule';
import { Situation, SituationOptions } from './Situation';
import { Surroundings } from './Surroundings';

/** A finding that proves no cause is as sure as its detector. */
const CERTAIN = 0.99;

/** More to choose from helps nobody in a hurry. */
const MOST_RECOMMENDATIONS = 5;

export interface RecommenderOptions extends DetectionContext {
  findings: readonly Finding[];
  rules: readonly RecommendationRule[];
  causes: readonly Cause[];
  /** Said of a cause for which no rule has anything to say. */
  fallback: RecommendationRule;
  /** Called for each rule that throws, with what it threw. */
  onFailure?(rule: RecommendationRule, error: unknown): void;
}

/** Says what to do about the causes of incidents, and about risks and hygiene. Pure. */
export class Recommender {
  readonly #options: RecommenderOptions;
  readonly #surroundings: Surroundings;
  readonly #byId: ReadonlyMap<string, Finding>;
  readonly #answering: AnsweringRules;

  constructor(options: RecommenderOptions) {
    this.#options = options;
    this.#surroundings = new Surroundings(options.snapshot);
    this.#byId = new Map(options.findings.map(each => [each.id, each]));
    this.#answering = new AnsweringRules(options);
  }

  /** At most five for an incident: the likeliest to help first, of those the least risky. */
  forIncident({ causes, findings }: Incident): Recommendation[] {
    const [root] = findings.flatMap(id => this.#byId.get(id) ?? []);
    if (!root) return [];
    const found = causes.flatMap(cause => this.#forCause(cause, root));
    const kept = bestOfEach(found);
    if (kept.length > 0) return kept.slice(0, MOST_RECOMMENDATIONS);
    const [cause] = causes;
    return cause
      ? this.#ask(this.#options.fallback, this.#situationOf(cause, root))
      : [];
  }

  /**
   * For risks and hygiene: one for all findings that the same rule answers with the same target, where the findings are risks, or in the same namespace, where they
   * are untidy.
   */
  forRest(): Recommendation[] {
    const groups = new Map<string, RestGroup>();
    for (const finding of this.#options.findings) {
      if (finding.tier === 'problem') continue;
      const rules = this.#answering.ofDetector(finding.detector);
      if (rules.length === 0) continue;
      const { subject, tier } = finding;
      const scope =
        tier === 'risk' ? referenceKey(subject) : (subject.namespace ?? '');
      const key = [tier, scope, ...rules.map(each => each.id)].join(' ');
      const group = groups.get(key) ?? { rules, findings: [] };
      group.findings.push(finding);
      groups.set(key, group);
    }
    return [...groups.values()].flatMap(({ rules, findings }) => {
      const told = {
        answers: findings[0].detector,
        subject: findings[0].subject,
        confidence: CERTAIN,
        findings,
      };
      for (const rule of rules) {
        const found = this.#ask(rule, told);
        if (found.length > 0) return found;
      }
      return [];
    });
  }

  #forCause(cause: CauseHypothesis, root: Finding) {
    const situation = this.#situationOf(cause, root);
    return this.#answering
      .ofCause(cause.cause)
      .flatMap(rule => this.#ask(rule, situation));
  }

  #situationOf(
    {
      cause,
      subject,
      confidence,
      message,
      findings,
      evidence,
    }: CauseHypothesis,
    root: Finding,
  ): Told {
    const proving = findings.flatMap(id => this.#byId.get(id) ?? []);
    return {
      answers: cause,
      subject,
      confidence,
      ...(message ? { message } : {}),
      findings: proving.length > 0 ? proving : [root],
      evidence,
    };
  }

  /** A rule that throws costs only itself. */
  #ask(rule: RecommendationRule, told: Told): Recommendation[] {
    try {
      const { snapshot, graph } = this.#options;
      const situation = new Situation({
        ...told,
        snapshot,
        graph,
        surroundings: this.#surroundings,
      });
      const plan = rule.plan(situation);
      const recommendation = plan && complete(rule, plan, situation);
      return recommendation ? [recommendation] : [];
    } catch (error) {
      this.#options.onFailure?.(rule, error);
      return [];
    }
  }
}

/** Findings that one recommendation may answer together. */
interface RestGroup {
  rules: readonly RecommendationRule[];
  findings: Finding[];
}

type Told = Pick<
  SituationOptions,
  'answers' | 'subject' | 'confidence' | 'message' | 'findings' | 'evidence'
>;

function bestOfEach(found: readonly Recommendation[]): Recommendation[] {
  const best = new Map<string, Recommendation>();
  for (const each of found) {
    const key = `${each.id} ${referenceKey(each.target)}`;
    const known = best.get(key);
    if (!known || known.confidence < each.confidence) best.set(key, each);
  }
  return [...best.values()].sort(
    (a, b) =>
      b.confidence - a.confidence ||
      RISKS.indexOf(a.risk) - RISKS.indexOf(b.risk),
  );
}
