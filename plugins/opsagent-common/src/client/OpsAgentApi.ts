import { ClusterList, ScanRequested } from '../schema/cluster';
import { EntityHealth } from '../schema/entityHealth';
import { StoredFinding } from '../schema/finding';
import { FindingList, FindingQuery } from '../schema/findingQuery';

export interface OpsAgentRequestOptions {
  signal?: AbortSignal;
  /** A Backstage token; left out where the fetch implementation adds one. */
  token?: string;
}

/** Everything that the OpsAgent backend answers. Failures are `ResponseError` from `@backstage/errors`. */
export interface OpsAgentApi {
  listClusters(options?: OpsAgentRequestOptions): Promise<ClusterList>;
  /** Returns when the scan has been accepted, not when it is done: watch `scanning` in `listClusters`. */
  requestScan(
    cluster: string,
    options?: OpsAgentRequestOptions,
  ): Promise<ScanRequested>;
  listFindings(
    query?: Partial<FindingQuery>,
    options?: OpsAgentRequestOptions,
  ): Promise<FindingList>;
  getFinding(
    id: string,
    options?: OpsAgentRequestOptions,
  ): Promise<StoredFinding>;
  /** @param entityRef - such as `component:default/checkout` */
  getEntityHealth(
    entityRef: string,
    options?: OpsAgentRequestOptions,
  ): Promise<EntityHealth>;
}
