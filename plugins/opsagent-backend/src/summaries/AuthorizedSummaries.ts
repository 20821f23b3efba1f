import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  PlainSummary,
  PlainSummaryState,
  Transcript,
  opsagentInvestigationCreatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  Budget,
  BudgetLimits,
  Privacy,
  Spending,
} from '@opsagent/investigator';
import { digestOf } from '../database/digestOf';
import {
  IncidentForReader,
  InvestigatedIncidents,
} from '../investigations/InvestigatedIncidents';
import { fingerprintOf } from '../investigations/fingerprintOf';
import { incidentCaseOf } from '../investigations/incidentCaseOf';
import { PortalModels } from '../models/PortalModels';
import { Caller, nameOf, notAllowed } from '../permissions/Authorizer';
import {
  DatabaseSummaryStore,
  StoredSummary,
  SummaryKey,
} from './DatabaseSummaryStore';
import { SummaryOptions } from './readSummaryOptions';
import { SummaryWriter } from './SummaryWriter';

export interface AuthorizedSummariesOptions extends SummaryOptions {
  incidents: InvestigatedIncidents;
  store: DatabaseSummaryStore;
  writer: SummaryWriter;
  models: PortalModels;
  spending: Spending;
  budget: BudgetLimits;
  createPrivacy(): Privacy;
}

/**
 * Incidents in plain words, as one caller may have them explained and read. A summary is told only to those who may see exactly what whoever asked for it might, so that it
 * never tells one reader what only another one sees.
 */
export class AuthorizedSummaries {
  readonly #options: AuthorizedSummariesOptions;

  constructor(options: AuthorizedSummariesOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError alike for an incident that is not there and one that the caller may not see */
  async get(told: string, caller: Caller): Promise<PlainSummaryState> {
    const { automatic, incidents } = this.#options;
    const reader = await incidents.read(told, caller);
    const [first] = this.#models();
    const shown = await this.#shown(reader);
    return {
      ...(shown ? { summary: this.#told(shown, keyOf(reader)) } : {}),
      ...(first === undefined ? {} : { model: first }),
      mayMake: reader.mayInvestigate,
      automatic,
    };
  }

  /**
   * Has the incident explained as it is now, unless that was done before.
   *
   * @throws NotFoundError alike for an incident that is not there and one that the caller may not see
   * @throws NotAllowedError without permission to investigate it
   * @throws ConflictError when no model is configured, or nothing is left to spend
   * @throws ServiceUnavailableError when no model gave an explanation
   */
  async make(told: string, caller: Caller): Promise<PlainSummary> {
    const { budget, createPrivacy, incidents, models, spending, writer } =
      this.#options;
    const reader = await incidents.read(told, caller);
    if (!reader.mayInvestigate)
      throw notAllowed(opsagentInvestigationCreatePermission);
    const chain = models.chainOf('summarise');
    if (!chain)
      throw new ConflictError(
        'No language model is there to explain it; add one under opsagent.models',
      );
    const requestedBy = nameOf(caller);
    const watch = new Budget(budget, spending, requestedBy);
    const key = keyOf(reader);
    const made = await writer.write(key, {
      incident: incidentCaseOf(reader.incident),
      models: chain.wrapped(each => watch.watch(each)),
      privacy: createPrivacy(),
      requestedBy,
      credentials: caller.credentials,
    });
    return this.#told(made, key);
  }

  /**
   * What was sent to the model for the summary that the caller is shown, word for word.
   *
   * @throws NotFoundError alike for an incident that is not there, one that the caller may not see, and without a summary
   */
  async transcript(told: string, caller: Caller): Promise<Transcript> {
    const reader = await this.#options.incidents.read(told, caller);
    const shown = await this.#shown(reader);
    if (!shown) throw new NotFoundError(`No incident ${told}`);
    return shown.transcript;
  }

  async #shown(reader: IncidentForReader): Promise<StoredSummary | undefined> {
    const { store } = this.#options;
    const key = keyOf(reader);
    const fitting = await store.find(key, this.#models());
    return fitting ?? store.latest(key);
  }

  #models(): string[] {
    const chain = this.#options.models.chainOf('summarise');
    return chain?.models.map(({ name }) => name) ?? [];
  }

  #told(stored: StoredSummary, key: SummaryKey): PlainSummary {
    const { facts, fingerprint, madeAt, model, sentences, usage } = stored;
    const { currency } = this.#options.models;
    return {
      sentences,
      facts,
      model,
      madeAt,
      outdated:
        fingerprint !== key.fingerprint || !this.#models().includes(model),
      usage,
      ...(currency ? { currency } : {}),
    };
  }
}

/** Of what the reader sees, and not of the whole incident, so that nothing but that makes a summary outdated. */
function keyOf({ incident, view }: IncidentForReader): SummaryKey {
  return {
    incidentId: incident.id,
    reader: digestOf(view),
    fingerprint: fingerprintOf(incidentCaseOf(incident)),
  };
}
