import { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  KUBERNETES_ANNOTATIONS,
  KubernetesEntity,
  kubernetesEntityOf,
} from './KubernetesEntity';

export interface EntityCatalogOptions {
  auth: AuthService;
  catalog: CatalogService;
}

/** All entities of the catalog that have objects in clusters, read as the plugin itself: for linking, never for answering a person. */
export class EntityCatalog {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;

  constructor(options: EntityCatalogOptions) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
  }

  async kubernetesEntities(): Promise<KubernetesEntity[]> {
    const entities: KubernetesEntity[] = [];
    const pages = this.#catalog.streamEntities(
      {
        filter: KUBERNETES_ANNOTATIONS.map(annotation => ({
          [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
        })),
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
    return entities;
  }
}
