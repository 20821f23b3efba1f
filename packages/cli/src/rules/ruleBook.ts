import {
  builtInCauses,
  builtInDetectors,
  builtInRecommendations,
  Cause,
  covers,
  Detector,
  manifestOnlyDetectors,
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
  detectors: [...builtInDetectors, ...manifestOnlyDetectors],
  causes: builtInCauses,
  recommendations: builtInRecommendations,
};

/** Causes of which a finding of this detector may be the effect or the proof. */
export function causesOf({ id }: Detector, { causes }: RuleBook): Cause[] {
  return causes.filter(each => each.explains.includes(id));
}

/** What may be done about a cause. */
export function recommendationsForCause(
  { id }: Cause,
  { recommendations }: RuleBook,
): RecommendationRule[] {
  return recommendations.filter(each => each.causes.includes(id));
}

/** What may be done about a finding that proves no cause. */
export function recommendationsForDetector(
  { id }: Detector,
  { recommendations }: RuleBook,
): RecommendationRule[] {
  return recommendations.filter(({ findings = [], causes }) =>
    [...findings, ...causes].some(each => covers(each, id)),
  );
}

/** The part of a detector's id before the dot, by which the pages are divided. */
export function areaOf(id: string): string {
  return id.slice(0, id.indexOf('.'));
}
