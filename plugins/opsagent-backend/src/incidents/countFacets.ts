import {
  FacetValue,
  IncidentFacetQuery,
  IncidentFacets,
  lifecycleStateSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { FilterOptions } from '../findings/readFindings';
import { applyFilters, visibleIncidents } from './readIncidents';
import { toldConcerns, whereToldNobodys } from './whereIncidentMeets';

/** Values told of one facet. */
const MOST_VALUES = 100;

interface Counting {
  database: Knex;
  /** A new query for the visible incidents that match all other filters. */
  matching: () => Knex.QueryBuilder;
  options: FilterOptions;
}

/** Counts visible incidents by the values of each filter, as if that filter were not set. */
export async function countFacets(
  database: Knex,
  query: IncidentFacetQuery,
  options: FilterOptions,
): Promise<IncidentFacets> {
  const without = (filter: keyof IncidentFacetQuery): Counting => ({
    database,
    options,
    matching: () =>
      applyFilters(
        database,
        visibleIncidents(database, options),
        {
          ...query,
          [filter]:
            filter === 'state' ? lifecycleStateSchema.options : undefined,
        },
        options,
      ),
  });
  const [severity, state, cluster, cause, owner, system] = await Promise.all([
    countColumn('severity', without('severity')),
    countColumn('state', without('state')),
    countColumn('cluster', without('cluster')),
    countColumn('cause', without('cause')),
    countOwners(without('owner')),
    countSystems(without('system')),
  ]);
  return { severity, state, cluster, cause, owner, system };
}

async function countColumn(column: string, { matching }: Counting) {
  return mostFrequent(
    matching().select({ value: column }).count({ count: '*' }).groupBy(column),
  );
}

/** By the owners of the visible entities that caused them, and what no entity caused by those to whom the platform belongs. */
async function countOwners({ database, matching, options }: Counting) {
  const { platformOwner, unmapped } = options;
  const pairs = toldConcerns(database, options)
    .where('role', 'cause')
    .join(
      'entity_owners',
      'entity_owners.entity_ref',
      'incident_entities.entity_ref',
    )
    .whereIn('incident_id', matching().select('incidents.id'))
    .select('incident_id', 'owner_ref');
  if (platformOwner && unmapped !== false)
    pairs.union(
      database
        .from(
          whereToldNobodys(database, matching(), options)
            .select('incidents.id')
            .as('nobodys'),
        )
        .join('entity_owners', join =>
          join.onVal('entity_owners.entity_ref', platformOwner),
        )
        .select({ incident_id: 'nobodys.id' }, 'owner_ref'),
    );
  return countPairs(database, pairs, 'owner_ref');
}

/** By the systems of all visible entities that they concern. */
async function countSystems({ database, matching, options }: Counting) {
  const pairs = toldConcerns(database, options)
    .join(
      'entity_systems',
      'entity_systems.entity_ref',
      'incident_entities.entity_ref',
    )
    .whereIn('incident_id', matching().select('incidents.id'))
    .select('incident_id', 'system_ref');
  return countPairs(database, pairs, 'system_ref');
}

async function countPairs(
  database: Knex,
  pairs: Knex.QueryBuilder,
  column: string,
) {
  return mostFrequent(
    database
      .from(pairs.as('pairs'))
      .select({ value: column })
      .countDistinct({ count: 'incident_id' })
      .groupBy(column),
  );
}

async function mostFrequent(counts: Knex.QueryBuilder): Promise<FacetValue[]> {
  const rows: { value: string; count: number | string }[] = await counts
    .orderBy([{ column: 'count', order: 'desc' }, 'value'])
    .limit(MOST_VALUES);
  return rows.map(row => ({ value: row.value, count: Number(row.count) }));
}
