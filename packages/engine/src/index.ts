export { analyze } from './analyze';
export type { Analysis, AnalyzeOptions } from './analyze';
export { builtInCauses } from './causes';
export { causesOfDetector } from './causes/causesOfDetector';
export type {
  Cause,
  CauseContext,
  EvidenceClass,
  HypothesisDraft,
  WeighedEvidence,
} from './causes/Cause';
export type {
  Aspect,
  ChangedField,
  TemplateChange,
} from './causes/changes/TemplateChange';
export type { ContainerFailure } from './causes/reading/ContainerFailure';
export type {
  HostTarget,
  ServiceDirectory,
} from './causes/reading/ServiceDirectory';
export { symptomDetectors } from './causes/symptomDetectors';
export type { Coverage, FailedRule, KindCoverage } from './coverage';
export { builtInDetectors, optionalDetectors } from './detectors';
export { covers } from './detectors/covers';
export type { DetectionContext, Detector } from './detectors/Detector';
export * from './dump';
export {
  describeEvidence,
  describeOfObject,
} from './describe/describeEvidence';
export { describeObject } from './describe/describeObject';
export * from './findings/Finding';
export { eventEvidence, referenceTo } from './findings/evidence';
export { fingerprint } from './findings/fingerprint';
export { referenceKey } from './findings/referenceKey';
export { IGNORE_ANNOTATION } from './findings/ignoreAnnotations';
export type {
  CauseHypothesis,
  Incident,
  FailureStep,
  IncidentLink,
} from './incidents/Incident';
export {
  manifestDetectors,
  manifestOnlyDetectors,
} from './manifests/manifestDetectors';
export { matchesSelector } from './graph/labels';
export type { Labels } from './graph/labels';
export type { AlikeLabelled } from './graph/LabelIndex';
export { graphOf } from './graph/graphOf';
export { ResourceGraph } from './graph/ResourceGraph';
export { TEMPLATED_KINDS, podTemplateOf } from './graph/workloads';
export type { Workload } from './graph/workloads';
export { builtInRecommendations } from './recommendations';
export { AnsweringRules } from './recommendations/AnsweringRules';
export type { AnsweringRulesOptions } from './recommendations/AnsweringRules';
export * from './recommendations/Recommendation';
export { blank, kubectl } from './recommendations/kubectl';
export type { Blank, Command } from './recommendations/kubectl';
export type {
  ParameterDraft,
  PatchDraft,
  Plan,
  RecommendationRule,
  Requirement,
  StepDraft,
} from './recommendations/RecommendationRule';
export type { Situation } from './recommendations/Situation';
export * from './resources/ClusterResources';
export { changesIn } from './history/changesIn';
export type { RecordedChange } from './history/changesIn';
export { relationsOf } from './relations/relationsOf';
export type { Relation, RelationKind } from './relations/relationsOf';
export { resourcesOf } from './resources/resourcesOf';
export * from './redaction';
export type { RuleDocumentation } from './RuleDocumentation';
export * from './scores/Score';
export { PROFILE_DEFINITIONS } from './scores/profiles';
export type { ProfileDefinition, ProfileRow } from './scores/profiles';
export * from './snapshot/ClusterSnapshot';
export { isFullyRead } from './snapshot/isFullyRead';
export * from './snapshot/objects';
export { reduceObject } from './snapshot/reduceObject';
export * from './snapshot/resources';
export type { LabelSelector } from 'kubernetes-types/meta/v1';
