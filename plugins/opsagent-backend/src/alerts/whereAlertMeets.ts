import { Knex } from 'knex';
import { whereAmong, whereAnyOf } from '../database/sql';
import { WhereFilter } from '../permissions/whereGranted';

/** What the filters of a policy ask, for queries of `alerts`: the same as of findings, of the object that the labels name. */
export function whereAlertMeets(database: Knex): WhereFilter {
  return (query, filter) => {
    if (filter.property === 'entity') {
      query.whereExists(
        whereAmong(entitiesOf(database), 'entity_ref', filter.values),
      );
      if (filter.orNone) query.orWhereNotExists(entitiesOf(database));
      return;
    }
    const column = `alerts.${filter.property}`;
    // What is cluster-scoped would be neither in a namespace nor not in it.
    whereAnyOf(query.whereNotNull(column), column, filter.values);
  };
}

/** For an `exists` in a query of `alerts`: their entities. */
export function entitiesOf(database: Knex): Knex.QueryBuilder {
  return database('alert_entities')
    .select(database.raw('1'))
    .whereRaw('alert_entities.alert_id = alerts.id');
}
