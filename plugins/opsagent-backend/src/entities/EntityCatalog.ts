import { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  KUBERNETES_ANNOTATIONS,
  KubernetesEntity,
  kubernetesEntityOf,
} from './KubernetesEntity';

const WITH_ANNOTATION = KUBERNETES_ANNOTATIONS.map(annotation => ({
  [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
}));

export interface EntityCatalogOptions {
  auth: AuthService;
  catalog: CatalogService;
}

/** All entities of the catalog that have objects in clusters, read as the plugin itself: for linking, never for answering a person. */
export class EntityCatalog {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  /** How many entities there were when each cluster was last linked. */
  readonly #linked = new Map<string, number>();
  #counted: number | undefined;

  constructor(options: EntityCatalogOptions) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
  }

  /** The entities to link the objects of a cluster to. */
  async entitiesFor(cluster: string): Promise<KubernetesEntity[]> {
    const found: Entity[] = [];
    const pages = this.#catalog.streamEntities(
      {
        filter: WITH_ANNOTATION,
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
        ],
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) found.push(...page);
    this.#linked.set(cluster, found.length);
    return found.flatMap(entity => kubernetesEntityOf(entity) ?? []);
  }

  /**
   * Clusters that were linked when there were more or fewer entities than now; none while entities keep coming. Meant to be asked again and again: a catalog
   * fills slowly after its start, and what was linked meanwhile would stay without entities until the next scan.
   */
  async outdatedClusters(): Promise<string[]> {
    const { totalItems } = await this.#catalog.queryEntities(
      { filter: WITH_ANNOTATION, fields: ['kind'], limit: 1 },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    const settled = totalItems === this.#counted;
    this.#counted = totalItems;
    if (!settled) return [];
    return [...this.#linked]
      .filter(([, count]) => count !== totalItems)
      .map(([cluster]) => cluster);
  }
}
