import {
  conversationEventSchema,
  conversationListSchema,
  conversationMessageRecordSchema,
  conversationMessageSchema,
  conversationRecordSchema,
  conversationSchema,
  suggestionListSchema,
} from '../schema/conversation';
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
import {
  investigationEventSchema,
  investigationListSchema,
  investigationRecordSchema,
  investigationSchema,
  investigationStartedSchema,
  modelListSchema,
  transcriptSchema,
} from '../schema/investigation';
import { overviewSchema } from '../schema/overview';
import {
  plainSummarySchema,
  plainSummaryStateSchema,
} from '../schema/plainSummary';
import {
  clusterDetailsSchema,
  clusterSummaryListSchema,
  namespaceDetailsSchema,
  namespaceListSchema,
  nodeListSchema,
} from '../schema/resourceQuery';
import { nodeResourcesSchema } from '../schema/resources';
import { followEvents } from './followEvents';
import { OpsAgentApi } from './OpsAgentApi';
import { OpsAgentClientOptions, RestClient, encoded } from './RestClient';

/** The OpsAgent REST API over HTTP, for the browser and for other backends. Answers are checked against their schemas. */
export class OpsAgentClient implements OpsAgentApi {
  readonly #rest: RestClient;

  constructor(options: OpsAgentClientOptions) {
    this.#rest = new RestClient(options);
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
    incident,
    start = {},
    options = {},
  ) =>
    this.#rest.post(
      encoded`/incidents/${incident}/investigations`,
      investigationStartedSchema,
      { ...options, body: start },
    );

  readonly listInvestigations: OpsAgentApi['listInvestigations'] = (
    incident,
    query,
    options,
  ) =>
    this.#rest.get(
      encoded`/incidents/${incident}/investigations`,
      investigationListSchema,
      { ...options, query },
    );

  readonly getInvestigation: OpsAgentApi['getInvestigation'] = (id, options) =>
    this.#rest.get(
      encoded`/investigations/${id}`,
      investigationRecordSchema,
      options,
    );

  readonly followInvestigation: OpsAgentApi['followInvestigation'] = (
    id,
    { after = 0, ...options } = {},
  ) =>
    followEvents(
      from =>
        this.#rest.send('GET', encoded`/investigations/${id}/events`, {
          ...options,
          query: { after: from },
        }),
      {
        schema: investigationEventSchema,
        after,
        signal: options.signal,
      },
    );

  readonly getInvestigationTranscript: OpsAgentApi['getInvestigationTranscript'] =
    (id, options) =>
      this.#rest.get(
        encoded`/investigations/${id}/transcript`,
        transcriptSchema,
        options,
      );

  readonly cancelInvestigation: OpsAgentApi['cancelInvestigation'] = (
    id,
    options,
  ) =>
    this.#rest.post(
      encoded`/investigations/${id}/cancel`,
      investigationSchema,
      options,
    );

  readonly getPlainSummary: OpsAgentApi['getPlainSummary'] = (
    incident,
    options,
  ) =>
    this.#rest.get(
      encoded`/incidents/${incident}/summary`,
      plainSummaryStateSchema,
      options,
    );

  readonly makePlainSummary: OpsAgentApi['makePlainSummary'] = (
    incident,
    options,
  ) =>
    this.#rest.post(
      encoded`/incidents/${incident}/summary`,
      plainSummarySchema,
      options,
    );

  readonly getPlainSummaryTranscript: OpsAgentApi['getPlainSummaryTranscript'] =
    (incident, options) =>
      this.#rest.get(
        encoded`/incidents/${incident}/summary/transcript`,
        transcriptSchema,
        options,
      );

  readonly startConversation: OpsAgentApi['startConversation'] = (
    start,
    options,
  ) =>
    this.#rest.post('/conversations', conversationRecordSchema, {
      ...options,
      body: start,
    });

  readonly listConversations: OpsAgentApi['listConversations'] = (
    query,
    options,
  ) =>
    this.#rest.get('/conversations', conversationListSchema, {
      ...options,
      query,
    });

  readonly getConversation: OpsAgentApi['getConversation'] = (id, options) =>
    this.#rest.get(
      encoded`/conversations/${id}`,
      conversationRecordSchema,
      options,
    );

  readonly deleteConversation: OpsAgentApi['deleteConversation'] = (
    id,
    options,
  ) =>
    this.#rest.delete(
      encoded`/conversations/${id}`,
      conversationSchema,
      options,
    );

  readonly askQuestion: OpsAgentApi['askQuestion'] = (id, text, options) =>
    this.#rest.post(
      encoded`/conversations/${id}/messages`,
      conversationMessageSchema,
      { ...options, body: { text } },
    );

  readonly getConversationMessage: OpsAgentApi['getConversationMessage'] = (
    id,
    number,
    options,
  ) =>
    this.#rest.get(
      messagePath(id, number),
      conversationMessageRecordSchema,
      options,
    );

  readonly followConversation: OpsAgentApi['followConversation'] = (
    id,
    number,
    { after = 0, ...options } = {},
  ) =>
    followEvents(
      from =>
        this.#rest.send('GET', `${messagePath(id, number)}/events`, {
          ...options,
          query: { after: from },
        }),
      {
        schema: conversationEventSchema,
        after,
        signal: options.signal,
      },
    );

  readonly getConversationTranscript: OpsAgentApi['getConversationTranscript'] =
    (id, number, options) =>
      this.#rest.get(
        `${messagePath(id, number)}/transcript`,
        transcriptSchema,
        options,
      );

  readonly cancelQuestion: OpsAgentApi['cancelQuestion'] = (
    id,
    number,
    options,
  ) =>
    this.#rest.post(
      `${messagePath(id, number)}/cancel`,
      conversationMessageSchema,
      options,
    );

  readonly giveAnswerFeedback: OpsAgentApi['giveAnswerFeedback'] = (
    id,
    number,
    feedback,
    options,
  ) =>
    this.#rest.put(
      `${messagePath(id, number)}/feedback`,
      conversationMessageSchema,
      { ...options, body: feedback },
    );

  readonly listSuggestions: OpsAgentApi['listSuggestions'] = (about, options) =>
    this.#rest.get('/suggestions', suggestionListSchema, {
      ...options,
      query: about,
    });

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

function messagePath(id: string, number: number): string {
  return encoded`/conversations/${id}/messages/${`${number}`}`;
}
