import {
  AuthService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  InvestigationStep,
  Verdict,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  Budget,
  BudgetLimits,
  InvestigationScope,
  ModelChain,
  Privacy,
  Spending,
  runbookTools,
} from '@opsagent/investigator';
import { ChangeBroadcast } from '../../changes/ChangeBroadcast';
import { FindingStore } from '../../findings/FindingStore';
import { IncidentStore } from '../../incidents/IncidentStore';
import { PortalModels } from '../../models/PortalModels';
import { RunWork } from '../../runs/ActiveRun';
import { ModelRunner } from '../../runs/ModelRunner';
import { logFailure } from '../../scanning/describeFailure';
import { DatabaseInvestigationStore } from '../DatabaseInvestigationStore';
import { InvestigatedIncidents } from '../InvestigatedIncidents';
import { EntityFacts, refsNamedBy } from '../context/EntityFacts';
import { entityFactsTool } from '../context/entityFactsTool';
import { InvestigationRequest } from '../investigationWork';
import { ConfiguredRunbooks } from '../runbooks/ConfiguredRunbooks';
import { DatabaseAutomaticRuns } from './DatabaseAutomaticRuns';
import { OptedIn } from './OptedIn';
import { automaticCandidates } from './automaticCandidates';
import { AutomaticCase, automaticCaseOf } from './automaticCaseOf';
import { AutomaticOptions } from './readAutomaticOptions';

/** Milliseconds for which none is begun after all models failed, or the process that ran one ended. */
const REST = 10 * 60_000;

/** Who is named as having asked. */
const NOBODY = 'plugin:opsagent';

export interface AutomaticInvestigationsOptions {
  policy: AutomaticOptions;
  incidents: IncidentStore;
  findings: FindingStore;
  investigated: InvestigatedIncidents;
  store: DatabaseInvestigationStore;
  runs: DatabaseAutomaticRuns;
  runner: ModelRunner<InvestigationStep, Verdict>;
  work(request: InvestigationRequest): RunWork<InvestigationStep, Verdict>;
  models: PortalModels;
  spending: Spending;
  budget: BudgetLimits;
  optedIn: OptedIn;
  entityFacts: EntityFacts;
  runbooks: ConfiguredRunbooks;
  createPrivacy(): Privacy;
  auth: AuthService;
  changes: Pick<ChangeBroadcast, 'announce'>;
  logger: LoggerService;
  /** Milliseconds in which an incident is investigated by itself at most once. */
  reuse: number;
}

/**
 * Begins investigations that nobody asked for, as the configured policy says: with the plugin's own credentials, of what belongs to the entities that caused an incident,
 * and no more than the policy allows.
 */
export class AutomaticInvestigations {
  readonly #options: AutomaticInvestigationsOptions;

  constructor(options: AutomaticInvestigationsOptions) {
    this.#options = options;
  }

  /** Begins as many as may run; how many these are. Meant to be called by one process at a time. */
  async look(signal: AbortSignal): Promise<number> {
    const { changes, incidents, logger, models, policy, runs } = this.#options;
    const chain = models.chainOf('investigate');
    if (!chain || (await this.#isSpent())) return 0;
    if (await runs.failedSince(new Date(Date.now() - REST))) return 0;
    const free = policy.concurrency - (await runs.running());
    if (free <= 0) return 0;
    const credentials = await this.#options.auth.getOwnServiceCredentials();
    let begun = 0;
    for await (const id of automaticCandidates(incidents, policy)) {
      if (begun >= free || signal.aborted) break;
      try {
        if (await this.#begin(id, chain, credentials)) begun += 1;
      } catch (error) {
        if (error instanceof ServiceUnavailableError) break;
        logger.warn(
          `Incident ${id} was not investigated by itself: ${logFailure(error)}`,
        );
      }
    }
    if (begun > 0) changes.announce();
    return begun;
  }

  async #isSpent() {
    const { policy, spending } = this.#options;
    const { tokens = Infinity, cost = Infinity } = policy.budget;
    const { user: spent } = await spending.today(undefined);
    return spent.tokens >= tokens || spent.cost >= cost;
  }

  /** Answers whether it was begun. */
  async #begin(
    id: string,
    chain: ModelChain,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const { findings, incidents, investigated, reuse, runs } = this.#options;
    const concerned = await incidents.entityRefs({ incident: id });
    const fingerprint = await investigated.fingerprint(id, concerned);
    const since = new Date(Date.now() - reuse);
    if (await runs.isInvestigated(id, { fingerprint, since })) return false;
    const causing = await this.#causing(id, concerned);
    if (causing.length === 0) return false;
    if (!(await this.#options.optedIn.all(causing, credentials))) return false;
    const told = await automaticCaseOf(id, causing, { findings, incidents });
    if (!told || !this.#mayReach(told)) return false;
    return this.#run(told, { chain, credentials, fingerprint, since });
  }

  /** The entities to which belongs what has to be mended. */
  async #causing(id: string, entityRefs: readonly string[]) {
    const incident = await this.#options.incidents.get(id, {
      entityRefs,
      unmapped: true,
    });
    return (incident?.entities ?? [])
      .filter(each => each.role === 'cause')
      .map(each => each.entityRef)
      .sort();
  }

  #mayReach({ namespaces }: AutomaticCase) {
    const allowed = this.#options.policy.namespaces;
    return !allowed || namespaces.every(each => allowed.includes(each));
  }

  async #run(
    told: AutomaticCase,
    of: {
      chain: ModelChain;
      credentials: BackstageCredentials;
      fingerprint: string;
      since: Date;
    },
  ): Promise<boolean> {
    const { chain, credentials, fingerprint, since } = of;
    const { budget, createPrivacy, entityFacts, policy, runbooks } =
      this.#options;
    const { runner, spending, store, work } = this.#options;
    const { incident, reader } = told;
    const caller = { credentials };
    const concerned = await entityFacts.of(incident, caller);
    const beside = [
      ...new Set([...reader.entityRefs, ...refsNamedBy(concerned)]),
    ];
    const limits = { ...budget, automaticPerDay: policy.budget };
    const watch = new Budget(limits, spending);
    const models = chain.wrapped(each => watch.watch(each));
    const begun = {
      incidentId: incident.id,
      fingerprint,
      requestedBy: NOBODY,
      automatic: true,
      model: models.models[0].name,
      reader: { ...reader, beside },
    };
    const id = await runner.start(
      times =>
        store.beginUnlessOthers({ ...begun, ...times }, { since, ids: [] }),
      work({
        incident: told.case,
        credentials,
        models,
        privacy: createPrivacy(),
        tools: [
          entityFactsTool(concerned),
          ...runbookTools(runbooks.of(incident)),
        ],
        scope: InvestigationScope.ofIncident(told.case),
        readsLogs: policy.logs,
      }),
    );
    return id !== undefined;
  }
}
