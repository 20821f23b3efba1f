import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  ClusterDetails,
  ClusterSummaryList,
  ClusterQuery,
  IncidentCounts,
  NamespaceDetails,
  NamespaceList,
  NamespaceQuery,
  NodeDetails,
  NodeList,
  NodeQuery,
  ShownScores,
} from '@opsagent/backstage-plugin-opsagent-common';
import { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import { FindingStore, Visibility } from '../findings/FindingStore';
import { IncidentStore } from '../incidents/IncidentStore';
import { incidentCounts } from '../overview/incidentCounts';
import { Caller } from '../permissions/Authorizer';
import { CallerVisibility } from '../permissions/CallerVisibility';
import { PlaceCounts } from './PlaceCounts';
import { KeptScores, ResourceStore } from './ResourceStore';
import { findingsNamedBy, shownScores } from './shownScores';

export interface AuthorizedResourcesOptions {
  clusters: AuthorizedClusters;
  resources: ResourceStore;
  counts: PlaceCounts;
  findings: FindingStore;
  incidents: IncidentStore;
  visibility: CallerVisibility;
  /** Titles by detector. */
  titles: ReadonlyMap<string, string>;
}

/**
 * What clusters consist of, for callers who may read them, with counts of incidents and findings as far as they may see these.
 *
 * Every method throws NotAllowedError without permission to read clusters and, but for `list`, NotFoundError for a cluster that the caller cannot see.
 */
export class AuthorizedResources {
  readonly #options: AuthorizedResourcesOptions;

  constructor(options: AuthorizedResourcesOptions) {
    this.#options = options;
  }

  async list(
    { include = [] }: ClusterQuery,
    caller: Caller,
  ): Promise<ClusterSummaryList> {
    const { clusters, counts, resources } = this.#options;
    const { items } = await clusters.list(caller);
    const [stored, incidents] = await Promise.all([
      include.includes('resources') ? resources.clusters() : undefined,
      include.includes('incidents')
        ? this.#incidents(caller, visibility =>
            counts.incidentsByCluster(visibility),
          )
        : undefined,
    ]);
    return {
      items: items.map(status => {
        const kept = stored?.get(status.name);
        return {
          ...status,
          ...(kept && {
            resources: kept.resources,
            overall: kept.scores.overall,
          }),
          ...(incidents && { incidents: countsAt(incidents, status.name) }),
        };
      }),
    };
  }

  async cluster(name: string, caller: Caller): Promise<ClusterDetails> {
    const { clusters, counts, resources } = this.#options;
    const status = await clusters.get(name, caller);
    const stored = await resources.cluster(name);
    const [scores, incidents] = await Promise.all([
      stored && this.#scores(stored.scores, { cluster: name }, caller),
      this.#incidents(caller, visibility =>
        counts.incidentsByCluster(visibility),
      ),
    ]);
    return {
      ...status,
      ...(stored && { resources: stored.resources, scores }),
      ...(incidents && { incidents: countsAt(incidents, name) }),
    };
  }

  async namespaces(
    cluster: string,
    query: NamespaceQuery,
    caller: Caller,
  ): Promise<NamespaceList> {
    const { clusters, counts, resources } = this.#options;
    await clusters.get(cluster, caller);
    const visibility = await this.#visibility(caller);
    const page = await resources.namespaces(cluster, query, visibility);
    const namespaces = page.items.map(each => each.resources.name);
    const incidents =
      visibility &&
      (await counts.incidentsByNamespace({ cluster, namespaces }, visibility));
    return {
      ...page,
      items: page.items.map(({ scores, resources: kept }) => {
        const { quotas: _, ...told } = kept;
        return {
          ...told,
          ...(scores?.overall && { overall: scores.overall }),
          ...(incidents && { incidents: countsAt(incidents, kept.name) }),
        };
      }),
    };
  }

  /** @throws NotFoundError for a namespace that the last scan did not see */
  async namespace(
    cluster: string,
    name: string,
    caller: Caller,
  ): Promise<NamespaceDetails> {
    const { clusters, counts, resources } = this.#options;
    await clusters.get(cluster, caller);
    const stored = await resources.namespace(cluster, name);
    if (!stored)
      throw new NotFoundError(`No namespace ${name} in cluster ${cluster}`);
    const [scores, incidents] = await Promise.all([
      stored.scores &&
        this.#scores(stored.scores, { cluster, namespace: name }, caller),
      this.#incidents(caller, visibility =>
        counts.incidentsByNamespace(
          { cluster, namespaces: [name] },
          visibility,
        ),
      ),
    ]);
    return {
      ...stored.resources,
      ...(scores && { scores }),
      ...(incidents && { incidents: countsAt(incidents, name) }),
    };
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
  ): Promise<NodeDetails> {
    const { clusters, resources } = this.#options;
    await clusters.get(cluster, caller);
    const node = await resources.node(cluster, name);
    if (!node) throw new NotFoundError(`No node ${name} in cluster ${cluster}`);
    return node;
  }

  /** Undefined for whoever may not see findings. */
  async #incidents<T>(
    caller: Caller,
    count: (visibility: Visibility) => Promise<T>,
  ): Promise<T | undefined> {
    const visibility = await this.#visibility(caller);
    return visibility && count(visibility);
  }

  /** What the caller may see of incidents; undefined for whoever may not see findings. */
  #visibility(caller: Caller): Promise<Visibility | undefined> {
    const { incidents, visibility } = this.#options;
    return ifAllowed(() => visibility.of(caller, () => incidents.entityRefs()));
  }

  /** Points alone for whoever may not see findings. */
  async #scores(
    kept: KeptScores,
    place: { cluster: string; namespace?: string },
    caller: Caller,
  ): Promise<ShownScores> {
    const { counts, findings, titles, visibility } = this.#options;
    const seen = await ifAllowed(async () => {
      const visible = await visibility.of(caller, () => findings.entityRefs());
      return Promise.all([
        counts.findingsByDetector(place, visible),
        findings.some(findingsNamedBy(kept), visible),
      ]);
    });
    const [byDetector, named] = seen ?? [new Map(), []];
    return shownScores(kept, {
      titles,
      counts: byDetector,
      findings: new Map(named.map(each => [each.id, each])),
    });
  }
}

async function ifAllowed<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NotAllowedError) return undefined;
    throw error;
  }
}

function countsAt(
  counts: ReadonlyMap<string, IncidentCounts>,
  place: string,
): IncidentCounts {
  return counts.get(place) ?? incidentCounts([]);
}
