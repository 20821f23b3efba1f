import { Knex } from 'knex';
import { whereAnyOf } from '../database/sql';
import { Filter, Grant } from './Grant';

/** Restricts a query to rows that meet one filter. */
export type WhereFilter = (
  query: Knex.QueryBuilder,
  filter: Filter,
  options: {
    /** Whether rows that meet it are the ones that are not granted. */
    negated: boolean;
  },
) => void;

/** Restricts a query to the rows that a grant covers. */
export function whereGranted(
  query: Knex.QueryBuilder,
  grant: Grant,
  whereFilter: WhereFilter,
): Knex.QueryBuilder {
  return query.where(rows => restrict(rows, grant, whereFilter, false));
}

function whereBoolean(query: Knex.QueryBuilder, value: boolean) {
  return query.whereRaw(value ? '1 = 1' : '1 = 0');
}

function restrict(
  rows: Knex.QueryBuilder,
  grant: Grant,
  whereFilter: WhereFilter,
  negated: boolean,
): void {
  const part = (of: Grant, isNegated = negated) => {
    return (some: Knex.QueryBuilder) =>
      restrict(some, of, whereFilter, isNegated);
  };
  if (typeof grant === 'boolean') whereBoolean(rows, grant);
  else if ('allOf' in grant)
    grant.allOf.forEach(each => rows.where(part(each)));
  else if ('anyOf' in grant)
    grant.anyOf.forEach(each => rows.orWhere(part(each)));
  else if ('not' in grant) rows.whereNot(part(grant.not, !negated));
  else whereFilter(rows, grant, { negated });
}

/** Those of the given ids whose rows a grant covers. */
export async function grantedAmong(
  table: Knex.QueryBuilder,
  ids: readonly string[],
  grant: Grant,
  whereFilter: WhereFilter,
): Promise<ReadonlySet<string>> {
  if (typeof grant === 'boolean') return new Set(grant ? ids : []);
  const rows: { id: string }[] = await whereGranted(
    whereAnyOf(table.select('id'), 'id', ids),
    grant,
    whereFilter,
  );
  return new Set(rows.map(row => row.id));
}

/**
 * What filters ask of an entity, or of what belongs to none, where the answer does not depend on which object it is about. Filters where it does grant nothing.
 *
 * @param entity - a column of entity refs; left out for what belongs to none
 */
export function whereEntityMeets(
  cluster: string,
  entity?: string,
): WhereFilter {
  return (query, filter, { negated }) => {
    if (filter.property === 'cluster')
      whereAnyOf(query, cluster, filter.values);
    else if (filter.property !== 'entity') whereBoolean(query, negated);
    else if (entity) whereAnyOf(query, entity, filter.values);
    else whereBoolean(query, filter.orNone);
  };
}
