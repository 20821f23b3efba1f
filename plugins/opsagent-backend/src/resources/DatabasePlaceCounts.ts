import {
  IncidentCounts,
  PRESENT_STATES,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { whereAnyOf } from '../database/sql';
import { Visibility } from '../findings/FindingStore';
import { visibleFindings } from '../findings/readFindings';
import { visibleIncidents } from '../incidents/readIncidents';
import { CountRow, incidentCounts } from '../overview/incidentCounts';
import { PlaceCounts } from './PlaceCounts';

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
    const rows: PlacedCount[] = await this.#presentIncidents(visibility)
      .select({ place: 'cluster' }, 'severity', 'state')
      .groupBy('cluster', 'severity', 'state')
      .count({ count: '*' });
    return byPlace(rows);
  }

  async incidentsByNamespace(
    { cluster, namespaces }: Parameters<PlaceCounts['incidentsByNamespace']>[0],
    visibility: Visibility,
  ): Promise<Map<string, IncidentCounts>> {
    const members = whereAnyOf(
      visibleFindings(this.#database, visibility)
        .join(
          'incident_findings',
          'incident_findings.finding_id',
          'findings.id',
        )
        .where({ cluster })
        .distinct({
          incident_id: 'incident_findings.incident_id',
          place: 'findings.namespace',
        }),
      'findings.namespace',
      namespaces,
    ).as('members');
    const rows: PlacedCount[] = await this.#presentIncidents(visibility)
      .where({ cluster })
      .join(members, 'members.incident_id', 'incidents.id')
      .select('place', 'severity', 'state')
      .groupBy('place', 'severity', 'state')
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

  #presentIncidents(visibility: Visibility) {
    return visibleIncidents(this.#database, visibility).whereIn(
      'state',
      PRESENT_STATES,
    );
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
