import { LoggerService } from '@backstage/backend-plugin-api';
import { ClusterStore } from '../clusters/ClusterStore';
import { logFailure } from './describeFailure';

export interface ScanClaimOptions {
  clusters: ClusterStore;
  logger: LoggerService;
  /** Milliseconds after which the claim passes on unless it is renewed. */
  duration: number;
}

/** What lets one process alone scan a cluster. It is renewed as long as the process lives, so that another one takes over soon after it has died. */
export class ScanClaim {
  readonly scanId: string;
  readonly #cluster: string;
  readonly #options: ScanClaimOptions;
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
    this.#cluster = cluster;
    this.#options = options;
    this.#renewing = setInterval(() => {
      this.renew().catch(error =>
        options.logger.warn(
          `Claim of cluster ${cluster} was not renewed: ${logFailure(error)}`,
        ),
      );
    }, options.duration / 6);
  }

  /** False when it has passed to another scan. */
  async renew(): Promise<boolean> {
    return this.#expireIn(this.#options.duration);
  }

  /** Is not renewed any longer than this, in milliseconds, so that a scan that never ends does not hold its cluster for ever. */
  limit(duration: number): void {
    this.#deadline = setTimeout(() => clearInterval(this.#renewing), duration);
  }

  /** Stops renewing. */
  end(): void {
    clearInterval(this.#renewing);
    clearTimeout(this.#deadline);
  }

  /** Lets whoever looks for the scans of processes that have died take over at once. */
  async passOn(): Promise<void> {
    await this.#expireIn(0);
  }

  async #expireIn(duration: number) {
    const expiresAt = new Date(Date.now() + duration);
    const { clusters } = this.#options;
    return clusters.renewScan(this.#cluster, this.scanId, { expiresAt });
  }
}
