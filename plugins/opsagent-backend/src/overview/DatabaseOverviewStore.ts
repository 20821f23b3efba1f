import { PRESENT_STATES } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { Visibility } from '../findings/FindingStore';
import { visibleIncidents } from '../incidents/readIncidents';
import { CountRow, incidentCounts } from './incidentCounts';
import { OverviewCounts, OverviewStore } from './OverviewStore';

/** Counts incidents in the plugin's database. */
export class DatabaseOverviewStore implements OverviewStore {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  async count(visibility: Visibility): Promise<OverviewCounts> {
    const rows: (CountRow & { cluster: string })[] = await visibleIncidents(
      this.#database,
      visibility,
    )
      .whereIn('state', PRESENT_STATES)
      .groupBy('cluster', 'severity', 'state')
      .select('cluster', 'severity', 'state')
      .count({ count: '*' });
    const byCluster = groupBy(rows, each => each.cluster);
    return {
      incidents: incidentCounts(rows),
      clusters: new Map(
        [...byCluster].map(([name, each]) => [name, incidentCounts(each)]),
      ),
    };
  }
}
