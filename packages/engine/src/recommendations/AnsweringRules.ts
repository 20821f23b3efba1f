import { append } from '../append';
import { Cause } from '../causes/Cause';
import { covers } from '../detectors/covers';
import { RecommendationRule } from './RecommendationRule';

export interface AnsweringRulesOptions {
  rules: readonly RecommendationRule[];
  causes: readonly Cause[];
}

/** Which recommendations answer a cause or a finding. Recommendations and their documentation ask the same. */
export class AnsweringRules {
  readonly #rules: readonly RecommendationRule[];
  readonly #byCause = new Map<string, RecommendationRule[]>();
  readonly #byDetector = new Map<string, readonly RecommendationRule[]>();
  readonly #provedBy = new Map<string, string[]>();

  constructor({ rules, causes }: AnsweringRulesOptions) {
    this.#rules = rules;
    for (const rule of rules)
      for (const cause of rule.causes) append(this.#byCause, cause, rule);
    for (const { id, provedBy = [] } of causes)
      for (const detector of provedBy) append(this.#provedBy, detector, id);
  }

  /** Those that cure a cause, in their own order. A finding that explains itself is its own cause: then those that answer its detector. */
  ofCause(cause: string): readonly RecommendationRule[] {
    return this.#byCause.get(cause) ?? this.ofDetector(cause);
  }

  /** Those that answer a detector's findings, or the causes that they prove; the likeliest to help first. */
  ofDetector(detector: string): readonly RecommendationRule[] {
    const known = this.#byDetector.get(detector);
    if (known) return known;
    const causes = this.#provedBy.get(detector) ?? [];
    const found = new Set([
      ...this.#rules.filter(({ findings = [] }) =>
        findings.some(each => covers(each, detector)),
      ),
      ...causes.flatMap(each => this.#byCause.get(each) ?? []),
    ]);
    const sorted = [...found].sort((a, b) => b.prior - a.prior);
    this.#byDetector.set(detector, sorted);
    return sorted;
  }
}
