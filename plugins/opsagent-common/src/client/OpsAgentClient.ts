import { parseEntityRef } from '@backstage/catalog-model';
import { acceptanceRevokedSchema } from '../schema/acceptance';
import { alertListSchema, alertTargetSchema } from '../schema/alert';
import { clusterListSchema, scanRequestedSchema } from '../schema/cluster';
import { entityHealthSchema } from '../schema/entityHealth';
import { storedFindingSchema } from '../schema/finding';
import { findingListSchema } from '../schema/findingQuery';
import { incidentDetailsSchema } from '../schema/incident';
import { incidentChangeResultsSchema } from '../schema/incidentChanges';
import { incidentFacetsSchema } from '../schema/incidentFacets';
import { incidentGraphSchema } from '../schema/incidentGraph';
import {
  incidentListSchema,
  transitionListSchema,
} from '../schema/incidentQuery';
import { timelineSchema } from '../schema/incidentTimeline';
import { modelListSchema } from '../schema/investigation';
import { overviewSchema } from '../schema/overview';
import {
  clusterDetailsSchema,
  clusterSummaryListSchema,
  namespaceDetailsSchema,
  namespaceListSchema,
  nodeListSchema,
} from '../schema/resourceQuery';
import { nodeResourcesSchema } from '../schema/resources';
import { ConversationClient } from './ConversationClient';
import { InvestigationClient } from './InvestigationClient';
import { OpsAgentApi } from './OpsAgentApi';
import { OpsAgentClientOptions, RestClient, encoded } from './RestClient';

/** The OpsAgent REST API over HTTP, for the browser and for other backends. Answers are checked against their schemas. */
export class OpsAgentClient implements OpsAgentApi {
  readonly #conversations: ConversationClient;
  readonly #investigations: InvestigationClient;
  readonly #rest: RestClient;

  constructor(options: OpsAgentClientOptions) {
    this.#rest = new RestClient(options);
    this.#conversations = new ConversationClient(this.#rest);
    this.#investigations = new InvestigationClient(this.#rest);
  }

  readonly listClusters: OpsAgentApi['listClusters'] = options =>
    this.#rest.get('/clusters', clusterListSchema, options);

