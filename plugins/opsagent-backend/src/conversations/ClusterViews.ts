import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  ClusterAccess,
  ClusterView,
  InvestigationScope,
} from '@opsagent/investigator';
import { describeUnreadCluster } from '../investigations/describeUnreadCluster';
import { ClusterViewRequest } from '../investigations/readClusterView';
import { logFailure } from '../scanning/describeFailure';

export interface ClusterViewsOptions {
  readView(request: ClusterViewRequest): Promise<ClusterView>;
  logger: LoggerService;
  /** Milliseconds for which a view answers further questions of its conversation; a minute unless given. */
  keptFor?: number;
  /** Views that are kept at a time; 4 unless given. */
  most?: number;
}

interface KeptView {
  view: ClusterView;
  until: number;
}

/** What conversations saw of clusters lately, so that a question that follows another does not read everything again. */
export class ClusterViews {
  readonly #options: ClusterViewsOptions;
  /** The oldest first. */
  readonly #kept = new Map<string, KeptView>();

  constructor(options: ClusterViewsOptions) {
    this.#options = options;
  }

  /** The cluster as a conversation may look at it, with the rights of whoever asks. */
  access(
    conversationId: string,
    place: {
      cluster: string;
      scope: InvestigationScope;
      credentials: BackstageCredentials;
      /** Whether they may read it again, and be told what was read before. */
      mayReuse: boolean;
    },
  ): ClusterAccess {
    const { mayReuse, ...request } = place;
    const { cluster, scope } = request;
    const key = JSON.stringify([conversationId, cluster, scope.describe()]);
    return {
      scope,
      read: async ({ signal }) => {
        const known = mayReuse ? this.#fresh(key) : undefined;
        if (known) return known;
        const view = await this.#read({ ...request, signal });
        this.#keep(key, view);
        return view;
      },
    };
  }

  async #read(request: ClusterViewRequest): Promise<ClusterView> {
    const { logger, readView } = this.#options;
    try {
      return await readView(request);
    } catch (error) {
      request.signal.throwIfAborted();
      logger.warn(
        `Cluster ${request.cluster} could not be read for a question: ${logFailure(error)}`,
      );
      throw new Error(describeUnreadCluster(error));
    }
  }

  #fresh(key: string): ClusterView | undefined {
    const now = Date.now();
    for (const [each, { until }] of this.#kept)
      if (until <= now) this.#kept.delete(each);
    return this.#kept.get(key)?.view;
  }

  #keep(key: string, view: ClusterView) {
    const { keptFor = 60_000, most = 4 } = this.#options;
    this.#kept.set(key, { view, until: Date.now() + keptFor });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > most) this.#kept.delete(oldest);
  }
}
