import { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
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
  #read: number | undefined;
  #counted: number | undefined;

  constructor(options: EntityCatalogOptions) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
  }

  async kubernetesEntities(): Promise<KubernetesEntity[]> {
    const entities: KubernetesEntity[] = [];
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
    for await (const page of pages) {
      entities.push(
        ...page.flatMap(entity => kubernetesEntityOf(entity) ?? []),
      );
    }
    this.#read = entities.length;
    return entities;
  }

  /**
   * Whether entities have come or gone since they were last read, and no more are coming right now. Meant to be asked again and again: a catalog fills
   * slowly after its start, and what was linked meanwhile would stay without entities until the next scan.
   */
  async hasSettledAnew(): Promise<boolean> {
    const { totalItems } = await this.#catalog.queryEntities(
      { filter: WITH_ANNOTATION, fields: ['kind'], limit: 1 },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    const settled = totalItems === this.#counted;
    this.#counted = totalItems;
    return settled && this.#read !== undefined && this.#read !== totalItems;
  }
}
