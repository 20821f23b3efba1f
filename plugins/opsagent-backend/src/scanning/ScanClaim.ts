import { LoggerService } from '@backstage/backend-plugin-api';
import limitConcurrency from 'p-limit';
import { ClusterStore } from '../clusters/ClusterStore';
import { logFailure } from './describeFailure';

export interface ScanClaimOptions {
  clusters: ClusterStore;
  logger: LoggerService;
  /** Milliseconds after which the claim passes on unless it is renewed. */
  duration: number;
  /** Told when it is not renewed any longer, as its scan has ended or another one has it. */
  onEnd(claim: ScanClaim): void;
}

/** What lets one process alone scan a cluster. It is renewed as long as the process lives, so that another one takes over soon after it has died. */
export class ScanClaim {
  readonly scanId: string;
  readonly cluster: string;
  readonly #options: ScanClaimOptions;
  /** Of two renewals under way at a time, the earlier might be the last to be written. */
  readonly #inTurn = limitConcurrency(1);
  /** Milliseconds that each renewal gives. */
  #duration: number;
  #renewing: NodeJS.Timeout | undefined;
  #deadline: NodeJS.Timeout | undefined;

  /** Undefined while another scan of the cluster holds it, in any process. */
  static async begin(
    cluster: string,
    options: ScanClaimOptions,
  ): Promise<ScanClaim | undefined> {
    const now = new Date();
    const scanId = await options.clusters.beginScan(cluster, {
      now,
      expiresAt: new Date(now.getTime() + options.duration),
    });
    return scanId === undefined
      ? undefined
      : new ScanClaim(cluster, scanId, options);
  }

  private constructor(
    cluster: string,
    scanId: string,
    options: ScanClaimOptions,
  ) {
    this.scanId = scanId;
    this.cluster = cluster;
    this.#options = options;
    this.#duration = options.duration;
    this.#renewing = setInterval(
      () => this.#renewUnlessBusy(),
      options.duration / 6,
    );
  }

  /** False when it has passed to another scan, and ends. */
  async renew(): Promise<boolean> {
    const isHeld = await this.#expireIn(() => this.#duration);
    if (!isHeld) this.end();
    return isHeld;
  }

  /** Lets it outlast so many milliseconds in which it cannot be renewed, until `relax`. False when it has passed to another scan. */
  async outlast(milliseconds: number): Promise<boolean> {
    this.#duration = this.#options.duration + milliseconds;
    return this.renew();
  }

  /** From the next renewal on it is as short again as it began. */
  relax(): void {
    this.#duration = this.#options.duration;
  }

  /** Is not renewed any longer than this, in milliseconds, so that a scan that never ends does not hold its cluster for ever. */
  limit(duration: number): void {
    this.#deadline = setTimeout(() => this.end(), duration);
  }

  /** Stops renewing. */
  end(): void {
    clearInterval(this.#renewing);
    clearTimeout(this.#deadline);
    this.#options.onEnd(this);
  }

  /** Lets it outlast so many milliseconds more and ends, as on PostgreSQL a renewal would wait for the transaction that stores the result. False when it has passed to another scan. */
  async outlastStoring(milliseconds: number): Promise<boolean> {
    this.end();
    return this.outlast(milliseconds);
  }

  /** Lets whoever looks for the scans of processes that have died take over at once. */
  async passOn(): Promise<void> {
    await this.#expireIn(() => 0);
  }

  /** One that waits for the database says already that the process lives, and more of them would take its connections. */
  #renewUnlessBusy() {
    if (this.#inTurn.activeCount > 0) return;
    this.renew().catch(error =>
      this.#options.logger.warn(
        `Claim of cluster ${this.cluster} was not renewed: ${logFailure(error)}`,
      ),
    );
  }

  async #expireIn(duration: () => number) {
    return this.#inTurn(() => {
      const expiresAt = new Date(Date.now() + duration());
      const { clusters } = this.#options;
      return clusters.renewScan(this.cluster, this.scanId, { expiresAt });
    });
  }
}