  readonly listClusterSummaries: OpsAgentApi['listClusterSummaries'] = (
    query,
    options,
  ) =>
    this.#rest.get('/clusters', clusterSummaryListSchema, {
      ...options,
      query,
    });

  readonly getCluster: OpsAgentApi['getCluster'] = (cluster, options) =>
    this.#rest.get(
      encoded`/clusters/${cluster}`,
      clusterDetailsSchema,
      options,
    );

  readonly listNamespaces: OpsAgentApi['listNamespaces'] = (
    cluster,
    query,
    options,
  ) =>
    this.#rest.get(
      encoded`/clusters/${cluster}/namespaces`,
      namespaceListSchema,
      {
        ...options,
        query,
      },
    );

  readonly getNamespace: OpsAgentApi['getNamespace'] = (
    cluster,
    namespace,
    options,
  ) =>
    this.#rest.get(
      encoded`/clusters/${cluster}/namespaces/${namespace}`,
      namespaceDetailsSchema,
      options,
    );

  readonly listNodes: OpsAgentApi['listNodes'] = (cluster, query, options) =>
    this.#rest.get(encoded`/clusters/${cluster}/nodes`, nodeListSchema, {
      ...options,
      query,
    });

  readonly getNode: OpsAgentApi['getNode'] = (cluster, node, options) =>
    this.#rest.get(
      encoded`/clusters/${cluster}/nodes/${node}`,
      nodeResourcesSchema,
      options,
    );

  readonly requestScan: OpsAgentApi['requestScan'] = (cluster, options) =>
    this.#rest.post(
      encoded`/clusters/${cluster}/scans`,
      scanRequestedSchema,
      options,
    );

  readonly listFindings: OpsAgentApi['listFindings'] = (query, options) =>
    this.#rest.get('/findings', findingListSchema, { ...options, query });

  readonly getFinding: OpsAgentApi['getFinding'] = (id, options) =>
    this.#rest.get(encoded`/findings/${id}`, storedFindingSchema, options);

  readonly changeFinding: OpsAgentApi['changeFinding'] = (
    id,
    change,
    options,
  ) =>
    this.#rest.patch(encoded`/findings/${id}`, storedFindingSchema, {
      ...options,
      body: change,
    });

  readonly revokeAcceptance: OpsAgentApi['revokeAcceptance'] = (id, options) =>
    this.#rest.delete(
      encoded`/acceptances/${id}`,
      acceptanceRevokedSchema,
      options,
    );

  readonly listFindingTransitions: OpsAgentApi['listFindingTransitions'] = (
    id,
    query,
    options,
  ) =>
    this.#rest.get(encoded`/findings/${id}/transitions`, transitionListSchema, {
      ...options,
      query,
    });

  readonly listIncidents: OpsAgentApi['listIncidents'] = (query, options) =>
    this.#rest.get('/incidents', incidentListSchema, { ...options, query });

  readonly countIncidents: OpsAgentApi['countIncidents'] = (query, options) =>
    this.#rest.get('/incidents/facets', incidentFacetsSchema, {
      ...options,
      query,
    });

  readonly exportIncidents: OpsAgentApi['exportIncidents'] = async (
    query,
    options,
  ) => {
    const response = await this.#rest.send('GET', '/incidents/export', {
      ...options,
      query,
    });
    return {
      csv: await response.blob(),
      truncated: response.headers.get('OpsAgent-Truncated') === 'true',
    };
  };

  readonly changeIncidents: OpsAgentApi['changeIncidents'] = (
    changes,
    options,
  ) =>
    this.#rest.post('/incidents/changes', incidentChangeResultsSchema, {
      ...options,
      body: changes,
    });

  readonly getIncident: OpsAgentApi['getIncident'] = (id, options) =>
    this.#rest.get(encoded`/incidents/${id}`, incidentDetailsSchema, options);

  readonly changeIncident: OpsAgentApi['changeIncident'] = (
    id,
    change,
    options,
  ) =>
    this.#rest.patch(encoded`/incidents/${id}`, incidentDetailsSchema, {
      ...options,
      body: change,
    });

  readonly listIncidentFindings: OpsAgentApi['listIncidentFindings'] = (
    id,
    query,
    options,
  ) =>
    this.#rest.get(encoded`/incidents/${id}/findings`, findingListSchema, {
      ...options,
      query,
    });

  readonly listIncidentTransitions: OpsAgentApi['listIncidentTransitions'] = (
    id,
    query,
    options,
  ) =>
    this.#rest.get(
      encoded`/incidents/${id}/transitions`,
      transitionListSchema,
      {
        ...options,
        query,
      },
    );

  readonly getIncidentGraph: OpsAgentApi['getIncidentGraph'] = (id, options) =>
    this.#rest.get(
      encoded`/incidents/${id}/graph`,
      incidentGraphSchema,
      options,
    );

  readonly listIncidentTimeline: OpsAgentApi['listIncidentTimeline'] = (
    id,
    query,
    options,
  ) =>
    this.#rest.get(encoded`/incidents/${id}/timeline`, timelineSchema, {
      ...options,
      query,
    });

  readonly startInvestigation: OpsAgentApi['startInvestigation'] = (
    ...request
  ) => this.#investigations.startInvestigation(...request);

  readonly listInvestigations: OpsAgentApi['listInvestigations'] = (
    ...request
  ) => this.#investigations.listInvestigations(...request);

  readonly getInvestigation: OpsAgentApi['getInvestigation'] = (...request) =>
    this.#investigations.getInvestigation(...request);

  readonly followInvestigation: OpsAgentApi['followInvestigation'] = (
    ...request
  ) => this.#investigations.followInvestigation(...request);

  readonly getInvestigationTranscript: OpsAgentApi['getInvestigationTranscript'] =
    (...request) => this.#investigations.getInvestigationTranscript(...request);

  readonly cancelInvestigation: OpsAgentApi['cancelInvestigation'] = (
    ...request
  ) => this.#investigations.cancelInvestigation(...request);

  readonly getPlainSummary: OpsAgentApi['getPlainSummary'] = (...request) =>
    this.#investigations.getPlainSummary(...request);

  readonly makePlainSummary: OpsAgentApi['makePlainSummary'] = (...request) =>
    this.#investigations.makePlainSummary(...request);

  readonly getPlainSummaryTranscript: OpsAgentApi['getPlainSummaryTranscript'] =
    (...request) => this.#investigations.getPlainSummaryTranscript(...request);

  readonly startConversation: OpsAgentApi['startConversation'] = (...request) =>
    this.#conversations.startConversation(...request);

  readonly listConversations: OpsAgentApi['listConversations'] = (...request) =>
    this.#conversations.listConversations(...request);

  readonly getConversation: OpsAgentApi['getConversation'] = (...request) =>
    this.#conversations.getConversation(...request);

  readonly deleteConversation: OpsAgentApi['deleteConversation'] = (
    ...request
  ) => this.#conversations.deleteConversation(...request);

  readonly askQuestion: OpsAgentApi['askQuestion'] = (...request) =>
    this.#conversations.askQuestion(...request);

  readonly getConversationMessage: OpsAgentApi['getConversationMessage'] = (
    ...request
  ) => this.#conversations.getConversationMessage(...request);

  readonly followConversation: OpsAgentApi['followConversation'] = (
    ...request
  ) => this.#conversations.followConversation(...request);

  readonly getConversationTranscript: OpsAgentApi['getConversationTranscript'] =
    (...request) => this.#conversations.getConversationTranscript(...request);

  readonly cancelQuestion: OpsAgentApi['cancelQuestion'] = (...request) =>
    this.#conversations.cancelQuestion(...request);

  readonly giveAnswerFeedback: OpsAgentApi['giveAnswerFeedback'] = (
    ...request
  ) => this.#conversations.giveAnswerFeedback(...request);

  readonly listSuggestions: OpsAgentApi['listSuggestions'] = (...request) =>
    this.#conversations.listSuggestions(...request);

  readonly listModels: OpsAgentApi['listModels'] = options =>
    this.#rest.get('/models', modelListSchema, options);

  readonly listAlerts: OpsAgentApi['listAlerts'] = (query, options) =>
    this.#rest.get('/alerts', alertListSchema, { ...options, query });

  readonly getAlertTarget: OpsAgentApi['getAlertTarget'] = (labels, options) =>
    this.#rest.get('/alerts/target', alertTargetSchema, {
      ...options,
      query: labels,
    });

  readonly getEntityHealth: OpsAgentApi['getEntityHealth'] = async (
    entityRef,
    options,
  ) => {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    return this.#rest.get(
      encoded`/entities/${kind}/${namespace}/${name}/health`,
      entityHealthSchema,
      options,
    );
  };

  readonly getOverview: OpsAgentApi['getOverview'] = options =>
    this.#rest.get('/overview', overviewSchema, options);
}
