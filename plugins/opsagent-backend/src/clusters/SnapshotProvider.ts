import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ClusterSnapshot } from '@opsagent/engine';

export interface SnapshotRequest {
  cluster: string;
  /** Whose rights the portal checks. */
  credentials: BackstageCredentials;
  signal: AbortSignal;
}

/** Where a scan gets its picture of a cluster from. */
export interface SnapshotProvider {
  /**
   * @throws ClusterUnreachableError, ClusterUnauthenticatedError, GatewayDeniedError of `@opsagent/collector`
   */
  snapshot(request: SnapshotRequest): Promise<ClusterSnapshot>;
}
