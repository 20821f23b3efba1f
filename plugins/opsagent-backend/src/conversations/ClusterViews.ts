import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  ClusterAccess,
  ClusterView,
  InvestigationScope,
} from '@opsagent/investigator';
import limitConcurrency from 'p-limit';
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
  /** Objects of all views that are kept, together; 40,000 unless given. What a larger view showed is not kept. */
  mostObjects?: number;
  /** Clusters that are read at a time, the others waiting for their turn; 3 unless given, of which one person's questions take no more than two. */
  reads?: number;
}

interface KeptView {
  view: ClusterView;
  expiry: NodeJS.Timeout;
}

/** What conversations saw of clusters lately, so that a question that follows another does not read everything again. */
export class ClusterViews {
  readonly #options: ClusterViewsOptions;
  readonly #turns: ReturnType<typeof limitConcurrency>;
  /** The oldest first. */
  readonly #kept = new Map<string, KeptView>();

  constructor(options: ClusterViewsOptions) {
    this.#options = options;
    this.#turns = limitConcurrency(options.reads ?? 3);
  }

  /** How many are kept. */
  get size(): number {
    return this.#kept.size;
  }

  /** The cluster as one question of a conversation may look at it, with the rights of whoever asks. It is read once for a question, also when that fails. */
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
    const look = async (signal: AbortSignal) => {
      const known = mayReuse ? this.#kept.get(key)?.view : undefined;
      if (known) return known;
      const view = await this.#read({ ...request, signal });
      this.#keep(key, view);
      return view;
    };
    let seen: Promise<ClusterView> | undefined;
    return { scope, read: ({ signal }) => (seen ??= look(signal)) };
  }

  /** Keeps none of those that are kept. */
  clear(): void {
    for (const key of [...this.#kept.keys()]) this.#drop(key);
  }

  async #read(request: ClusterViewRequest): Promise<ClusterView> {
    const { logger, readView } = this.#options;
    const { cluster, signal } = request;
    try {
      const read = this.#turns(() => {
        signal.throwIfAborted();
        return readView(request);
      });
      return await Promise.race([read, abortOf(signal)]);
    } catch (error) {
      signal.throwIfAborted();
      logger.warn(
        `Cluster ${cluster} could not be read for a question: ${logFailure(error)}`,
      );
      throw new Error(describeUnreadCluster(error));
    }
  }

  #keep(key: string, view: ClusterView) {
    const { keptFor = 60_000, most = 4, mostObjects = 40_000 } = this.#options;
    this.#drop(key);
    if (view.snapshot.objectCount > mostObjects) return;
    const expiry = setTimeout(() => this.#drop(key), keptFor).unref();
    this.#kept.set(key, { view, expiry });
    for (const oldest of [...this.#kept.keys()]) {
      if (this.#kept.size <= most && this.#objects() <= mostObjects) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string) {
    clearTimeout(this.#kept.get(key)?.expiry);
    this.#kept.delete(key);
  }

  #objects(): number {
    return [...this.#kept.values()].reduce(
      (sum, { view }) => sum + view.snapshot.objectCount,
      0,
    );
  }
}

/** Rejects once the signal is aborted. */
function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
}
