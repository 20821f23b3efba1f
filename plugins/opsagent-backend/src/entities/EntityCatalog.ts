import { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EntityOwnership } from './EntityOwners';
import {
  KUBERNETES_ANNOTATIONS,
  KubernetesEntity,
  kubernetesEntityOf,
} from './KubernetesEntity';
import {
  groupParentsOf,
  ownershipOf,
  ownershipOfPlatform,
} from './ownershipOf';

/** Any of these: the entities themselves, and the groups among which their owners are. */
const ENTITIES_AND_GROUPS = [
  ...KUBERNETES_ANNOTATIONS.map(annotation => ({
    [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
  })),
  { kind: 'group' },
];

export interface EntityCatalogOptions {
  auth: AuthService;
  catalog: CatalogService;
  /** The entity ref of the owner of what belongs to no entity. */
  platformOwner?: string;
}

/** What the catalog says at one moment. */
export interface LinkableEntities {
  entities: KubernetesEntity[];
  ownerships: EntityOwnership[];
}

/** All entities of the catalog that have objects in clusters, read as the plugin itself: for linking, never for answering a person. */
export class EntityCatalog {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #platformOwner: string | undefined;
  /** How many entities there were when each cluster was last linked. */
  readonly #linked = new Map<string, number>();
  #counted: number | undefined;

  constructor(options: EntityCatalogOptions) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#platformOwner = options.platformOwner;
  }

  /** The entities to link the objects of a cluster to, and who owns them. */
  async entitiesFor(cluster: string): Promise<LinkableEntities> {
    const found = new Map<string, Entity>();
    const pages = this.#catalog.streamEntities(
      {
        filter: ENTITIES_AND_GROUPS,
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
          'relations',
        ],
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    for await (const page of pages)
      for (const entity of page) found.set(stringifyEntityRef(entity), entity);
    this.#linked.set(cluster, found.size);
    return this.#linkable([...found.values()]);
  }

  /**
   * Clusters that were linked when there were more or fewer entities than now; none while entities keep coming. Meant to be asked again and again: a catalog
   * fills slowly after its start, and what was linked meanwhile would stay without entities until the next scan.
   */
  async outdatedClusters(): Promise<string[]> {
    const { totalItems } = await this.#catalog.queryEntities(
      { filter: ENTITIES_AND_GROUPS, fields: ['kind'], limit: 1 },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    const settled = totalItems === this.#counted;
    this.#counted = totalItems;
    if (!settled) return [];
    return [...this.#linked]
      .filter(([, count]) => count !== totalItems)
      .map(([cluster]) => cluster);
  }

  #linkable(found: readonly Entity[]): LinkableEntities {
    const parents = groupParentsOf(found.filter(isGroup));
    const linkable = found.flatMap(entity => {
      const kubernetes = kubernetesEntityOf(entity);
      return kubernetes ? [{ entity, kubernetes }] : [];
    });
    return {
      entities: linkable.map(each => each.kubernetes),
      ownerships: [
        ...linkable.map(({ entity }) => ownershipOf(entity, parents)),
        ...(this.#platformOwner
          ? [ownershipOfPlatform(this.#platformOwner, parents)]
          : []),
      ],
    };
  }
}

function isGroup({ kind }: Entity) {
  return kind.toLocaleLowerCase('en-US') === 'group';
}
