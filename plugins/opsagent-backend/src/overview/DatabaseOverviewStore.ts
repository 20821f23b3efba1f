import { Knex } from 'knex';
import { whereAnyOf } from '../database/sql';
import { Visibility } from '../findings/FindingStore';
import { visibleIncidents } from '../incidents/readIncidents';
import { OverviewCounts, OverviewStore } from './OverviewStore';
import { countByCluster, countByOwner, countBySystem } from './countIncidents';
import { incidentCounts } from './incidentCounts';
import { readCauses } from './readCauses';
import { readChanges } from './readChanges';
import { readOpenByDay } from './readOpenByDay';
import { readTimesToResolve } from './readTimesToResolve';
import { DAY, dayBefore } from './days';

const LONGEST_TREND = 30 * DAY;

export interface DatabaseOverviewStoreOptions {
  database: Knex;
  /** The entity ref of the owner of what belongs to no entity. */
  platformOwner?: string;
  /** Milliseconds for which resolved incidents are kept: nothing is told of the time before. */
  retention: number;
}

/** Counts incidents in the plugin's database. */
export class DatabaseOverviewStore implements OverviewStore {
  readonly #options: DatabaseOverviewStoreOptions;

  constructor(options: DatabaseOverviewStoreOptions) {
    this.#options = options;
  }

  async count(
    visibility: Visibility,
    { now }: { now: Date },
  ): Promise<OverviewCounts> {
    const { database, platformOwner, retention } = this.#options;
    const reach = Math.min(LONGEST_TREND, retention);
    const since = new Date(now.getTime() - reach);
    // Who may see an incident is the costly question, so that it is asked once for all counts.
    const ids: string[] = await visibleIncidents(database, visibility)
      .where(known =>
        known.whereNot('state', 'resolved').orWhere('resolved_at', '>=', since),
      )
      .pluck('id');
    const incidents = () =>
      whereAnyOf(database('incidents'), 'incidents.id', ids);
    const byCluster = await countByCluster(incidents);
    const all = incidentCounts(byCluster.rows);
    const [owners, systems, changes, causes, days, weeks] = await Promise.all([
      countByOwner(incidents, { database, platformOwner, ...visibility }),
      countBySystem(incidents, { database, ...visibility }),
      readChanges(incidents, { since: dayBefore(now) }),
      readCauses(incidents, { database }),
      readOpenByDay(incidents, { database, now, reach, open: all.open }),
      readTimesToResolve(incidents, { database, now, reach }),
    ]);
    return {
      incidents: all,
      clusters: byCluster.counts,
      owners,
      systems,
      changes,
      causes,
      trend: { days, weeks },
    };
  }
}
