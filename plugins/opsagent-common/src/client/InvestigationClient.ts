import {
  investigationEventSchema,
  investigationListSchema,
  investigationRecordSchema,
  investigationSchema,
  investigationStartedSchema,
  transcriptSchema,
} from '../schema/investigation';
import {
  plainSummarySchema,
  plainSummaryStateSchema,
} from '../schema/plainSummary';
import { followEvents } from './followEvents';
import { OpsAgentApi } from './OpsAgentApi';
import { RestClient, encoded } from './RestClient';

/** The part of the REST API in which a model looks into an incident or explains it. */
export class InvestigationClient {
  readonly #rest: RestClient;

  constructor(rest: RestClient) {
    this.#rest = rest;
  }

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
}
