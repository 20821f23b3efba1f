import { InputError, NotFoundError } from '@backstage/errors';
import { kubernetesProxyPermission } from '@backstage/plugin-kubernetes-common';
import {
  ClusterList,
  ClusterStatus,
  ScanRequested,
  opsagentClusterReadPermission,
  opsagentScanCreatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Authorizer, Caller, notAllowed } from '../permissions/Authorizer';
import { Grant, isGranted } from '../permissions/Grant';
import { Scanner } from '../scanning/Scanner';
import { ClusterRegistry } from './ClusterRegistry';
import { ClusterStore } from './ClusterStore';

/** Milliseconds. */
const LIST_TIMEOUT = 20_000;

export interface AuthorizedClustersOptions {
  clusters: ClusterStore;
  registry: ClusterRegistry;
  scanner: Scanner;
  authorizer: Authorizer;
}

/** Clusters as a whole, for callers who may read them or have them scanned. */
export class AuthorizedClusters {
  readonly #options: AuthorizedClustersOptions;

  constructor(options: AuthorizedClustersOptions) {
    this.#options = options;
  }

  /**
   * Those that the caller may read.
   *
   * @throws NotAllowedError without permission to read clusters
   */
  async list(caller: Caller): Promise<ClusterList> {
    const grants = await this.#grants(caller);
    if (grants.read === false) throw notAllowed(opsagentClusterReadPermission);
    return { items: await this.#readable(grants) };
  }

  /** The same, undefined for callers without the permission. */
  async readable(caller: Caller): Promise<ClusterStatus[] | undefined> {
    const grants = await this.#grants(caller);
    return grants.read === false ? undefined : this.#readable(grants);
  }

  /**
   * @throws NotAllowedError without permission to read clusters
   * @throws NotFoundError for a cluster that is not listed
   */
  async get(name: string, caller: Caller): Promise<ClusterStatus> {
    const { items } = await this.list(caller);
    const found = items.find(each => each.name === name);
    if (!found) throw new NotFoundError(`No cluster ${name}`);
    return found;
  }

  /**
   * Starts a scan that reads the cluster with the caller's rights, and returns without waiting for it.
   *
   * @throws NotAllowedError when the caller may not ask for scans of the cluster, whether or not there is one of that name, or when the portal does not let the caller list or read clusters
   * @throws NotFoundError for a cluster that the caller cannot see
   * @throws InputError for a cluster that no server can read
   */
  async scan(cluster: string, caller: Caller): Promise<ScanRequested> {
    const { authorizer, clusters, registry, scanner } = this.#options;
    const [grant] = await authorizer.grants(
      [opsagentScanCreatePermission],
      caller,
    );
    if (!isGranted(grant, { cluster }))
      throw notAllowed(opsagentScanCreatePermission);
    await authorizer.require(kubernetesProxyPermission, caller);
    const signal = AbortSignal.timeout(LIST_TIMEOUT);
    const listed = await registry.list({ ...caller, signal });
    const found = listed.find(each => each.name === cluster);
    if (!found) throw new NotFoundError(`No cluster ${cluster}`);
    if (!found.scannable) {
      throw new InputError(
        `Cluster ${cluster} authenticates each user in the browser: it cannot be scanned from the server`,
      );
    }
    await clusters.ensure(found);
    const scan = await scanner.start(cluster, caller);
    return { cluster, started: scan !== undefined };
  }

  async #grants(caller: Caller) {
    const [read, scan] = await this.#options.authorizer.grants(
      [opsagentClusterReadPermission, opsagentScanCreatePermission],
      caller,
    );
    return { read, scan };
  }

  async #readable({ read, scan }: { read: Grant; scan: Grant }) {
    const statuses = await this.#options.clusters.list({ now: new Date() });
    return statuses
      .filter(({ name }) => isGranted(read, { cluster: name }))
      .map(status => ({
        ...status,
        mayScan: isGranted(scan, { cluster: status.name }),
      }));
  }
}
