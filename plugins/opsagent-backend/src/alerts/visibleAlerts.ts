import { Knex } from 'knex';
import { listedClusters } from '../clusters/listedClusters';
import { whereAmong } from '../database/sql';
import { Visibility } from '../findings/FindingStore';
import { whereGranted } from '../permissions/whereGranted';
import { entitiesOf, whereAlertMeets } from './whereAlertMeets';

/**
 * Alerts that a caller may see: of entities that are visible and, for whoever reads clusters, of what belongs to none, of clusters that nobody knows, too. Counting
 * and paging start from here, so neither tells of others.
 */
export function visibleAlerts(
  database: Knex,
  { entityRefs, read = true, unmapped }: Visibility,
): Knex.QueryBuilder {
  const meets = whereAlertMeets(database);
  const query = database('alerts')
    .where(known => {
      known.whereIn('cluster', listedClusters(database));
      if (unmapped === false) return;
      const names = database('clusters').select('name');
      known.orWhere(unknown =>
        whereGranted(unknown.whereNotIn('cluster', names), unmapped, meets),
      );
    })
    .where(seen => {
      seen.whereExists(
        whereAmong(entitiesOf(database), 'entity_ref', entityRefs),
      );
      if (unmapped === false) return;
      seen.orWhere(nobodys =>
        whereGranted(
          nobodys.whereNotExists(entitiesOf(database)),
          unmapped,
          meets,
        ),
      );
    });
  return read === true ? query : whereGranted(query, read, meets);
}
