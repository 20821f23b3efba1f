export type { Answer, Statement } from './answer/Answer';
export { answerQuestion } from './answer/answerQuestion';
export type { AnswerOptions, AnswerResult } from './answer/answerQuestion';
export type { AnswerStep } from './answer/AnswerStep';
export { citedInAnswer } from './answer/citedInAnswer';
export type { Exchange } from './answer/Exchange';
export type { IncidentLists } from './answer/IncidentLists';
export type { QuestionSubject } from './answer/QuestionSubject';
export { subjectOfAnalysis } from './answer/subjectOfAnalysis';
export { caseOfAnalysis } from './caseOfAnalysis';
export { InvestigationScope } from './cluster/InvestigationScope';
export type { ClusterAccess } from './cluster/ClusterAccess';
export type { ClusterView } from './cluster/ClusterView';
export type { LogReader, LogRequest } from './cluster/LogReader';
export { SnapshotLogReader } from './cluster/SnapshotLogReader';
export { viewOfDump } from './cluster/viewOfDump';
export type { IncidentCase } from './IncidentCase';
export { investigate } from './investigate';
export type { InvestigateOptions } from './investigate';
export { DEFAULT_LIMITS } from './RunLimits';
export type { RunLimits } from './RunLimits';
export type { RunNews, RunOptions, RunResult } from './ModelRun';
export type { RunFailure, RunStep } from './RunStep';
export type { InvestigationResult } from './InvestigationResult';
export type { InvestigationStep } from './InvestigationStep';
export type { Fact, FactKind, LedgerEntry } from './ledger/Fact';
export { cutText } from './ledger/cutText';
export { factOfFinding } from './ledger/factOfFinding';
export type { ToldFinding } from './ledger/factOfFinding';
export { factOfIncident } from './ledger/factOfIncident';
export type { ToldIncident } from './ledger/factOfIncident';
export { Budget, BudgetExhaustedError } from './model/Budget';
export type { BudgetLimits, SpendingLimit } from './model/Budget';
export { createModel } from './model/createModel';
export { defaultOutputTokens } from './model/defaultOutputTokens';
export type { ModelHooks } from './model/createModel';
export { GuardedModel } from './model/GuardedModel';
export type { GuardOptions } from './model/GuardedModel';
export * from './model/Model';
export type { ModelCall } from './model/ModelCall';
export { chainOf, ModelChain } from './model/ModelChain';
export type { ChainAnswer, ModelRole, ModelRoles } from './model/ModelChain';
export * from './model/ModelError';
export type * from './model/ModelOptions';
export { SpendingInMemory } from './model/Spending';
export { wrapModel } from './model/wrapModel';
export type { Spending, Spent, SpentToday } from './model/Spending';
export { createPrivacy } from './privacy/createPrivacy';
export type { PrivacyOptions } from './privacy/createPrivacy';
export type { LearnedText, Mask, Privacy } from './privacy/Privacy';
export type { Runbook, RunbookSection } from './runbooks/Runbook';
export { runbookTools } from './runbooks/runbookTools';
export { sectionsOfMarkdown } from './runbooks/sectionsOfMarkdown';
export { summarize } from './summary/summarize';
export type { SummarizeOptions } from './summary/summarize';
export type { Summary, SummaryCall, SummarySentence } from './summary/Summary';
export { defineTool } from './tools/Tool';
export type {
  ClusterTool,
  ClusterToolContext,
  Tool,
  ToolContext,
  ToolResult,
} from './tools/Tool';
export type { RunTool } from './tools/ToolBox';
export type { ModelTranscript, TranscriptEntry } from './Transcript';
export type { TotalUsage } from './usage';
export { citedIn } from './verdict/citedIn';
export type { Citation, ModelHypothesis, Verdict } from './verdict/Verdict';
