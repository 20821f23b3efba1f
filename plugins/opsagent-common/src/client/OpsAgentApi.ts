import {
  AnswerFeedback,
  Conversation,
  ConversationAboutQuery,
  ConversationEvent,
  ConversationList,
  ConversationMessage,
  ConversationMessageRecord,
  ConversationQuery,
  ConversationRecord,
  StartConversation,
  SuggestionList,
} from '../schema/conversation';
import { AcceptanceRevoked } from '../schema/acceptance';
import {
  AlertLabels,
  AlertList,
  AlertQuery,
  AlertTarget,
} from '../schema/alert';
import { ClusterList, ScanRequested } from '../schema/cluster';
import { EntityHealth } from '../schema/entityHealth';
import { StoredFinding } from '../schema/finding';
import { IncidentDetails } from '../schema/incident';
import {
  IncidentChangeResults,
  IncidentChanges,
} from '../schema/incidentChanges';
import { IncidentFacetQuery, IncidentFacets } from '../schema/incidentFacets';
import {
  IncidentExportQuery,
  IncidentList,
  IncidentQuery,
  MemberQuery,
  TransitionList,
  TransitionQuery,
} from '../schema/incidentQuery';
import { IncidentGraph } from '../schema/incidentGraph';
import { Timeline, TimelineQuery } from '../schema/incidentTimeline';
import {
  Investigation,
  InvestigationEvent,
  InvestigationList,
  InvestigationQuery,
  InvestigationRecord,
  InvestigationStarted,
  ModelList,
  StartInvestigation,
  Transcript,
} from '../schema/investigation';
import { PlainSummary, PlainSummaryState } from '../schema/plainSummary';
import { FindingChange, LifecycleChange } from '../schema/lifecycle';
import { Overview } from '../schema/overview';
import { FindingList, FindingQuery } from '../schema/findingQuery';
import {
  ClusterDetails,
  ClusterQuery,
  ClusterSummaryList,
  NamespaceDetails,
  NamespaceList,
  NamespaceQuery,
  NodeList,
  NodeQuery,
} from '../schema/resourceQuery';
import { NodeDetails } from '../schema/resources';

export interface OpsAgentRequestOptions {
  signal?: AbortSignal;
  /** A Backstage token; left out where the fetch implementation adds one. */
  token?: string;
}

/** Incidents as a table. */
export interface IncidentExport {
  csv: Blob;
  /** Whether more incidents match than the table has. */
  truncated: boolean;
}

