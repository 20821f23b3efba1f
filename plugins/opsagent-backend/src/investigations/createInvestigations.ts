import {
  AuthService,
  CacheService,
  DiscoveryService,
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  InvestigationStep,
  Verdict,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Detector } from '@opsagent/engine';
import { Knex } from 'knex';
import { ChangeBroadcast } from '../changes/ChangeBroadcast';
import { KubernetesConnection } from '../clusters/KubernetesConnection';
import { VisibleEntities } from '../entities/VisibleEntities';
import { FindingStore } from '../findings/FindingStore';
import { AuthorizedIncidents } from '../incidents/AuthorizedIncidents';
import { IncidentStore } from '../incidents/IncidentStore';
import { DatabaseSpending } from '../models/DatabaseSpending';
import { ModelTracing } from '../models/ModelTracing';
import { PortalModels } from '../models/PortalModels';
import { Authorizer } from '../permissions/Authorizer';
import { CallerVisibility } from '../permissions/CallerVisibility';
import { OpsAgentOptions } from '../readOptions';
import { ModelRunner } from '../runs/ModelRunner';
import { RunFeed } from '../runs/RunFeed';
import { AuthorizedInvestigations } from './AuthorizedInvestigations';
import { DatabaseInvestigationStore } from './DatabaseInvestigationStore';
import { AutomaticInvestigations } from './automatic/AutomaticInvestigations';
import { DatabaseAutomaticRuns } from './automatic/DatabaseAutomaticRuns';
import { OptedIn } from './automatic/OptedIn';
import { InvestigatedIncidents } from './InvestigatedIncidents';
import { createPortalPrivacy } from './createPortalPrivacy';
import { EntityFacts } from './context/EntityFacts';
import { SimilarIncidents } from './context/SimilarIncidents';
import { readContext } from './context/readContext';
import { InvestigationRequest, investigationWork } from './investigationWork';
import { ConfiguredRunbooks } from './runbooks/ConfiguredRunbooks';
import { TechDocsRunbooks } from './runbooks/TechDocsRunbooks';
import { ClusterViewRequest, readClusterView } from './readClusterView';

export interface InvestigationDependencies {
  auth: AuthService;
  authorized: AuthorizedIncidents;
  authorizer: Authorizer;
  cache: CacheService;
  catalog: CatalogService;
  changes: ChangeBroadcast;
  database: Knex;
  detectors: readonly Detector[];
  discovery: DiscoveryService;
  findings: FindingStore;
  incidents: IncidentStore;
  logger: LoggerService;
  models: PortalModels;
  tracing: ModelTracing;
  urlReader: UrlReaderService;
  visibility: CallerVisibility;
  visibleEntities: VisibleEntities;
}

/** What keeps, what runs and what tells of investigations. */
export function createInvestigations(
  dependencies: InvestigationDependencies,
  options: OpsAgentOptions,
) {
  const { auth, database, detectors, discovery, logger, tracing } =
    dependencies;
  const { budget, concurrency, reuse, timeout } = options.investigations;
  const spending = new DatabaseSpending({ database, logger });
  const store = new DatabaseInvestigationStore({ database });
  const feed = new RunFeed();
  const connection = new KubernetesConnection({ auth, discovery });
  const runner = new ModelRunner<InvestigationStep, Verdict>({
    name: 'Investigation',
    store,
    feed,
    logger,
    tracing,
    agent: 'investigator',
    concurrency,
    busy: `${concurrency} investigations are under way, which is as many as opsagent.investigations.concurrency allows; try again when one has ended`,
  });
  const readView = (request: ClusterViewRequest) =>
    readClusterView(request, { ...options, connection, detectors });
  const context = {
    configured: new ConfiguredRunbooks({ ...dependencies, ...options }),
    entityFacts: new EntityFacts(dependencies),
    similar: new SimilarIncidents(dependencies),
    techDocs: new TechDocsRunbooks(dependencies),
  };
  const incidents = new InvestigatedIncidents(dependencies);
  const work = (request: InvestigationRequest) =>
    investigationWork(request, { readView, logger, timeout });
  const { automatic: policy } = options.investigations;
  return {
    store,
    incidents,
    spending,
    context,
    readView,
    runner,
    /** Absent unless the configuration asks for it. */
    automatic:
      policy &&
      new AutomaticInvestigations({
        ...dependencies,
        policy,
        investigated: incidents,
        store,
        runs: new DatabaseAutomaticRuns({ database }),
        runner,
        work,
        spending,
        budget,
        optedIn: new OptedIn({ ...dependencies, ...policy }),
        entityFacts: context.entityFacts,
        runbooks: context.configured,
        createPrivacy: createPortalPrivacy,
        reuse,
      }),
    authorized: new AuthorizedInvestigations({
      ...dependencies,
      incidents,
      store,
      runner,
      work,
      feed,
      createPrivacy: createPortalPrivacy,
      readContext: (incident, caller) => readContext(incident, caller, context),
      spending,
      budget,
      reuse,
    }),
  };
}
