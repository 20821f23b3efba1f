import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import { acceptanceRevokedSchema } from '../schema/acceptance';
import {
  AlertLabels,
  AlertQuery,
  alertListSchema,
  alertTargetSchema,
} from '../schema/alert';
import { clusterListSchema, scanRequestedSchema } from '../schema/cluster';
import { entityHealthSchema } from '../schema/entityHealth';
import { storedFindingSchema } from '../schema/finding';
import { incidentDetailsSchema } from '../schema/incident';
import {
  IncidentChanges,
  incidentChangeResultsSchema,
} from '../schema/incidentChanges';
import {
  IncidentFacetQuery,
  incidentFacetsSchema,
} from '../schema/incidentFacets';
import {
  IncidentExportQuery,
  IncidentQuery,
  TransitionQuery,
  incidentListSchema,
  transitionListSchema,
} from '../schema/incidentQuery';
import { incidentGraphSchema } from '../schema/incidentGraph';
import { TimelineQuery, timelineSchema } from '../schema/incidentTimeline';
import {
  InvestigationQuery,
  StartInvestigation,
  investigationListSchema,
  investigationRecordSchema,
  investigationSchema,
  investigationStartedSchema,
  modelListSchema,
  transcriptSchema,
} from '../schema/investigation';
import { FindingChange, LifecycleChange } from '../schema/lifecycle';
import { FindingQuery, findingListSchema } from '../schema/findingQuery';
import { overviewSchema } from '../schema/overview';
import {
  ClusterQuery,
  NamespaceQuery,
  NodeQuery,
  clusterDetailsSchema,
  clusterSummaryListSchema,
  namespaceDetailsSchema,
  namespaceListSchema,
  nodeListSchema,
} from '../schema/resourceQuery';
import { nodeResourcesSchema } from '../schema/resources';
import { followEvents } from './followEvents';
import {
  IncidentExport,
  OpsAgentApi,
  OpsAgentRequestOptions,
} from './OpsAgentApi';

interface RequestInput {
  method?: string;
  body?: object;
}

export interface OpsAgentClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/** The OpsAgent REST API over HTTP, for the browser and for other backends. Answers are checked against their schemas. */
export class OpsAgentClient implements OpsAgentApi {
  readonly #discovery: OpsAgentClientOptions['discoveryApi'];
  readonly #fetch: OpsAgentClientOptions['fetchApi'];

  constructor(options: OpsAgentClientOptions) {
    this.#discovery = options.discoveryApi;
    this.#fetch = options.fetchApi;
  }

  async listClusters(options?: OpsAgentRequestOptions) {
    return this.#request('/clusters', clusterListSchema, options);
  }

  async listClusterSummaries(
    query: Partial<ClusterQuery> = {},
    options?: OpsAgentRequestOptions,
  ) {
    const path = `/clusters${searchOf(query)}`;
    return this.#request(path, clusterSummaryListSchema, options);
  }

  async getCluster(cluster: string, options?: OpsAgentRequestOptions) {
    return this.#request(clusterPath(cluster), clusterDetailsSchema, options);
  }

  async listNamespaces(
    cluster: string,
    query: Partial<NamespaceQuery> = {},
    options?: OpsAgentRequestOptions,
  ) {
    const path = `${clusterPath(cluster, 'namespaces')}${searchOf(query)}`;
    return this.#request(path, namespaceListSchema, options);
  }

  async getNamespace(
    cluster: string,
    namespace: string,
    options?: OpsAgentRequestOptions,
  ) {
    const path = clusterPath(cluster, 'namespaces', namespace);
    return this.#request(path, namespaceDetailsSchema, options);
  }

  async listNodes(
    cluster: string,
    query: Partial<NodeQuery> = {},
    options?: OpsAgentRequestOptions,
  ) {
    const path = `${clusterPath(cluster, 'nodes')}${searchOf(query)}`;
    return this.#request(path, nodeListSchema, options);
  }

