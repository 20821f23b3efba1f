import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { kubernetesProxyPermission } from '@backstage/plugin-kubernetes-common';
import {
  IncidentDetails,
  Investigation,
  InvestigationEvent,
  InvestigationList,
  InvestigationQuery,
  InvestigationRecord,
  InvestigationStarted,
  InvestigationStep,
  ModelList,
  StartInvestigation,
  Transcript,
  Verdict,
  opsagentInvestigationCreatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  Budget,
  BudgetLimits,
  Privacy,
  Spending,
} from '@opsagent/investigator';
import {
  IncidentForReader,
  InvestigatedIncidents,
} from './InvestigatedIncidents';
import { PortalModels } from '../models/PortalModels';
import {
  Authorizer,
  Caller,
  nameOf,
  notAllowed,
} from '../permissions/Authorizer';
import { RunWork } from '../runs/ActiveRun';
import { ModelRunner } from '../runs/ModelRunner';
import { RunFeed } from '../runs/RunFeed';
import { followSteps } from '../runs/followSteps';
import { transcriptOf } from '../runs/transcriptOf';
import { InvestigationRequest } from './investigationWork';
import {
  DatabaseInvestigationStore,
  SeenInvestigations,
} from './DatabaseInvestigationStore';
import { InvestigationContext } from './context/readContext';
import { covers } from './ReaderView';
import { incidentCaseOf } from './incidentCaseOf';
import { StoredInvestigation } from './investigationRows';

export interface AuthorizedInvestigationsOptions {
  incidents: InvestigatedIncidents;
  store: DatabaseInvestigationStore;
  runner: ModelRunner<InvestigationStep, Verdict>;
  /** What the runner is to do. */
  work(request: InvestigationRequest): RunWork<InvestigationStep, Verdict>;
  feed: RunFeed;
  models: PortalModels;
  spending: Spending;
  budget: BudgetLimits;
  authorizer: Authorizer;
  createPrivacy(): Privacy;
  readContext(
    incident: IncidentDetails,
    caller: Caller,
  ): Promise<InvestigationContext>;
  /** Milliseconds for which an investigation answers for the same state of things. */
  reuse: number;
}

/** For whom an investigation is told, and how much of it. */
interface ReadInvestigation {
  investigation: StoredInvestigation;
  reader: IncidentForReader;
  /** Whether the reader may see everything that it saw. */
  isCovered: boolean;
}

/**
 * Investigations as one caller may start, stop and see them.
 *
 * What an investigation saw is told only to those who may see all that whoever asked for it might see of the incident, and who may read clusters through the portal at
 * all, as it did; others who may see the incident are told that it is there and how it stands.
 */
export class AuthorizedInvestigations {
  readonly #options: AuthorizedInvestigationsOptions;

  constructor(options: AuthorizedInvestigationsOptions) {
    this.#options = options;
  }

  /** Names only. Everybody who is signed in may know them. */
  models(): ModelList {
    return this.#options.models.list();
  }

