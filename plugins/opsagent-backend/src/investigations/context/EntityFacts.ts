import {
  Entity,
  RELATION_API_CONSUMED_BY,
  RELATION_CONSUMES_API,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  RELATION_PROVIDES_API,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { IncidentDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { VisibleEntities } from '../../entities/VisibleEntities';
import { Caller } from '../../permissions/Authorizer';

export interface EntityFactsOptions {
  catalog: CatalogService;
  visibleEntities: VisibleEntities;
}

/** An entity that an incident concerns, as the caller may see it. */
export interface ConcernedEntity {
  entity: Entity;
  /** Whether what has to be changed belongs to it, or it only suffers. */
  role: IncidentDetails['entities'][number]['role'];
  /** Entity refs of what it is related to, by the relation; only those that the caller may see. */
  relations: Readonly<Record<string, readonly string[]>>;
}

const MOST_ENTITIES = 15;
const MOST_RELATED = 30;

/** Of how entities depend on each other, and of who is responsible. */
const RELATIONS: readonly string[] = [
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  RELATION_DEPENDS_ON,
  RELATION_DEPENDENCY_OF,
  RELATION_CONSUMES_API,
  RELATION_PROVIDES_API,
  RELATION_API_CONSUMED_BY,
];

/** Reads from the catalog, with the caller's credentials, what it says of the entities of an incident. */
export class EntityFacts {
  readonly #options: EntityFactsOptions;

  constructor(options: EntityFactsOptions) {
    this.#options = options;
  }

  /** In the order of the incident's entities. Those that the caller may not see are left out, there and in relations. */
  async of(
    { entities }: Pick<IncidentDetails, 'entities'>,
    caller: Caller,
  ): Promise<ConcernedEntity[]> {
    const told = entities.slice(0, MOST_ENTITIES);
    if (told.length === 0) return [];
    const { catalog, visibleEntities } = this.#options;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: told.map(each => each.entityRef) },
      caller,
    );
    const found = told.flatMap(({ role }, index) => {
      const entity = items[index];
      return entity ? [{ entity, role, related: relatedTo(entity) }] : [];
    });
    const refs = found.flatMap(({ related }) => Object.values(related).flat());
    const visible = new Set(
      await visibleEntities.among([...new Set(refs)], caller),
    );
    return found.map(({ entity, related, role }) => ({
      entity,
      role,
      relations: Object.fromEntries(
        Object.entries(related).flatMap(([type, targets]) => {
          const shown = targets.filter(ref => visible.has(ref));
          return shown.length > 0 ? [[type, shown]] : [];
        }),
      ),
    }));
  }
}

/** Entity refs that the answer about these entities names. */
export function refsNamedBy(
  concerned: readonly ConcernedEntity[],
): readonly string[] {
  const refs = concerned.flatMap(({ entity, relations }) => [
    stringifyEntityRef(entity),
    ...Object.values(relations).flat(),
  ]);
  return [...new Set(refs)];
}

function relatedTo({ relations = [] }: Entity) {
  return Object.fromEntries(
    RELATIONS.map(type => [
      type,
      relations
        .filter(each => each.type === type)
        .map(each => each.targetRef)
        .slice(0, MOST_RELATED),
    ]),
  );
}
