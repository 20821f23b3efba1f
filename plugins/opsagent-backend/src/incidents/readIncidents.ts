import {
  IncidentEntity,
  IncidentFilter,
  UNSEEN_STATES,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Severity } from '@opsagent/engine';
import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { listedClusters } from '../clusters/listedClusters';
import { hintValues, whereAnyOf, whereColumns } from '../database/sql';
import { ownedBy, partOf } from '../entities/readOwners';
import { Visibility } from '../findings/FindingStore';
import { rightsOf } from '../findings/ObjectReader';
import {
  FindingText,
  isToldWhole,
  knownEntities,
} from '../findings/findingRows';
import { FilterOptions, visibleFindings } from '../findings/readFindings';
import { whereGranted } from '../permissions/whereGranted';
import { visibleMembers, whereInNamespace } from './incidentPlaces';
import {
  toldConcernedBy,
  visiblyConcernedBy,
  whereCausedByNone,
  whereIncidentMeets,
  whereToldNobodys,
} from './whereIncidentMeets';

/** Incidents that a caller may see. Counting and paging start from here, so neither tells of others. */
export function visibleIncidents(
  database: Knex,
  visibility: Visibility,
): Knex.QueryBuilder {
  const { read = true, unmapped } = visibility;
  const meets = whereIncidentMeets(database, visibility);
  const query = database('incidents')
    .whereNull('moved_to')
    .whereIn('cluster', listedClusters(database))
    .where(seen => {
      seen.whereExists(visiblyConcernedBy(database, visibility));
      if (unmapped === false) return;
      seen.orWhere(nobodys =>
        whereGranted(whereCausedByNone(database, nobodys), unmapped, meets),
      );
    });
  return read === true ? query : whereGranted(query, read, meets);
}

const COLUMNS = ['cluster', 'severity', 'cause', 'state'] as const;

/** Narrows down what `visibleIncidents` gives, by what the caller is told of it: a filter on what is hidden matches nothing. */
export function applyFilters(
  database: Knex,
  query: Knex.QueryBuilder,
  filters: IncidentFilter,
  options: FilterOptions,
): Knex.QueryBuilder {
  whereColumns(query, COLUMNS, {
    ...filters,
    state: filters.state ?? UNSEEN_STATES,
  });
  if (filters.firstSeenAfter)
    query.where('first_seen_at', '>=', new Date(filters.firstSeenAfter));
  const told = () => toldConcernedBy(database, options);
  if (filters.entityRef)
    query.whereExists(whereAnyOf(told(), 'entity_ref', filters.entityRef));
  if (filters.namespace)
    whereInNamespace(
      database,
      query,
      visibleMembers(database, options),
      filters.namespace,
    );
  if (filters.system)
    query.whereExists(
      told().whereIn('entity_ref', partOf(database, filters.system)),
    );
  if (filters.owner) whereOwned(database, query, filters.owner, options);
  return query;
}

/** Ids of the incidents that concern any of the entities. */
export function incidentsOf(
  database: Knex,
  entityRefs: readonly string[],
): Knex.QueryBuilder {
  return whereAnyOf(
    database('incident_entities')
      .select('incident_id')
      .whereIn('role', ['cause', 'affected']),
    'entity_ref',
    entityRefs,
  );
}

/** Of entities only those that caused an incident: who merely suffers does not own it. */
function whereOwned(
  database: Knex,
  query: Knex.QueryBuilder,
  ownerRefs: readonly string[],
  options: FilterOptions,
) {
  const { platformOwner, unmapped } = options;
  const owned = () => ownedBy(database, ownerRefs);
  query.where(either => {
    either.whereExists(
      toldConcernedBy(database, options)
        .where('role', 'cause')
        .whereIn('entity_ref', owned()),
    );
    if (!platformOwner || unmapped === false) return;
    either.orWhere(nobodys =>
      whereToldNobodys(database, nobodys, options).whereExists(
        owned().where('entity_ref', platformOwner),
      ),
    );
  });
}

/** Entities that each incident concerns, visible or not, what caused it first. */
export async function selectConcerned(
  database: Knex,
  incidentIds: readonly string[],
): Promise<Map<string, IncidentEntity[]>> {
  const rows: (Pick<IncidentEntity, 'role'> & {
    incident_id: string;
    entity_ref: string;
  })[] = await whereAnyOf(
    database('incident_entities').whereIn('role', ['cause', 'affected']),
    'incident_id',
    incidentIds,
  )
    .orderBy('role', 'desc')
    .orderBy('entity_ref');
  const grouped = groupBy(rows, each => each.incident_id);
  return new Map(
    [...grouped].map(([id, entities]) => [
      id,
      entities.map(each => ({ entityRef: each.entity_ref, role: each.role })),
    ]),
  );
}

interface MemberRow extends FindingText {
  incident_id: string;
  finding_id: string;
}

/** What a reader may see of the findings of one incident. */
export interface VisibleMembers {
  /** Ids of those that the reader may see. */
  findings: ReadonlySet<string>;
  /** Their severities, by id. */
  severities: ReadonlyMap<string, Severity>;
  /** Those of them of which nothing is left out for the reader. */
  whole: ReadonlySet<string>;
  /** Entities of objects that they name to the reader, where their subjects belong to none. */
  entityRefs: ReadonlySet<string>;
}

/** The findings of each incident that a reader may see. */
export async function selectVisibleMembers(
  database: Knex,
  incidentIds: readonly string[],
  visibility: Visibility,
): Promise<Map<string, VisibleMembers>> {
  const joined = whereAnyOf(
    database('incident_findings').select('finding_id'),
    'incident_id',
    incidentIds,
  );
  const visible = hintValues(
    visibleFindings(database, visibility),
    'findings.id',
    joined,
  )
    .join('incident_findings', 'incident_findings.finding_id', 'findings.id')
    .select(
      'incident_id',
      'finding_id',
      'cluster',
      'severity',
      'object_entities',
      'other_entities',
      // The others are told whole to whoever sees them.
      database.raw(
        "case when object_entities is null and other_entities = '{}' then '' else finding end as finding",
      ),
    );
  const rows: MemberRow[] = await whereAnyOf(
    visible,
    'incident_id',
    incidentIds,
  );
  const rights = rightsOf(visibility);
  const grouped = groupBy(rows, each => each.incident_id);
  return new Map(
    [...grouped].map(([id, members]) => [
      id,
      {
        findings: idsOf(members),
        severities: new Map(
          members.map(each => [each.finding_id, each.severity]),
        ),
        whole: idsOf(members.filter(each => isToldWhole(each, rights))),
        entityRefs: new Set(
          members.flatMap(each => knownEntities(each, rights)),
        ),
      },
    ]),
  );
}

/** Ids of the findings of one incident that a reader may see. */
export async function selectVisibleIds(
  database: Knex,
  incidentId: string,
  visibility: Visibility,
): Promise<string[]> {
  return visibleFindings(database, visibility)
    .whereIn(
      'findings.id',
      database('incident_findings')
        .where('incident_id', incidentId)
        .select('finding_id'),
    )
    .pluck('findings.id');
}

function idsOf(members: readonly MemberRow[]): ReadonlySet<string> {
  return new Set(members.map(each => each.finding_id));
}
