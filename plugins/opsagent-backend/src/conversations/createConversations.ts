import { LoggerService } from '@backstage/backend-plugin-api';
import {
  AnswerStep,
  ConversationAbout,
  IncidentDetails,
} from '@opsagent/backstage-plugin-opsagent-common';
import { ClusterView, Spending } from '@opsagent/investigator';
import { Knex } from 'knex';
import { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import { ClusterStore } from '../clusters/ClusterStore';
import { AuthorizedEntityHealth } from '../entities/AuthorizedEntityHealth';
import { AuthorizedIncidents } from '../incidents/AuthorizedIncidents';
import { IncidentStore } from '../incidents/IncidentStore';
import {
  ContextOptions,
  readContext,
} from '../investigations/context/readContext';
import { createPortalPrivacy } from '../investigations/createPortalPrivacy';
import { ClusterViewRequest } from '../investigations/readClusterView';
import { ModelTracing } from '../models/ModelTracing';
import { PortalModels } from '../models/PortalModels';
import { Authorizer, Caller } from '../permissions/Authorizer';
import { CallerVisibility } from '../permissions/CallerVisibility';
import { OpsAgentOptions } from '../readOptions';
import { ModelRunner } from '../runs/ModelRunner';
import { RunFeed } from '../runs/RunFeed';
import { AnswerReaders } from './AnswerReaders';
import { AuthorizedConversations } from './AuthorizedConversations';
import { ClusterViews } from './ClusterViews';
import { DatabaseConversationStore } from './DatabaseConversationStore';
import { EntityContext } from './EntityContext';
import { QuestionAsker } from './QuestionAsker';
import { clusterSubject } from './clusterSubject';
import { CitedAnswer } from './conversationRows';
import { entitySubject } from './entitySubject';
import { incidentSubject } from './incidentSubject';

export interface ConversationDependencies {
  authorized: AuthorizedIncidents;
  authorizedClusters: AuthorizedClusters;
  authorizer: Authorizer;
  clusters: ClusterStore;
  context: ContextOptions;
  database: Knex;
  entityHealth: AuthorizedEntityHealth;
  incidents: IncidentStore;
  logger: LoggerService;
  models: PortalModels;
  readView(request: ClusterViewRequest): Promise<ClusterView>;
  spending: Spending;
  tracing: ModelTracing;
  visibility: CallerVisibility;
}

/** What keeps conversations, what answers in them, and what tells of them. */
export function createConversations(
  dependencies: ConversationDependencies,
  options: OpsAgentOptions,
) {
  const { authorized, context, database } = dependencies;
  const { concurrency, timeout } = options.conversations;
  const store = new DatabaseConversationStore({ database });
  const feed = new RunFeed();
  const runner = new ModelRunner<AnswerStep, CitedAnswer>({
    ...dependencies,
    name: 'Answer',
    store,
    feed,
    agent: 'assistant',
    concurrency,
    busy: `${concurrency} questions are being answered, which is as many as opsagent.conversations.concurrency allows; try again when one is`,
  });
  const subjects = {
    ...dependencies,
    context: new EntityContext(context),
    runbooks: context.configured,
    readContext: (incident: IncidentDetails, caller: Caller) =>
      readContext(incident, caller, context),
  };
  const readSubject = (about: ConversationAbout, caller: Caller) => {
    switch (about.type) {
      case 'incident':
        return incidentSubject(about.id, caller, subjects);
      case 'entity':
        return entitySubject(about, caller, subjects);
      default:
        return clusterSubject(about.cluster, caller, subjects);
    }
  };
  const readers = new AnswerReaders(dependencies);
  const views = new ClusterViews(dependencies);
  const asker = new QuestionAsker({
    ...dependencies,
    store,
    runner,
    readers,
    incidents: authorized,
    similar: context.similar,
    views,
    budget: options.investigations.budget,
    createPrivacy: createPortalPrivacy,
    timeout,
  });
  return {
    store,
    /** Interrupts what is being answered, and forgets what was seen. */
    async stop() {
      await runner.stop();
      views.clear();
    },
    authorized: new AuthorizedConversations({
      ...dependencies,
      store,
      runner,
      feed,
      asker,
      readers,
      readSubject,
    }),
  };
}
