import {
  FindingQuery,
  UNSEEN_STATES,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { whereListed } from '../clusters/listedClusters';
import { distinctValues } from '../database/distinctValues';
import { whereAmong, whereAnyOf, whereColumns } from '../database/sql';
import { ownedBy, partOf } from '../entities/readOwners';
import { whereEntityMeets, whereGranted } from '../permissions/whereGranted';
import { Visibility } from './FindingStore';
import {
  toldEntitiesOf,
  visibleEntitiesOf,
  whereFindingMeets,
  whereUnmapped,
} from './whereFindingMeets';

/** Findings that a caller may see. Counting and paging start from here, so neither tells of others. */
export function visibleFindings(
  database: Knex,
  visibility: Visibility,
): Knex.QueryBuilder {
  const { unmapped } = visibility;
  const listed = whereListed(database, toldFindings(database), 'cluster');
  return whereRead(database, listed, visibility).where(seen => {
    seen.whereExists(visibleEntitiesOf(database, visibility));
    if (unmapped === false) return;
    seen.orWhere(nobodys =>
      whereGranted(
        whereUnmapped(database, nobodys),
        unmapped,
        whereFindingMeets(database),
      ),
    );
  });
}

/**
 * The same for a whole list, as new queries. Whoever sees nearly all is better asked what is hidden, once, than what is visible of each finding; and clusters, which
 * ones are not listed.
 *
 * @param snapshot - in which alone the queries hold: a moment later there may be findings of another entity
 */
export async function listedFindings(
  snapshot: Knex,
  visibility: Visibility,
): Promise<() => Knex.QueryBuilder> {
  const { entityRefs, unmapped } = visibility;
  if (unmapped !== true) return () => visibleFindings(snapshot, visibility);
  const visible = new Set(entityRefs);
  const linked = await distinctValues(
    snapshot,
    'finding_entities',
    'entity_ref',
  );
  const hidden = linked.filter(ref => !visible.has(ref));
  const unlisted: string[] = await snapshot('clusters')
    .where('listed', false)
    .pluck('name');
  return () => {
    const listed = toldFindings(snapshot);
    if (unlisted.length > 0) listed.whereNotIn('cluster', unlisted);
    const granted = whereRead(snapshot, listed, visibility);
    if (hidden.length === 0) return granted;
    return granted.where(seen =>
      seen
        .whereNotIn(
          'findings.id',
          findingsOfNoneBut(snapshot, hidden, visibility),
        )
        .orWhereNotNull('findings.object_entities'),
    );
  };
}

/** Findings that are told by themselves. */
function toldFindings(database: Knex) {
  return database('findings').whereNull('folded_under');
}

/** Restricts findings to those that the policy grants, whatever the catalog shows. */
function whereRead(
  database: Knex,
  query: Knex.QueryBuilder,
  { read = true }: Visibility,
) {
  return read === true
    ? query
    : whereGranted(query, read, whereFindingMeets(database));
}

/** Ids of findings that belong to hidden entities and to no visible one. */
function findingsOfNoneBut(
  database: Knex,
  hidden: readonly string[],
  { entityRefs }: Visibility,
) {
  const visible = database({ other: 'finding_entities' })
    .select(database.raw('1'))
    .whereRaw('other.finding_id = finding_entities.finding_id');
  return whereAnyOf(
    database('finding_entities').select('finding_id'),
    'entity_ref',
    hidden,
  ).whereNotExists(whereAmong(visible, 'other.entity_ref', entityRefs));
}

const COLUMNS = [
  'cluster',
  'namespace',
  'detector',
  'tier',
  'severity',
] as const;

export interface FilterOptions extends Visibility {
  /** The entity ref of the owner of what belongs to no entity. */
  platformOwner?: string;
}

/** Narrows down what `visibleFindings` gives, by what the caller is told of it: a filter on what is hidden matches nothing. */
export function applyFilters(
  database: Knex,
  query: Knex.QueryBuilder,
  filters: FindingQuery,
  options: FilterOptions,
): Knex.QueryBuilder {
  whereColumns(query, COLUMNS, filters);
  whereAmong(query, 'state', filters.state ?? UNSEEN_STATES);
  const told = () => toldEntitiesOf(database, options);
  if (filters.entityRef)
    query.whereExists(whereAnyOf(told(), 'entity_ref', filters.entityRef));
  if (filters.system)
    query.whereExists(
      told().whereIn('entity_ref', partOf(database, filters.system)),
    );
  if (filters.owner) whereOwned(database, query, filters.owner, options);
  return query;
}

/** Of entities only those that the subject belongs to: who merely suffers does not own. */
function whereOwned(
  database: Knex,
  query: Knex.QueryBuilder,
  ownerRefs: readonly string[],
  options: FilterOptions,
) {
  const { platformOwner, read = true, unmapped } = options;
  const owned = () => ownedBy(database, ownerRefs);
  query.where(either => {
    either.where(subject =>
      subject
        .whereNull('object_entities')
        .whereExists(
          toldEntitiesOf(database, options).whereIn('entity_ref', owned()),
        ),
    );
    if (!platformOwner || unmapped === false) return;
    either.orWhere(nobodys => {
      whereUnmapped(database, nobodys).whereExists(
        owned().where('entity_ref', platformOwner),
      );
      for (const grant of [unmapped, read])
        whereGranted(nobodys, grant, whereEntityMeets('findings.cluster'));
    });
  });
}

/** Entities by finding, visible or not. */
export async function selectEntities(
  database: Knex,
  findingIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows: { finding_id: string; entity_ref: string }[] = await whereAnyOf(
    database('finding_entities'),
    'finding_id',
    findingIds,
  ).orderBy('entity_ref');
  const grouped = groupBy(rows, each => each.finding_id);
  return new Map(
    [...grouped].map(([id, refs]) => [id, refs.map(each => each.entity_ref)]),
  );
}
