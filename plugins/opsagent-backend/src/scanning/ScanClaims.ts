import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import limitConcurrency from 'p-limit';
import { ClusterStore } from '../clusters/ClusterStore';
import { ScanClaim } from './ScanClaim';
import { logFailure } from './describeFailure';

/**
 * Milliseconds. Short enough for another process to take over within a minute. As claims are renewed after a sixth of it, the clocks of two replicas may differ by more
 * than 20 seconds before one takes for expired what the other renews.
 */
const CLAIM = 30_000;

export interface ScanClaimsOptions {
  clusters: ClusterStore;
  logger: LoggerService;
  /** Milliseconds after which a claim passes on that is not renewed, as its process has died; 30 seconds unless given. */
  duration?: number;
}

/** The claims that this process renews. While it is busy without a break it renews none of them, so that before such work all are made to outlast it. */
export class ScanClaims {
  readonly #options: ScanClaimsOptions;
  readonly #renewed = new Map<string, ScanClaim>();
  /** What began while the others are made to last would be missed. */
  readonly #alone = limitConcurrency(1);

  constructor(options: ScanClaimsOptions) {
    this.#options = options;
  }

  /** Claims a cluster; undefined while another scan of it holds it, in any process. One that this process renews is held, even when it came too late to do so in time. */
  async begin(cluster: string): Promise<ScanClaim | undefined> {
    return this.#alone(async () => {
      if (this.#renewed.has(cluster)) return undefined;
      const { clusters, duration = CLAIM, logger } = this.#options;
      const claim = await ScanClaim.begin(cluster, {
        clusters,
        duration,
        logger,
        onEnd: ended => this.#forget(ended),
      });
      if (claim) this.#renewed.set(cluster, claim);
      return claim;
    });
  }

  /**
   * Runs what keeps the process busy without a break.
   *
   * @param claim - of the scan whose work it is; ConflictError when it has passed to another scan
   * @param expected - milliseconds that the work may take at most before claims pass on
   */
  async outlasting<T>(
    claim: ScanClaim,
    expected: number,
    work: () => T,
  ): Promise<T> {
    return this.#alone(async () => {
      const claims = [...this.#renewed.values()];
      const others = claims.filter(each => each !== claim);
      try {
        const [isHeld] = await Promise.all([
          claim.outlast(expected),
          ...others.map(each => this.#tryToOutlast(each, expected)),
        ]);
        if (isHeld) return work();
      } finally {
        for (const each of [claim, ...others]) each.relax();
      }
      throw passedOn(claim);
    });
  }

  async #tryToOutlast(claim: ScanClaim, expected: number) {
    try {
      await claim.outlast(expected);
    } catch (error) {
      this.#options.logger.warn(
        `Claim of cluster ${claim.cluster} was not renewed: ${logFailure(error)}`,
      );
    }
  }

  #forget(claim: ScanClaim) {
    if (this.#renewed.get(claim.cluster) === claim)
      this.#renewed.delete(claim.cluster);
  }
}

export function passedOn({ cluster }: ScanClaim): ConflictError {
  return new ConflictError(`The claim of cluster ${cluster} has passed on`);
}
