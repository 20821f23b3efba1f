import {
  IncidentCounts,
  PRESENT_STATES,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { Visibility } from '../findings/FindingStore';
import { visibleFindings } from '../findings/readFindings';
import { CountRow, incidentCounts } from '../overview/incidentCounts';
import { PlaceCounts } from './PlaceCounts';
import { incidentsByNamespace, presentIncidents } from './placedIncidents';

type PlacedCount = CountRow & { place: string };

/** Counts in the plugin's database. */
export class DatabasePlaceCounts implements PlaceCounts {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  async incidentsByCluster(
    visibility: Visibility,
  ): Promise<Map<string, IncidentCounts>> {
    const rows: PlacedCount[] = await presentIncidents(
      this.#database,
      visibility,
    )
      .select({ place: 'cluster' }, 'severity', 'state')
      .groupBy('cluster', 'severity', 'state')
      .count({ count: '*' });
    return byPlace(rows);
  }

  async incidentsByNamespace(
    place: Parameters<PlaceCounts['incidentsByNamespace']>[0],
    visibility: Visibility,
  ): Promise<Map<string, IncidentCounts>> {
    const rows: PlacedCount[] = await incidentsByNamespace(
      this.#database,
      place,
      visibility,
    )
      .select({ place: 'members.namespace' }, 'severity', 'state')
      .groupBy('members.namespace', 'severity', 'state')
      .count({ count: '*' });
    return byPlace(rows);
  }

  async findingsByDetector(
    place: Parameters<PlaceCounts['findingsByDetector']>[0],
    visibility: Visibility,
  ): Promise<Map<string, number>> {
    const rows: { detector: string; count: number | string }[] =
      await visibleFindings(this.#database, visibility)
        .where(place)
        .whereIn('state', PRESENT_STATES)
        .select('detector')
        .groupBy('detector')
        .count({ count: '*' });
    return new Map(rows.map(each => [each.detector, Number(each.count)]));
  }
}

function byPlace(rows: readonly PlacedCount[]) {
  return new Map(
    [...groupBy(rows, each => each.place)].map(([place, counts]) => [
      place,
      incidentCounts(counts),
    ]),
  );
}
