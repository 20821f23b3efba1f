import { PRESENT_STATES } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { whereAnyOf } from '../database/sql';
import { Visibility } from '../findings/FindingStore';
import {
  toldConcerns,
  whereConditionsTell,
  whereToldNobodys,
} from '../incidents/whereIncidentMeets';
import { CountRow, incidentCounts } from './incidentCounts';

/** The incidents to count, for a query of its own. */
export type VisibleIncidents = () => Knex.QueryBuilder;

export interface CountOptions extends Visibility {
  database: Knex;
  /** The entity ref of the owner of what belongs to no entity. */
  platformOwner?: string;
}

type KeyedRow = CountRow & { key: string };

/** Those that are there by cluster, and the rows behind that. */
export async function countByCluster(incidents: VisibleIncidents) {
  const rows: KeyedRow[] = await incidents()
    .whereIn('state', PRESENT_STATES)
    .groupBy('cluster', 'severity', 'state')
    .select({ key: 'cluster' }, 'severity', 'state')
    .count({ count: '*' });
  return { rows, counts: byKey(rows) };
}

/**
 * Those that are there by whoever owns what caused them, alike the filter by owner: of entities that the caller may see and, for whoever may see that, the
 * platform's owner where no entity caused it. Groups that own nothing but what their child groups own are left out, as these stand for it.
 */
export async function countByOwner(
  incidents: VisibleIncidents,
  { database, platformOwner, ...visibility }: CountOptions,
) {
  const caused = toldConcerns(database, visibility)
    .where('role', 'cause')
    .select('incident_id', 'incident_entities.entity_ref');
  if (visibility.unmapped !== false && platformOwner)
    caused.unionAll(
      whereToldNobodys(database, incidents(), visibility).select(
        'incidents.id',
        database.raw('?', [platformOwner]),
      ),
    );
  const rows: (KeyedRow & { distance: number })[] = await incidents()
    .whereIn('state', PRESENT_STATES)
    .join(caused.as('caused'), 'caused.incident_id', 'incidents.id')
    .join('entity_owners', 'entity_owners.entity_ref', 'caused.entity_ref')
    .groupBy('owner_ref', 'severity', 'state')
    .select({ key: 'owner_ref' }, 'severity', 'state')
    .min({ distance: 'distance' })
    .countDistinct({ count: 'incidents.id' });
  const direct = new Set(
    rows.filter(row => row.distance === 0).map(row => row.key),
  );
  return byKey(rows.filter(row => direct.has(row.key)));
}

/** Those that are there by the systems of the entities that they concern and that the caller may see. */
export async function countBySystem(
  incidents: VisibleIncidents,
  { database, ...visibility }: CountOptions,
) {
  const systems = whereAnyOf(
    database('entity_systems'),
    'entity_ref',
    visibility.entityRefs,
  );
  const concerning = incidents()
    // Else SQLite looks up every visible entity again for each incident.
    .withMaterialized('visible_systems', systems)
    .whereIn('state', PRESENT_STATES)
    .join('incident_entities', 'incident_id', 'incidents.id')
    .whereIn('role', ['cause', 'affected'])
    .join(
      'visible_systems',
      'visible_systems.entity_ref',
      'incident_entities.entity_ref',
    );
  const rows: KeyedRow[] = await whereConditionsTell(
    database,
    concerning,
    visibility,
  )
    .groupBy('system_ref', 'severity', 'state')
    .select({ key: 'system_ref' }, 'severity', 'state')
    .countDistinct({ count: 'incidents.id' });
  return byKey(rows);
}

function byKey(rows: readonly KeyedRow[]) {
  const grouped = groupBy(rows, each => each.key);
  return new Map(
    [...grouped].map(([key, each]) => [key, incidentCounts(each)]),
  );
}