/** Everything that the OpsAgent backend answers. Failures are `ResponseError` from `@backstage/errors`. */
export interface OpsAgentApi {
  listClusters(options?: OpsAgentRequestOptions): Promise<ClusterList>;
  /** Clusters with more than the state of their scans. */
  listClusterSummaries(
    query?: Partial<ClusterQuery>,
    options?: OpsAgentRequestOptions,
  ): Promise<ClusterSummaryList>;
  /** A cluster with what the last scan saw of its resources. */
  getCluster(
    cluster: string,
    options?: OpsAgentRequestOptions,
  ): Promise<ClusterDetails>;
  listNamespaces(
    cluster: string,
    query?: Partial<NamespaceQuery>,
    options?: OpsAgentRequestOptions,
  ): Promise<NamespaceList>;
  getNamespace(
    cluster: string,
    namespace: string,
    options?: OpsAgentRequestOptions,
  ): Promise<NamespaceDetails>;
  listNodes(
    cluster: string,
    query?: Partial<NodeQuery>,
    options?: OpsAgentRequestOptions,
  ): Promise<NodeList>;
  getNode(
    cluster: string,
    node: string,
    options?: OpsAgentRequestOptions,
  ): Promise<NodeDetails>;
  /** Returns when the scan has been accepted, not when it is done: watch `scanning` in `listClusters`. */
  requestScan(
    cluster: string,
    options?: OpsAgentRequestOptions,
  ): Promise<ScanRequested>;
  listFindings(
    query?: Partial<FindingQuery>,
    options?: OpsAgentRequestOptions,
  ): Promise<FindingList>;
  getFinding(
    id: string,
    options?: OpsAgentRequestOptions,
  ): Promise<StoredFinding>;
  /** Acknowledges, snoozes, accepts or reopens. */
  changeFinding(
    id: string,
    change: FindingChange,
    options?: OpsAgentRequestOptions,
  ): Promise<StoredFinding>;
  /** Ends an acceptance for a whole namespace. */
  revokeAcceptance(
    id: string,
    options?: OpsAgentRequestOptions,
  ): Promise<AcceptanceRevoked>;
  /** The life of a finding, oldest step first. */
  listFindingTransitions(
    id: string,
    query?: Partial<TransitionQuery>,
    options?: OpsAgentRequestOptions,
  ): Promise<TransitionList>;
  listIncidents(
    query?: Partial<IncidentQuery>,
    options?: OpsAgentRequestOptions,
  ): Promise<IncidentList>;
  /** How many incidents there are by each filter, counted as if that filter were not set. */
  countIncidents(
    query?: Partial<IncidentFacetQuery>,
    options?: OpsAgentRequestOptions,
  ): Promise<IncidentFacets>;
  /** The incidents that match as comma-separated values, and whether there are more than these. */
  exportIncidents(
    query?: Partial<IncidentExportQuery>,
    options?: OpsAgentRequestOptions,
  ): Promise<IncidentExport>;
  /** Changes several incidents alike, each for itself: a result may be a failure. */
  changeIncidents(
    changes: IncidentChanges,
    options?: OpsAgentRequestOptions,
  ): Promise<IncidentChangeResults>;
  getIncident(
    id: string,
    options?: OpsAgentRequestOptions,
  ): Promise<IncidentDetails>;
  /** Acknowledges, snoozes or reopens an incident. */
  changeIncident(
    id: string,
    change: LifecycleChange,
    options?: OpsAgentRequestOptions,
  ): Promise<IncidentDetails>;
  /** The findings that an incident joins, what proves the cause first. */
  listIncidentFindings(
    id: string,
    query?: Partial<MemberQuery>,
    options?: OpsAgentRequestOptions,
  ): Promise<FindingList>;
  /** The life of an incident, oldest step first. */
  listIncidentTransitions(
    id: string,
    query?: Partial<TransitionQuery>,
    options?: OpsAgentRequestOptions,
  ): Promise<TransitionList>;
  /** The objects that an incident involves, and how the failure spreads over them. */
  getIncidentGraph(
    id: string,
    options?: OpsAgentRequestOptions,
  ): Promise<IncidentGraph>;
  /** What is known of an incident with its moment, oldest first. */
  listIncidentTimeline(
    id: string,
    query?: Partial<TimelineQuery>,
    options?: OpsAgentRequestOptions,
  ): Promise<Timeline>;
  /** Lets a model look into an incident, or answers with a recent investigation of the same state of things. */
  startInvestigation(
    incident: string,
    start?: Partial<StartInvestigation>,
    options?: OpsAgentRequestOptions,
  ): Promise<InvestigationStarted>;
  /** Those of one incident, latest first, and whether one may be started. */
  listInvestigations(
    incident: string,
    query?: Partial<InvestigationQuery>,
    options?: OpsAgentRequestOptions,
  ): Promise<InvestigationList>;
  /** With everything that has happened so far. */
  getInvestigation(
    id: string,
    options?: OpsAgentRequestOptions,
  ): Promise<InvestigationRecord>;
  /**
   * What happens in an investigation from a step on, as it happens, until it has ended. A dropped connection is taken up where it broke off.
   *
   * @param options - `after` is the number of the last step that is known already
   */
  followInvestigation(
    id: string,
    options?: OpsAgentRequestOptions & { after?: number },
  ): AsyncIterable<InvestigationEvent>;
  /** What was sent to the model, word for word. */
  getInvestigationTranscript(
    id: string,
    options?: OpsAgentRequestOptions,
  ): Promise<Transcript>;
  /** Returns when it is asked to stop, not when it has. */
  cancelInvestigation(
    id: string,
    options?: OpsAgentRequestOptions,
  ): Promise<Investigation>;
  /** An incident in plain words, if somebody who may see as much has had it explained. */
  getPlainSummary(
    incident: string,
    options?: OpsAgentRequestOptions,
  ): Promise<PlainSummaryState>;
  /** Lets a model explain an incident in plain words, unless that was done for the same state of things. */
  makePlainSummary(
    incident: string,
    options?: OpsAgentRequestOptions,
  ): Promise<PlainSummary>;
  /** What was sent to the model for the summary of an incident, word for word. */
  getPlainSummaryTranscript(
    incident: string,
    options?: OpsAgentRequestOptions,
  ): Promise<Transcript>;
  /** Begins to ask about an incident, an entity or a cluster, with a first question or without. */
  startConversation(
    start: StartConversation,
    options?: OpsAgentRequestOptions,
  ): Promise<ConversationRecord>;
  /** The caller's own about one thing, the last used first, and whether more may be asked. */
  listConversations(
    query: Partial<ConversationQuery>,
    options?: OpsAgentRequestOptions,
  ): Promise<ConversationList>;
  /** With its questions and answers. */
  getConversation(
    id: string,
    options?: OpsAgentRequestOptions,
  ): Promise<ConversationRecord>;
  /** Deletes it with all that was asked and answered; answers with what it was. */
  deleteConversation(
    id: string,
    options?: OpsAgentRequestOptions,
  ): Promise<Conversation>;
  /** Returns when the question is taken, not when it is answered: follow it. */
  askQuestion(
    id: string,
    text: string,
    options?: OpsAgentRequestOptions,
  ): Promise<ConversationMessage>;
  /** One question with everything that has happened so far. */
  getConversationMessage(
    id: string,
    number: number,
    options?: OpsAgentRequestOptions,
  ): Promise<ConversationMessageRecord>;
  /**
   * What happens while a question is answered, from a step on, until it has ended. A dropped connection is taken up where it broke off.
   *
   * @param options - `after` is the number of the last step that is known already
   */
  followConversation(
    id: string,
    number: number,
    options?: OpsAgentRequestOptions & { after?: number },
  ): AsyncIterable<ConversationEvent>;
  /** What was sent to the model for one question, word for word. */
  getConversationTranscript(
    id: string,
    number: number,
    options?: OpsAgentRequestOptions,
  ): Promise<Transcript>;
  /** Returns when the answer is asked to stop, not when it has. */
  cancelQuestion(
    id: string,
    number: number,
    options?: OpsAgentRequestOptions,
  ): Promise<ConversationMessage>;
  /** Says whether an answer was helpful; in the place of what was said before. */
  giveAnswerFeedback(
    id: string,
    number: number,
    feedback: AnswerFeedback,
    options?: OpsAgentRequestOptions,
  ): Promise<ConversationMessage>;
  /** Questions to start from. */
  listSuggestions(
    about: ConversationAboutQuery,
    options?: OpsAgentRequestOptions,
  ): Promise<SuggestionList>;
  /** The models that the portal has, and what they are for. */
  listModels(options?: OpsAgentRequestOptions): Promise<ModelList>;
  listAlerts(
    query?: Partial<AlertQuery>,
    options?: OpsAgentRequestOptions,
  ): Promise<AlertList>;
  /** Where the labels of an alert lead. */
  getAlertTarget(
    labels: AlertLabels,
    options?: OpsAgentRequestOptions,
  ): Promise<AlertTarget>;
  /** @param entityRef - such as `component:default/checkout` */
  getEntityHealth(
    entityRef: string,
    options?: OpsAgentRequestOptions,
  ): Promise<EntityHealth>;
  /** The health of everything that the caller may see. */
  getOverview(options?: OpsAgentRequestOptions): Promise<Overview>;
}
