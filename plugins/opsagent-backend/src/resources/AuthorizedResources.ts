import { NotFoundError } from '@backstage/errors';
import {
  ClusterDetails,
  NamespaceList,
  NamespaceQuery,
  NodeList,
  NodeQuery,
} from '@opsagent/backstage-plugin-opsagent-common';
import { NamespaceResources, NodeResources } from '@opsagent/engine';
import { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import { Caller } from '../permissions/Authorizer';
import { ResourceStore } from './ResourceStore';

export interface AuthorizedResourcesOptions {
  clusters: AuthorizedClusters;
  resources: ResourceStore;
}

/**
 * What clusters consist of, for callers who may read them.
 *
 * Every method throws NotAllowedError without permission to read clusters, and NotFoundError for a cluster that the caller cannot see.
 */
export class AuthorizedResources {
  readonly #options: AuthorizedResourcesOptions;

  constructor(options: AuthorizedResourcesOptions) {
    this.#options = options;
  }

  async cluster(name: string, caller: Caller): Promise<ClusterDetails> {
    const { clusters, resources } = this.#options;
    const status = await clusters.get(name, caller);
    const stored = await resources.cluster(name);
    return { ...status, ...(stored ? { resources: stored.resources } : {}) };
  }

  async namespaces(
    cluster: string,
    query: NamespaceQuery,
    caller: Caller,
  ): Promise<NamespaceList> {
    const { clusters, resources } = this.#options;
    await clusters.get(cluster, caller);
    const page = await resources.namespaces(cluster, query);
    return { ...page, items: page.items.map(each => each.resources) };
  }

  /** @throws NotFoundError for a namespace that the last scan did not see */
  async namespace(
    cluster: string,
    name: string,
    caller: Caller,
  ): Promise<NamespaceResources> {
    const { clusters, resources } = this.#options;
    await clusters.get(cluster, caller);
    const stored = await resources.namespace(cluster, name);
    if (!stored)
      throw new NotFoundError(`No namespace ${name} in cluster ${cluster}`);
    return stored.resources;
  }

  async nodes(
    cluster: string,
    query: NodeQuery,
    caller: Caller,
  ): Promise<NodeList> {
    const { clusters, resources } = this.#options;
    await clusters.get(cluster, caller);
    return resources.nodes(cluster, query);
  }

  /** @throws NotFoundError for a node that the last scan did not see */
  async node(
    cluster: string,
    name: string,
    caller: Caller,
  ): Promise<NodeResources> {
    const { clusters, resources } = this.#options;
    await clusters.get(cluster, caller);
    const node = await resources.node(cluster, name);
    if (!node) throw new NotFoundError(`No node ${name} in cluster ${cluster}`);
    return node;
  }
}