  /**
   * @throws NotFoundError alike for an incident that is not there and one that the caller may not see
   * @throws NotAllowedError without permission to investigate it
   * @throws ConflictError when no model is configured
   * @throws ServiceUnavailableError while too many run already
   */
  async start(
    told: string,
    { fresh }: StartInvestigation,
    caller: Caller,
  ): Promise<InvestigationStarted> {
    const {
      budget,
      createPrivacy,
      incidents,
      models,
      readContext,
      runner,
      spending,
      store,
      work,
    } = this.#options;
    const reader = await incidents.read(told, caller);
    if (!reader.mayInvestigate)
      throw notAllowed(opsagentInvestigationCreatePermission);
    const chain = models.chainOf('investigate');
    if (!chain)
      throw new ConflictError(
        'No language model is there to investigate with; add one under opsagent.models',
      );
    const recent = fresh ? undefined : await this.#recent(reader, caller);
    if (recent?.answer)
      return {
        ...this.#told(recent.answer, caller, reader.fingerprint),
        reused: true,
      };
    const { entityRefs: beside, tools } = await readContext(
      reader.incident,
      caller,
    );
    const requestedBy = nameOf(caller);
    const watch = new Budget(budget, spending, requestedBy);
    const watched = chain.wrapped(each => watch.watch(each));
    const asked = {
      incidentId: reader.incident.id,
      fingerprint: reader.fingerprint,
      requestedBy,
      automatic: false,
      model: watched.models[0].name,
      reader: { ...reader.view, beside },
    };
    const id = await runner.start(
      times =>
        recent
          ? store.beginUnlessOthers({ ...asked, ...times }, recent.seen)
          : store.begin({ ...asked, ...times }),
      work({
        incident: incidentCaseOf(reader.incident),
        credentials: caller.credentials,
        models: watched,
        privacy: createPrivacy(),
        tools,
      }),
      async () => recent !== undefined && store.hasOthers(asked, recent.seen),
    );
    // Another was begun meanwhile, and may answer for the caller too.
    if (id === undefined) return this.start(told, { fresh }, caller);
    const investigation = await store.get(id);
    if (!investigation) throw new NotFoundError(`No investigation ${id}`);
    const started = { investigation, reader, isCovered: true };
    return {
      ...this.#told(started, caller, reader.fingerprint),
      reused: false,
    };
  }

  /** @throws NotFoundError alike for an incident that is not there and one that the caller may not see */
  async list(
    told: string,
    query: InvestigationQuery,
    caller: Caller,
  ): Promise<InvestigationList> {
    const { incidents, models, store } = this.#options;
    const reader = await incidents.read(told, caller);
    const { items, ...page } = await store.ofIncident(
      reader.incident.id,
      query,
    );
    const readable = await this.#readable(items, reader, caller);
    const model = models.chainOf('investigate')?.models[0];
    return {
      items: readable.map(each => this.#told(each, caller, reader.fingerprint)),
      ...page,
      ...(model ? { model: model.name } : {}),
      mayStart: reader.mayInvestigate,
    };
  }

  /** @throws NotFoundError alike for one that is not there and one whose incident the caller may not see */
  async get(id: string, caller: Caller): Promise<InvestigationRecord> {
    const read = await this.#read(id, caller);
    return {
      ...this.#told(read, caller, read.reader.fingerprint),
      steps: read.isCovered ? await this.#options.store.stepsAfter(id, 0) : [],
    };
  }

  /**
   * What happens from a step on, as it happens, until it has ended.
   *
   * @throws NotFoundError alike for one that is not there and one whose incident the caller may not see
   * @throws NotAllowedError for those who may see less of the incident than whoever asked
   */
  async follow(
    id: string,
    options: { after: number; signal: AbortSignal },
    caller: Caller,
  ): Promise<AsyncIterable<InvestigationEvent>> {
    const { feed, store } = this.#options;
    const { reader } = await this.#readCovered(id, caller);
    const told = (investigation: StoredInvestigation) =>
      this.#told(
        { investigation, reader, isCovered: true },
        caller,
        reader.fingerprint,
      );
    return (async function* events() {
      for await (const event of followSteps(id, { ...options, feed, store }))
        yield event.type === 'end'
          ? { type: event.type, investigation: told(event.run) }
          : event;
    })();
  }

  /**
   * What was sent to the model, word for word.
   *
   * @throws NotFoundError alike for one that is not there and one whose incident the caller may not see
   * @throws NotAllowedError for those who may see less of the incident than whoever asked
   */
  async transcript(id: string, caller: Caller): Promise<Transcript> {
    const { store } = this.#options;
    await this.#readCovered(id, caller);
    return transcriptOf(id, store);
  }

