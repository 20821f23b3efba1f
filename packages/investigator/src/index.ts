export { caseOfAnalysis } from './caseOfAnalysis';
export { InvestigationScope } from './cluster/InvestigationScope';
export type { ClusterView } from './cluster/ClusterView';
export type { LogReader, LogRequest } from './cluster/LogReader';
export { SnapshotLogReader } from './cluster/SnapshotLogReader';
export type { IncidentCase } from './IncidentCase';
export { investigate } from './investigate';
export type { InvestigateOptions, InvestigationNews } from './InvestigationRun';
export { DEFAULT_LIMITS } from './InvestigationLimits';
export type { InvestigationLimits } from './InvestigationLimits';
export type { InvestigationResult } from './InvestigationResult';
export type {
  InvestigationFailure,
  InvestigationStep,
} from './InvestigationStep';
export type { Fact, FactKind, LedgerEntry } from './ledger/Fact';
export { Budget, BudgetExhaustedError } from './model/Budget';
export type { BudgetLimits, SpendingLimit } from './model/Budget';
export { createModel } from './model/createModel';
export { GuardedModel } from './model/GuardedModel';
export type { GuardOptions } from './model/GuardedModel';
export * from './model/Model';
export type { ModelCall } from './model/ModelCall';
export { chainOf, ModelChain } from './model/ModelChain';
export type { ChainAnswer, ModelRole, ModelRoles } from './model/ModelChain';
export * from './model/ModelError';
export type * from './model/ModelOptions';
export { SpendingInMemory } from './model/Spending';
export type { Spending, Spent, SpentToday } from './model/Spending';
export { createPrivacy } from './privacy/createPrivacy';
export type { PrivacyOptions } from './privacy/createPrivacy';
export type { Mask, Privacy } from './privacy/Privacy';
export { defineTool } from './tools/Tool';
export type { Tool, ToolContext, ToolResult } from './tools/Tool';
export type { ModelTranscript } from './Transcript';
export type { TotalUsage } from './usage';
export type { Citation, ModelHypothesis, Verdict } from './verdict/Verdict';
