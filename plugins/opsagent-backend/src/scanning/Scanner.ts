import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  ClusterSnapshot,
  Coverage,
  Detector,
  ResourceGraph,
  analyze,
  resourcesOf,
} from '@opsagent/engine';
import limitConcurrency from 'p-limit';
import { ClusterStore } from '../clusters/ClusterStore';
import { SnapshotProvider } from '../clusters/SnapshotProvider';
import { EntityCatalog } from '../entities/EntityCatalog';
import { EntityLinker } from '../entities/EntityLinker';
import { EntityOwners } from '../entities/EntityOwners';
import { linkFinding } from '../entities/linkFinding';
import { seenObjects } from '../entities/objectLinks';
import { linkIncident } from '../incidents/linkIncident';
import { ScanClaim } from './ScanClaim';
import { ScanChanges, ScanStore } from './ScanStore';
import { conclusive } from './conclusive';
import {
  ScanTimeoutError,
  describeFailure,
  isPortalDenial,
  logFailure,
} from './describeFailure';

/** Milliseconds beyond the scan's own timeout, for storing the result. */
const GRACE = 30_000;
/** As long as the analysis of a large cluster may keep a process from renewing it, and short enough for another process to take over within a minute. */
const CLAIM = 30_000;

export interface ScannerOptions {
  clusters: ClusterStore;
  scans: ScanStore;
  snapshots: SnapshotProvider;
  entities: EntityCatalog;
  owners: EntityOwners;
  detectors: readonly Detector[];
  logger: LoggerService;
  /** Milliseconds for one cluster. */
  timeout: number;
  /** Clusters scanned at a time by this process. */
  concurrency: number;
  /** Milliseconds after which a claim passes on that is not renewed, as its process has died; 30 seconds unless given. */
  claim?: number;
  /** Told of every scan that has been taken over. */
  onScanned(changes: ScanChanges): void;
}

export interface ScanOptions {
  /** Whose rights the portal checks. */
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

/** A scan that has been accepted. `done` never rejects. */
export interface StartedScan {
  done: Promise<void>;
}

/** Takes a cluster from snapshot to stored findings. A failure stays with its cluster. */
export class Scanner {
  readonly #options: ScannerOptions;
  readonly #limit: ReturnType<typeof limitConcurrency>;
  readonly #shutdown = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(options: ScannerOptions) {
    this.#options = options;
    this.#limit = limitConcurrency(options.concurrency);
  }

  /** Accepts a scan, which may have to wait for its turn; undefined when one of the same cluster is under way, in any process. */
  async start(
    cluster: string,
    options: ScanOptions,
  ): Promise<StartedScan | undefined> {
    const { claim: duration = CLAIM, clusters, logger } = this.#options;
    const claim = await ScanClaim.begin(cluster, {
      clusters,
      logger,
      duration,
    });
    if (!claim) return undefined;
    const done = this.#run(cluster, claim, options).finally(() => claim.end());
    this.#running.add(done);
    done.finally(() => this.#running.delete(done));
    return { done };
  }

  /** Gives up every scan under way, so that another process can take over at once. */
  async stop(): Promise<void> {
    this.#shutdown.abort();
    await Promise.all(this.#running);
  }

  async #run(cluster: string, claim: ScanClaim, options: ScanOptions) {
    const { logger, onScanned } = this.#options;
    try {
      const changes = await this.#inTurn(cluster, claim, () =>
        this.#scanInTime(cluster, claim.scanId, options),
      );
      const { opened, seen, resolved } = changes;
      logger.info(
        `Scanned cluster ${cluster}: ${seen} findings, ${opened} new, ${resolved} resolved`,
      );
      onScanned(changes);
    } catch (error) {
      logger.warn(`Scan of cluster ${cluster} failed: ${logFailure(error)}`);
      claim.end();
      await this.#giveBack(cluster, claim, { ...options, error }).catch(
        failed =>
          logger.error(
            `State of cluster ${cluster} was not saved: ${logFailure(failed)}`,
          ),
      );
    }
  }

  async #giveBack(
    cluster: string,
    claim: ScanClaim,
    { error, signal }: ScanOptions & { error: unknown },
  ) {
    const { clusters } = this.#options;
    const { scanId } = claim;
    if (this.#shutdown.signal.aborted) {
      await claim.passOn();
    } else if (isPortalDenial(error) || signal?.aborted) {
      await clusters.abandonScan(cluster, scanId);
    } else {
      const failure = describeFailure(error);
      await clusters.failScan({ cluster, scanId, at: new Date(), ...failure });
    }
  }

  /** Waits for one of the slots, and for the claim to be this scan's still when its own time begins. */
  async #inTurn<T>(cluster: string, claim: ScanClaim, scan: () => Promise<T>) {
    return this.#limit(async () => {
      claim.limit(this.#options.timeout + GRACE);
      if (await claim.renew()) return scan();
      throw new ConflictError(`The claim of cluster ${cluster} has passed on`);
    });
  }

  async #scanInTime(cluster: string, scanId: string, options: ScanOptions) {
    const timeout = AbortSignal.timeout(this.#options.timeout);
    const signal = AbortSignal.any([
      timeout,
      this.#shutdown.signal,
      ...(options.signal ? [options.signal] : []),
    ]);
    try {
      return await this.#scan(cluster, scanId, { ...options, signal });
    } catch (error) {
      throw timeout.aborted
        ? new ScanTimeoutError(this.#options.timeout)
        : error;
    }
  }

  /** Owners are kept whether the cluster answers or not: they are those of findings that are known already, too. */
  async #entitiesFor(cluster: string) {
    const { entities, owners } = this.#options;
    const linkable = await entities.entitiesFor(cluster);
    await owners.replace(linkable.ownerships);
    return linkable;
  }

  async #scan(
    cluster: string,
    scanId: string,
    { credentials, signal }: ScanOptions & { signal: AbortSignal },
  ): Promise<ScanChanges> {
    signal.throwIfAborted();
    const { detectors, scans, snapshots } = this.#options;
    const started = Date.now();
    const [snapshot, linkable] = await Promise.all([
      snapshots.snapshot({ cluster, credentials, signal }),
      this.#entitiesFor(cluster),
    ]);
    const { coverage, findings, incidents, scores } = analyze(snapshot, {
      detectors,
    });
    const graph = new ResourceGraph(snapshot);
    const linker = new EntityLinker({ snapshot, graph, ...linkable });
    const linked = findings.map(each => linkFinding(each, linker));
    const byId = new Map(linked.map(each => [each.finding.id, each]));
    signal.throwIfAborted();
    const finishedAt = new Date();
    return scans.complete({
      cluster,
      scanId,
      capturedAt: snapshot.capturedAt,
      finishedAt,
      durationMs: finishedAt.getTime() - started,
      state: isPartial(snapshot, coverage) ? 'partial' : 'ok',
      coverage,
      findings: linked,
      incidents: incidents.map(each => linkIncident(each, byId, linker)),
      concludes: conclusive({ snapshot, coverage, detectors }),
      entityObjects: linker.objectCounts(),
      objects: seenObjects(snapshot, graph, linker),
      resources: resourcesOf(snapshot),
      scores,
    });
  }
}

/** Kinds that nobody asked for, or that the cluster does not have, are not missing. */
function isPartial(snapshot: ClusterSnapshot, { detectors }: Coverage) {
  return (
    detectors.failed.length > 0 ||
    snapshot
      .kinds()
      .some(kind =>
        ['partial', 'forbidden', 'failed'].includes(snapshot.readState(kind)),
      )
  );
}
