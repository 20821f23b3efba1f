import { Privacy, Spending } from '@opsagent/investigator';
import { Knex } from 'knex';
import { InvestigatedIncidents } from '../investigations/InvestigatedIncidents';
import { ModelTracing } from '../models/ModelTracing';
import { PortalModels } from '../models/PortalModels';
import { OpsAgentOptions } from '../readOptions';
import { AuthorizedSummaries } from './AuthorizedSummaries';
import { DatabaseSummaryStore } from './DatabaseSummaryStore';
import { SummaryWriter } from './SummaryWriter';

export interface SummaryDependencies {
  database: Knex;
  incidents: InvestigatedIncidents;
  models: PortalModels;
  spending: Spending;
  tracing: ModelTracing;
  createPrivacy(): Privacy;
}

/** What keeps, what makes and what tells incidents in plain words. */
export function createSummaries(
  dependencies: SummaryDependencies,
  { investigations, summaries }: OpsAgentOptions,
) {
  const store = new DatabaseSummaryStore(dependencies);
  const writer = new SummaryWriter({ ...dependencies, store });
  return {
    store,
    writer,
    authorized: new AuthorizedSummaries({
      ...dependencies,
      ...summaries,
      budget: investigations.budget,
      store,
      writer,
    }),
  };
}
