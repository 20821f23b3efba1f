import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  ClusterSnapshot,
  Coverage,
  Detector,
  analyze,
  graphOf,
  resourcesOf,
} from '@opsagent/engine';
import limitConcurrency from 'p-limit';
import { ClusterStore } from '../clusters/ClusterStore';
import { SnapshotProvider } from '../clusters/SnapshotProvider';
import { EntityCatalog, LinkableEntities } from '../entities/EntityCatalog';
import { EntityLinker } from '../entities/EntityLinker';
import { EntityOwners } from '../entities/EntityOwners';
import { linkFinding } from '../entities/linkFinding';
import { seenObjects } from '../entities/objectLinks';
import { linkIncident } from '../incidents/linkIncident';
import { ScanClaim } from './ScanClaim';
import { ScanClaims, passedOn } from './ScanClaims';
import { CompletedScan, ScanChanges, ScanStore } from './ScanStore';
import { conclusive } from './conclusive';
import {
  ScanTimeoutError,
  describeFailure,
  isPortalDenial,
  logFailure,
} from './describeFailure';

/** Milliseconds beyond the scan's own timeout, for storing the result. */
const GRACE = 30_000;
/** Milliseconds for each object that its analysis may keep the process busy without a break, on a machine that has other things to do. */
const BUSY = 2;

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
  /** Milliseconds after which the claim of a process that has died passes on, {@link ScanClaims}. */
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

/** What a snapshot tells. */
type Diagnosis = Omit<
  CompletedScan,
  'cluster' | 'scanId' | 'finishedAt' | 'durationMs'
>;

/** Takes a cluster from snapshot to stored findings. A failure stays with its cluster. */
export class Scanner {
  readonly #options: ScannerOptions;
  readonly #claims: ScanClaims;
  readonly #limit: ReturnType<typeof limitConcurrency>;
  readonly #shutdown = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(options: ScannerOptions) {
    this.#options = options;
    const { claim: duration, clusters, logger } = options;
    this.#claims = new ScanClaims({ clusters, logger, duration });
    this.#limit = limitConcurrency(options.concurrency);
  }

  /** Accepts a scan, which may have to wait for its turn; undefined when one of the same cluster is under way, in any process. */
  async start(
    cluster: string,
    options: ScanOptions,
  ): Promise<StartedScan | undefined> {
    const claim = await this.#claims.begin(cluster);
    if (!claim) return undefined;
    const done = this.#run(claim, options).finally(() => claim.end());
    this.#running.add(done);
    done.finally(() => this.#running.delete(done));
    return { done };
  }

  /** Gives up every scan under way, so that another process can take over at once. */
  async stop(): Promise<void> {
    this.#shutdown.abort();
    await Promise.all(this.#running);
  }

  async #run(claim: ScanClaim, options: ScanOptions) {
    const { logger, onScanned } = this.#options;
    const { cluster } = claim;
    try {
      const changes = await this.#inTurn(claim, () =>
        this.#scanInTime(claim, options),
      );
      const { opened, seen, resolved } = changes;
      logger.info(
        `Scanned cluster ${cluster}: ${seen} findings, ${opened} new, ${resolved} resolved`,
      );
      onScanned(changes);
    } catch (error) {
      logger.warn(`Scan of cluster ${cluster} failed: ${logFailure(error)}`);
      claim.end();
      await this.#giveBack(claim, { ...options, error }).catch(failed =>
        logger.error(
          `State of cluster ${cluster} was not saved: ${logFailure(failed)}`,
        ),
      );
    }
  }

  async #giveBack(
    claim: ScanClaim,
    { error, signal }: ScanOptions & { error: unknown },
  ) {
    const { clusters } = this.#options;
    const { cluster, scanId } = claim;
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
  async #inTurn<T>(claim: ScanClaim, scan: () => Promise<T>) {
    return this.#limit(async () => {
      claim.limit(this.#options.timeout + GRACE);
      if (await claim.renew()) return scan();
      throw passedOn(claim);
    });
  }

  async #scanInTime(claim: ScanClaim, options: ScanOptions) {
    const timeout = AbortSignal.timeout(this.#options.timeout);
    const signal = AbortSignal.any([
      timeout,
      this.#shutdown.signal,
      ...(options.signal ? [options.signal] : []),
    ]);
    try {
      return await this.#scan(claim, { ...options, signal });
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
    claim: ScanClaim,
    { credentials, signal }: ScanOptions & { signal: AbortSignal },
  ): Promise<ScanChanges> {
    signal.throwIfAborted();
    const { scans, snapshots, timeout } = this.#options;
    const { cluster, scanId } = claim;
    const started = Date.now();
    const [snapshot, linkable] = await Promise.all([
      snapshots.snapshot({ cluster, credentials, signal }),
      this.#entitiesFor(cluster),
    ]);
    const busy = Math.min(timeout, snapshot.objectCount * BUSY);
    const result = await this.#claims.outlasting(claim, busy, () => {
      signal.throwIfAborted();
      return this.#diagnose(snapshot, linkable);
    });
    signal.throwIfAborted();
    if (!(await claim.outlastStoring(busy))) throw passedOn(claim);
    const finishedAt = new Date();
    const durationMs = finishedAt.getTime() - started;
    return scans.complete({
      cluster,
      scanId,
      finishedAt,
      durationMs,
      ...result,
    });
  }

  #diagnose(snapshot: ClusterSnapshot, linkable: LinkableEntities): Diagnosis {
    const { detectors } = this.#options;
    const { coverage, findings, incidents, scores } = analyze(snapshot, {
      detectors,
    });
    const graph = graphOf(snapshot);
    const linker = new EntityLinker({ snapshot, graph, ...linkable });
    const linked = findings.map(each => linkFinding(each, linker));
    const byId = new Map(linked.map(each => [each.finding.id, each]));
    return {
      capturedAt: snapshot.capturedAt,
      state: isPartial(snapshot, coverage) ? 'partial' : 'ok',
      coverage,
      findings: linked,
      incidents: incidents.map(each => linkIncident(each, byId, linker)),
      concludes: conclusive({ snapshot, coverage, detectors }),
      entityObjects: linker.objectCounts(),
      objects: seenObjects(snapshot, graph, linker),
      resources: resourcesOf(snapshot),
      scores,
    };
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