  /**
   * @throws NotFoundError alike for one that is not there and one whose incident the caller may not see
   * @throws NotAllowedError unless the caller may investigate the incident and see the investigation
   * @throws ConflictError for one that has ended
   */
  async cancel(id: string, caller: Caller): Promise<Investigation> {
    const { runner, store } = this.#options;
    const read = await this.#readCovered(id, caller);
    const { investigation, reader } = read;
    if (!this.#mayCancel(read, caller))
      throw notAllowed(opsagentInvestigationCreatePermission);
    if (investigation.state !== 'running')
      throw new ConflictError(`Investigation ${id} has ended`);
    await runner.cancel(id);
    const now = (await store.get(id)) ?? investigation;
    return this.#told(
      { ...read, investigation: now },
      caller,
      reader.fingerprint,
    );
  }

  async #read(id: string, caller: Caller): Promise<ReadInvestigation> {
    const { incidents, store } = this.#options;
    const investigation = await store.get(id);
    const missing = new NotFoundError(`No investigation ${id}`);
    if (!investigation) {
      await incidents.requireReading(caller);
      throw missing;
    }
    const reader = await incidents.read(
      investigation.incidentId,
      caller,
      missing,
    );
    const [read] = await this.#readable([investigation], reader, caller);
    return read;
  }

  async #readCovered(id: string, caller: Caller) {
    const read = await this.#read(id, caller);
    if (read.isCovered) return read;
    throw new NotAllowedError(
      'Whoever asked for this investigation may see more of the incident or of its cluster',
    );
  }

  async #readable(
    investigations: readonly StoredInvestigation[],
    reader: IncidentForReader,
    caller: Caller,
  ): Promise<ReadInvestigation[]> {
    const readsClusters =
      investigations.length > 0 &&
      (await this.#options.authorizer.allows(
        kubernetesProxyPermission,
        caller,
      ));
    const told = investigations.flatMap(each => each.reader.beside ?? []);
    const beside =
      readsClusters && told.length > 0
        ? await this.#options.incidents.visible([...new Set(told)], caller)
        : [];
    const view = { ...reader.view, beside };
    return investigations.map(investigation => ({
      investigation,
      reader,
      isCovered:
        readsClusters && covers(view, investigation.reader, reader.read),
    }));
  }

  /** What was looked at, and of it one for somebody who saw exactly as much, so that it answers neither more nor less than a new one would. */
  async #recent(reader: IncidentForReader, caller: Caller) {
    const { reuse, store } = this.#options;
    const { fingerprint, incident, view } = reader;
    const since = new Date(Date.now() - reuse);
    const found = await store.recent(incident.id, { fingerprint, since });
    const readable = await this.#readable(found, reader, caller);
    const answer = readable.find(
      each => each.isCovered && covers(each.investigation.reader, view),
    );
    const seen: SeenInvestigations = { since, ids: found.map(({ id }) => id) };
    return { answer, seen };
  }

  #mayCancel({ investigation, reader }: ReadInvestigation, caller: Caller) {
    return (
      reader.mayInvestigate || investigation.requestedBy === nameOf(caller)
    );
  }

  #told(
    read: ReadInvestigation,
    caller: Caller,
    fingerprint: string,
  ): Investigation {
    const { investigation, isCovered, reader } = read;
    const { id, state, startedAt, endedAt } = investigation;
    const told = {
      id,
      incident: reader.incident.id,
      state,
      startedAt,
      ...(endedAt ? { endedAt } : {}),
    };
    if (!isCovered) return told;
    const { currency } = this.#options.models;
    const { automatic, failure, model, requestedBy, usage, verdict } =
      investigation;
    return {
      ...told,
      details: {
        requestedBy,
        automatic,
        model,
        usage,
        ...(currency ? { currency } : {}),
        ...(failure ? { failure } : {}),
        ...(verdict ? { verdict } : {}),
        outdated: investigation.fingerprint !== fingerprint,
        mayCancel: state === 'running' && this.#mayCancel(read, caller),
      },
    };
  }
}
