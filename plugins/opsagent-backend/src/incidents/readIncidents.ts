import {
  IncidentEntity,
  IncidentFilter,
  UNSEEN_STATES,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { listedClusters } from '../clusters/listedClusters';
import { whereAnyOf, whereColumns } from '../database/sql';
import { ownedBy, partOf } from '../entities/readOwners';
import { Visibility } from '../findings/FindingStore';
import { FindingText, isToldWhole } from '../findings/findingRows';
import {
  FilterOptions,
  visibleAmong,
  visibleFindings,
} from '../findings/readFindings';

/** Incidents that a caller may see. Counting and paging start from here, so neither tells of others. */
export function visibleIncidents(
  database: Knex,
  { entityRefs, unmapped }: Visibility,
): Knex.QueryBuilder {
  const concerned = () =>
    database('incident_entities')
      .select(database.raw('1'))
      .whereRaw('incident_entities.incident_id = incidents.id')
      .whereIn('role', ['cause', 'affected']);
  return database('incidents')
    .whereNull('moved_to')
    .whereIn('cluster', listedClusters(database))
    .where(seen => {
      seen.whereExists(whereAnyOf(concerned(), 'entity_ref', entityRefs));
      if (unmapped) seen.orWhereNotExists(concerned().where('role', 'cause'));
    });
}

const COLUMNS = ['cluster', 'severity', 'cause', 'state'] as const;

/** Narrows down what `visibleIncidents` gives, by what is visible of it: a filter on what is hidden matches nothing. */
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
  if (filters.entityRef) {
    const visible = visibleAmong(filters.entityRef, options);
    query.whereIn('id', incidentsOf(database, visible));
  }
  if (filters.namespace) {
    const members = visibleFindings(database, options)
      .join('incident_findings', 'incident_findings.finding_id', 'findings.id')
      .whereRaw('incident_findings.incident_id = incidents.id')
      .select(database.raw('1'));
    query.whereExists(
      whereAnyOf(members, 'findings.namespace', filters.namespace),
    );
  }
  if (filters.system) {
    query.whereIn(
      'id',
      incidentsOf(database, options.entityRefs).whereIn(
        'entity_ref',
        partOf(database, filters.system),
      ),
    );
  }
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
  { entityRefs, platformOwner, unmapped }: FilterOptions,
) {
  const owned = () => ownedBy(database, ownerRefs);
  const causing = () =>
    database('incident_entities')
      .select(database.raw('1'))
      .whereRaw('incident_entities.incident_id = incidents.id')
      .where('role', 'cause');
  query.where(either => {
    either.whereExists(
      whereAnyOf(causing(), 'entity_ref', entityRefs).whereIn(
        'entity_ref',
        owned(),
      ),
    );
    if (!platformOwner || !unmapped) return;
    either.orWhere(nobodys =>
      nobodys
        .whereNotExists(causing())
        .whereExists(owned().where('entity_ref', platformOwner)),
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

/** Ids of findings of one incident. */
export interface VisibleMembers {
  /** Those that the caller may see. */
  findings: ReadonlySet<string>;
  /** Those of them of which nothing is left out for the caller. */
  whole: ReadonlySet<string>;
}

function idsOf(members: readonly MemberRow[]): ReadonlySet<string> {
  return new Set(members.map(each => each.finding_id));
}

/** The findings of each incident that the caller may see. */
export async function selectVisibleMembers(
  database: Knex,
  incidentIds: readonly string[],
  visibility: Visibility,
): Promise<Map<string, VisibleMembers>> {
  const rows: MemberRow[] = await whereAnyOf(
    visibleFindings(database, visibility)
      .join('incident_findings', 'incident_findings.finding_id', 'findings.id')
      .select('incident_id', 'finding_id', 'finding', 'object_entities'),
    'incident_id',
    incidentIds,
  );
  const reader = {
    visible: new Set(visibility.entityRefs),
    unmapped: visibility.unmapped,
  };
  const grouped = groupBy(rows, each => each.incident_id);
  return new Map(
    [...grouped].map(([id, members]) => [
      id,
      {
        findings: idsOf(members),
        whole: idsOf(members.filter(each => isToldWhole(each, reader))),
      },
    ]),
  );
}
