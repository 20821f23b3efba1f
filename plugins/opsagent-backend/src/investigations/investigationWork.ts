import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  InvestigationStep,
  Verdict,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  ClusterView,
  IncidentCase,
  InvestigationScope,
  LogReader,
  ModelChain,
  Privacy,
  RunNews,
  Tool,
  investigate,
} from '@opsagent/investigator';
import { RunHooks, RunWork } from '../runs/ActiveRun';
import { logFailure } from '../scanning/describeFailure';
import { describeUnreadCluster } from './describeUnreadCluster';
import { ClusterViewRequest } from './readClusterView';

/** What is to be investigated, by which model and for whom. */
export interface InvestigationRequest {
  incident: IncidentCase;
  /** What may be looked at: what stands around the incident unless given. */
  scope?: InvestigationScope;
  credentials: BackstageCredentials;
  models: ModelChain;
  privacy: Privacy;
  /** Beside those that look at the cluster. */
  tools: readonly Tool[];
  /** Whether logs of containers may be read: true unless given. */
  readsLogs?: boolean;
}

export interface InvestigationWorkOptions {
  readView(request: ClusterViewRequest): Promise<ClusterView>;
  logger: LoggerService;
  /** Milliseconds that one investigation may take. */
  timeout: number;
}

/** The model is told why. */
const NO_LOGS: LogReader = {
  async read() {
    throw new Error('This investigation may not read logs');
  },
};

const NOTHING_NEW: RunNews = { entered: [], said: [] };

/** Reads the cluster as it is now and lets a model look into an incident. */
export function investigationWork(
  request: InvestigationRequest,
  { logger, readView, timeout }: InvestigationWorkOptions,
): RunWork<InvestigationStep, Verdict> {
  const { credentials, incident, models, readsLogs = true } = request;
  return {
    credentials,
    models,
    async run(hooks) {
      const started = performance.now();
      let view: ClusterView;
      try {
        view = await readView({
          cluster: incident.cluster,
          scope: request.scope ?? InvestigationScope.aroundIncident(incident),
          credentials,
          signal: AbortSignal.any([hooks.signal, AbortSignal.timeout(timeout)]),
        });
      } catch (error) {
        tellUnread(error, hooks, logger);
        return {};
      }
      const left = timeout - (performance.now() - started);
      const { usage, verdict } = await investigate({
        ...request,
        ...hooks,
        view: readsLogs ? view : { ...view, logs: NO_LOGS },
        limits: { duration: Math.max(1, Math.round(left)) },
      });
      return { result: verdict, usage };
    },
  };
}

function tellUnread(
  error: unknown,
  { onStep, signal }: RunHooks<InvestigationStep>,
  logger: LoggerService,
) {
  if (signal.aborted) {
    onStep({ type: 'cancelled' }, NOTHING_NEW);
    return;
  }
  logger.warn(
    `An investigation could not read the cluster: ${logFailure(error)}`,
  );
  const message = describeUnreadCluster(error);
  onStep({ type: 'failed', reason: 'cluster', message }, NOTHING_NEW);
}
