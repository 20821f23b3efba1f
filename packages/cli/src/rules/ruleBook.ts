import {
  AnsweringRules,
  builtInCauses,
  builtInDetectors,
  builtInRecommendations,
  Cause,
  causesOfDetector,
  Detector,
  manifestOnlyDetectors,
  optionalDetectors,
  RecommendationRule,
} from '@opsagent/engine';

/** Everything that `opsagent explain` and the pages in docs/ tell about the engine's rules. */
export interface RuleBook {
  detectors: readonly Detector[];
  causes: readonly Cause[];
  recommendations: readonly RecommendationRule[];
}

/** The rules that ship. */
export const ruleBook: RuleBook = {
  detectors: [
    ...builtInDetectors,
    ...optionalDetectors,
    ...manifestOnlyDetectors,
  ],
  causes: builtInCauses,
  recommendations: builtInRecommendations,
};

/** Causes of which a finding of this detector may be the effect or the proof. */
export function causesOf({ id }: Detector, { causes }: RuleBook): Cause[] {
  return causesOfDetector(id, causes);
}

/** What may be done about a cause. */
export function recommendationsForCause(
  { id }: Cause,
  book: RuleBook,
): readonly RecommendationRule[] {
  return answeringRulesOf(book).ofCause(id);
}

/** What may be done about a finding. */
export function recommendationsForDetector(
  { id }: Detector,
  book: RuleBook,
): readonly RecommendationRule[] {
  return answeringRulesOf(book).ofDetector(id);
}

const known = new WeakMap<RuleBook, AnsweringRules>();

function answeringRulesOf(book: RuleBook): AnsweringRules {
  const rules =
    known.get(book) ??
    new AnsweringRules({ rules: book.recommendations, causes: book.causes });
  known.set(book, rules);
  return rules;
}

/** The part of a detector's id before the dot, by which the pages are divided. */
export function areaOf(id: string): string {
  return id.slice(0, id.indexOf('.'));
}