  async getNode(
    cluster: string,
    node: string,
    options?: OpsAgentRequestOptions,
  ) {
    const path = clusterPath(cluster, 'nodes', node);
    return this.#request(path, nodeResourcesSchema, options);
  }

  async requestScan(cluster: string, options?: OpsAgentRequestOptions) {
    const path = clusterPath(cluster, 'scans');
    return this.#request(path, scanRequestedSchema, options, {
      method: 'POST',
    });
  }

  async listFindings(
    query: Partial<FindingQuery> = {},
    options?: OpsAgentRequestOptions,
  ) {
    return this.#request(
      `/findings${searchOf(query)}`,
      findingListSchema,
      options,
    );
  }

  async getFinding(id: string, options?: OpsAgentRequestOptions) {
    const path = `/findings/${encodeURIComponent(id)}`;
    return this.#request(path, storedFindingSchema, options);
  }

  async changeFinding(
    id: string,
    change: FindingChange,
    options?: OpsAgentRequestOptions,
  ) {
    const path = `/findings/${encodeURIComponent(id)}`;
    return this.#request(path, storedFindingSchema, options, {
      method: 'PATCH',
      body: change,
    });
  }

  async revokeAcceptance(id: string, options?: OpsAgentRequestOptions) {
    const path = `/acceptances/${encodeURIComponent(id)}`;
    return this.#request(path, acceptanceRevokedSchema, options, {
      method: 'DELETE',
    });
  }

  async listFindingTransitions(
    id: string,
    query: Partial<TransitionQuery> = {},
    options?: OpsAgentRequestOptions,
  ) {
    const path = `/findings/${encodeURIComponent(id)}/transitions`;
    return this.#request(
      `${path}${searchOf(query)}`,
      transitionListSchema,
      options,
    );
  }

  async listIncidents(
    query: Partial<IncidentQuery> = {},
    options?: OpsAgentRequestOptions,
  ) {
    const path = `/incidents${searchOf(query)}`;
    return this.#request(path, incidentListSchema, options);
  }

  async countIncidents(
    query: Partial<IncidentFacetQuery> = {},
    options?: OpsAgentRequestOptions,
  ) {
    const path = `/incidents/facets${searchOf(query)}`;
    return this.#request(path, incidentFacetsSchema, options);
  }

  async exportIncidents(
    query: Partial<IncidentExportQuery> = {},
    options?: OpsAgentRequestOptions,
  ): Promise<IncidentExport> {
    const path = `/incidents/export${searchOf(query)}`;
    const response = await this.#send(path, options);
    return {
      csv: await response.blob(),
      truncated: response.headers.get('OpsAgent-Truncated') === 'true',
    };
  }

  async changeIncidents(
    changes: IncidentChanges,
    options?: OpsAgentRequestOptions,
  ) {
    const path = '/incidents/changes';
    return this.#request(path, incidentChangeResultsSchema, options, {
      method: 'POST',
      body: changes,
    });
  }

  async getIncident(id: string, options?: OpsAgentRequestOptions) {
    const path = `/incidents/${encodeURIComponent(id)}`;
    return this.#request(path, incidentDetailsSchema, options);
  }

  async changeIncident(
    id: string,
    change: LifecycleChange,
    options?: OpsAgentRequestOptions,
  ) {
    const path = `/incidents/${encodeURIComponent(id)}`;
    return this.#request(path, incidentDetailsSchema, options, {
      method: 'PATCH',
      body: change,
    });
  }

  async listIncidentTransitions(
    id: string,
    query: Partial<TransitionQuery> = {},
    options?: OpsAgentRequestOptions,
  ) {
    const path = `/incidents/${encodeURIComponent(id)}/transitions`;
    return this.#request(
      `${path}${searchOf(query)}`,
      transitionListSchema,
      options,
    );
  }

  async getIncidentGraph(id: string, options?: OpsAgentRequestOptions) {
    const path = `/incidents/${encodeURIComponent(id)}/graph`;
    return this.#request(path, incidentGraphSchema, options);
  }

  async listIncidentTimeline(
    id: string,
    query: Partial<TimelineQuery> = {},
    options?: OpsAgentRequestOptions,
  ) {
    const path = `/incidents/${encodeURIComponent(id)}/timeline`;
    return this.#request(`${path}${searchOf(query)}`, timelineSchema, options);
  }

  async startInvestigation(
    incident: string,
    start: Partial<StartInvestigation> = {},
    options?: OpsAgentRequestOptions,
  ) {
    const path = `/incidents/${encodeURIComponent(incident)}/investigations`;
    return this.#request(path, investigationStartedSchema, options, {
      method: 'POST',
      body: start,
    });
  }

  async listInvestigations(
    incident: string,
    query: Partial<InvestigationQuery> = {},
    options?: OpsAgentRequestOptions,
  ) {
    const path = `/incidents/${encodeURIComponent(incident)}/investigations`;
    return this.#request(
      `${path}${searchOf(query)}`,
      investigationListSchema,
      options,
    );
  }

  async getInvestigation(id: string, options?: OpsAgentRequestOptions) {
    return this.#request(
      investigationPath(id),
      investigationRecordSchema,
      options,
    );
  }

  followInvestigation(
    id: string,
    options: OpsAgentRequestOptions & { after?: number } = {},
  ) {
    const { after = 0, ...request } = options;
    return followEvents(
      from =>
        this.#send(`${investigationPath(id)}/events?after=${from}`, request),
      { after, signal: request.signal },
    );
  }

  async getInvestigationTranscript(
    id: string,
    options?: OpsAgentRequestOptions,
  ) {
    const path = `${investigationPath(id)}/transcript`;
    return this.#request(path, transcriptSchema, options);
  }

  async cancelInvestigation(id: string, options?: OpsAgentRequestOptions) {
    const path = `${investigationPath(id)}/cancel`;
    return this.#request(path, investigationSchema, options, {
      method: 'POST',
    });
  }

  async listModels(options?: OpsAgentRequestOptions) {
    return this.#request('/models', modelListSchema, options);
  }

  async listAlerts(
    query: Partial<AlertQuery> = {},
    options?: OpsAgentRequestOptions,
  ) {
    return this.#request(`/alerts${searchOf(query)}`, alertListSchema, options);
  }

  async getAlertTarget(labels: AlertLabels, options?: OpsAgentRequestOptions) {
    const path = `/alerts/target${searchOf(labels)}`;
    return this.#request(path, alertTargetSchema, options);
  }

  async getEntityHealth(entityRef: string, options?: OpsAgentRequestOptions) {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const path = [kind, namespace, name].map(encodeURIComponent).join('/');
    return this.#request(
      `/entities/${path}/health`,
      entityHealthSchema,
      options,
    );
  }

  async getOverview(options?: OpsAgentRequestOptions) {
    return this.#request('/overview', overviewSchema, options);
  }

  async #request<T>(
    path: string,
    schema: z.ZodType<T>,
    options?: OpsAgentRequestOptions,
    init?: RequestInput,
  ): Promise<T> {
    const response = await this.#send(path, options, init);
    return schema.parse(await response.json());
  }

  async #send(
    path: string,
    options: OpsAgentRequestOptions = {},
    { method = 'GET', body }: RequestInput = {},
  ): Promise<Response> {
    const baseUrl = await this.#discovery.getBaseUrl('opsagent');
    const { token, signal } = options;
    const response = await this.#fetch.fetch(`${baseUrl}${path}`, {
      method,
      signal,
      headers: {
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(body ? { 'Content-Type': 'application/json' } : {}),
      },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}

function investigationPath(id: string): string {
  return `/investigations/${encodeURIComponent(id)}`;
}

function clusterPath(...parts: readonly string[]): string {
  return `/clusters/${parts.map(encodeURIComponent).join('/')}`;
}

/** Several values of one filter as repeated parameters. */
function searchOf(query: object): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value ?? []].flat()) parameters.append(name, `${each}`);
  }
  return parameters.size > 0 ? `?${parameters}` : '';
}
