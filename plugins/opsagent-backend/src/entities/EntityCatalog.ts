import {
  AuthService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { chunks } from '../database/sql';
import { EntityOwnership } from './EntityOwners';
import {
  KubernetesEntity,
  OBJECT_ANNOTATIONS,
  kubernetesEntityOf,
} from './KubernetesEntity';
import { MappingRule } from './MappingRule';
import {
  groupParentsOf,
  ownershipOf,
  ownershipOfPlatform,
} from './ownershipOf';

const REFS_PER_REQUEST = 500;

/** What of an entity is needed. */
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'relations',
];

export interface EntityCatalogOptions {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  /** Configured rules of which objects belong to which entities. */
  mapping: readonly MappingRule[];
  /** An annotation by which entities name an Argo CD application or a Helm release. */
  instanceAnnotation?: string;
  /** The entity ref of the owner of what belongs to no entity. */
  platformOwner?: string;
}

/** What the catalog says at one moment. */
export interface LinkableEntities {
  entities: KubernetesEntity[];
  /** Those whose entities there are: what belonged to an entity that there is not would be shown to nobody. */
  rules: MappingRule[];
  ownerships: EntityOwnership[];
}

/** All entities of the catalog that have objects in clusters, read as the plugin itself: for linking, never for answering a person. */
export class EntityCatalog {
  readonly #options: EntityCatalogOptions;
  /** How many entities there were when each cluster was last linked. */
  readonly #linked = new Map<string, number>();
  #counted: number | undefined;
  /** Entities of rules that were told to be missing. */
  readonly #missing = new Set<string>();

  constructor(options: EntityCatalogOptions) {
    this.#options = options;
  }

  /** The entities to link the objects of a cluster to, and who owns them. */
  async entitiesFor(cluster: string): Promise<LinkableEntities> {
    const { auth, catalog } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const found = new Map<string, Entity>();
    const pages = catalog.streamEntities(
      { filter: this.#filter(), fields: FIELDS },
      { credentials },
    );
    for await (const page of pages)
      for (const entity of page) found.set(stringifyEntityRef(entity), entity);
    this.#linked.set(cluster, found.size);
    await this.#addRuled(found, credentials);
    return this.#linkable(found);
  }

  /**
   * Clusters that were linked when there were more or fewer entities than now; none while entities keep coming. Meant to be asked again and again: a catalog
   * fills slowly after its start, and what was linked meanwhile would stay without entities until the next scan.
   */
  async outdatedClusters(): Promise<string[]> {
    const { auth, catalog } = this.#options;
    const { totalItems } = await catalog.queryEntities(
      { filter: this.#filter(), fields: ['kind'], limit: 1 },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    const settled = totalItems === this.#counted;
    this.#counted = totalItems;
    if (!settled) return [];
    return [...this.#linked]
      .filter(([, count]) => count !== totalItems)
      .map(([cluster]) => cluster);
  }

  /** Any of these: the entities themselves, and the groups among which their owners are. */
  #filter() {
    const { instanceAnnotation } = this.#options;
    return [
      ...[...OBJECT_ANNOTATIONS, instanceAnnotation ?? []].flat().map(each => ({
        [`metadata.annotations.${each}`]: CATALOG_FILTER_EXISTS,
      })),
      { kind: 'group' },
    ];
  }

  /** Entities that only rules name. */
  async #addRuled(
    found: Map<string, Entity>,
    credentials: BackstageCredentials,
  ) {
    const refs = this.#options.mapping.map(each => each.entityRef);
    const unread = [...new Set(refs)].filter(ref => !found.has(ref));
    for (const entityRefs of chunks(unread, REFS_PER_REQUEST)) {
      const { items } = await this.#options.catalog.getEntitiesByRefs(
        { entityRefs, fields: FIELDS },
        { credentials },
      );
      for (const entity of items)
        if (entity) found.set(stringifyEntityRef(entity), entity);
    }
    for (const ref of refs) this.#tellWhetherMissing(ref, found.has(ref));
  }

  #tellWhetherMissing(ref: string, isThere: boolean) {
    if (isThere) this.#missing.delete(ref);
    else if (!this.#missing.has(ref)) {
      this.#missing.add(ref);
      this.#options.logger.warn(
        `opsagent.mapping names ${ref}, which is not in the catalog; the rule is left out until it is`,
      );
    }
  }

  #linkable(found: ReadonlyMap<string, Entity>): LinkableEntities {
    const { mapping, platformOwner } = this.#options;
    const all = [...found.values()];
    const entities = all.flatMap(
      each => kubernetesEntityOf(each, this.#options) ?? [],
    );
    const rules = mapping.filter(each => found.has(each.entityRef));
    const linked = new Set([...entities, ...rules].map(each => each.entityRef));
    const parents = groupParentsOf(all.filter(isGroup));
    return {
      entities,
      rules,
      ownerships: [
        ...all
          .map(each => ownershipOf(each, parents))
          .filter(each => linked.has(each.entityRef)),
        ...(platformOwner ? [ownershipOfPlatform(platformOwner, parents)] : []),
      ],
    };
  }
}

function isGroup({ kind }: Entity) {
  return kind.toLocaleLowerCase('en-US') === 'group';
}
