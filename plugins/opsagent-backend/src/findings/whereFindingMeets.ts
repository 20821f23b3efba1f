import { Knex } from 'knex';
import { whereAmong, whereAnyOf } from '../database/sql';
import {
  WhereFilter,
  whereEntityMeets,
  whereGranted,
} from '../permissions/whereGranted';
import { Visibility } from './FindingStore';

/** What the filters of a policy ask, for queries of `findings`. */
export function whereFindingMeets(database: Knex): WhereFilter {
  return (query, filter) => {
    if (filter.property === 'entity') {
      query.whereExists(
        whereAmong(entitiesOf(database), 'entity_ref', filter.values),
      );
      if (filter.orNone)
        query.orWhere(nobodys => whereUnmapped(database, nobodys));
      return;
    }
    const column = `findings.${filter.property}`;
    // What is cluster-scoped would be neither in a namespace nor not in it.
    whereAnyOf(query.whereNotNull(column), column, filter.values);
  };
}

/** Restricts a query of `findings` to those whose subject belongs to no entity. */
export function whereUnmapped(
  database: Knex,
  query: Knex.QueryBuilder,
): Knex.QueryBuilder {
  return query.where(nobodys =>
    nobodys
      .whereNotExists(entitiesOf(database))
      .orWhereNotNull('findings.object_entities'),
  );
}

/** For an `exists` in a query of `findings`: the entities that the catalog shows to the caller. */
export function visibleEntitiesOf(
  database: Knex,
  { entityRefs }: Visibility,
): Knex.QueryBuilder {
  return whereAmong(entitiesOf(database), 'entity_ref', entityRefs);
}

/**
 * For an `exists` in a query of `findings`: the entities that the caller is told of. Under conditions, of those that only suffer from what is nobody's, the ones of which it
 * is certain whatever the objects.
 */
export function toldEntitiesOf(
  database: Knex,
  visibility: Visibility,
): Knex.QueryBuilder {
  const { read = true } = visibility;
  const visible = visibleEntitiesOf(database, visibility);
  if (read === true) return visible;
  return visible.where(told => {
    told
      .whereNull('findings.object_entities')
      .orWhere(certain =>
        whereGranted(
          certain,
          read,
          whereEntityMeets('findings.cluster', 'finding_entities.entity_ref'),
        ),
      );
  });
}

function entitiesOf(database: Knex): Knex.QueryBuilder {
  return database('finding_entities')
    .select(database.raw('1'))
    .whereRaw('finding_entities.finding_id = findings.id');
}
