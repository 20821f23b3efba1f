import {
  AlertList,
  AlertQuery,
  AlertTarget,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { listedClusters } from '../clusters/listedClusters';
import { lockCluster } from '../clusters/lockCluster';
import { deleteInBatches } from '../database/deleteInBatches';
import { groupBy } from '../database/groupBy';
import { readPage } from '../database/readPage';
import { Visibility } from '../findings/FindingStore';
import { Step } from '../lifecycle/planLives';
import { isTransition } from '../lifecycle/transitions';
import { AlertAddress, AlertStore } from './AlertStore';
import { ReceivedAlert } from './ReceivedAlert';
import { AlertRow, alertOf } from './alertRows';
import { endUnheard, selectQuietIncidents } from './endUnheard';
import { applyFilters, selectContext } from './readAlerts';
import { refreshAlertIncidents } from './refreshAlertIncidents';
import { takeInAlerts } from './takeInAlerts';
import { targetOf } from './targetOf';
import { visibleAlerts } from './visibleAlerts';

/** What fires first, worst first. */
const IN_ORDER = {
  order: ['state', 'severity_rank', 'id'],
  position: z.tuple([z.string(), z.int(), z.string()]),
} as const;

/** Alerts in the plugin's database. */
export class DatabaseAlertStore implements AlertStore {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  async takeIn(alerts: readonly ReceivedAlert[], at: Date): Promise<void> {
    for (const [cluster, group] of groupBy(alerts, each => each.cluster))
      await this.#database.transaction(async tx => {
        await takeInAlerts(tx, cluster, group, at);
      });
  }

  async listedClusters(): Promise<string[]> {
    return listedClusters(this.#database).orderBy('name').pluck('name');
  }

  async list(query: AlertQuery, visibility: Visibility): Promise<AlertList> {
    const database = this.#database;
    const { rows, ...page } = await readPage<AlertRow>(
      database,
      () =>
        applyFilters(
          database,
          visibleAlerts(database, visibility),
          query,
          visibility,
        ),
      { ...query, ...IN_ORDER },
    );
    const { entityRefs, incidents } = await selectContext(
      this.#database,
      rows,
      visibility,
    );
    const items = rows.map(row => {
      const joined = row.incident_id ?? '';
      return alertOf(row, {
        entityRefs: [...(entityRefs.get(row.id) ?? [])],
        incident: incidents.has(joined) ? joined : undefined,
      });
    });
    return { items, ...page };
  }

  async target(
    address: AlertAddress,
    visibility: Visibility,
  ): Promise<AlertTarget | undefined> {
    return targetOf(this.#database, address, visibility);
  }

  async entityRefs(): Promise<string[]> {
    const rows: { entity_ref: string }[] = await this.#database
      .select('entity_ref')
      .from('alert_entities')
      .union(this.#database('incident_entities').select('entity_ref'));
    return rows.map(row => row.entity_ref);
  }

  async endUnheard(heardBefore: Date, now: Date): Promise<number> {
    return endUnheard(this.#database, heardBefore, now);
  }

  async settleIncidents(now: Date): Promise<number> {
    const quiet = await selectQuietIncidents(this.#database);
    const steps: Step[] = [];
    for (const [cluster, group] of groupBy(quiet, each => each.cluster))
      steps.push(...(await this.#refresh(cluster, group, now)));
    return steps.filter(isTransition).length;
  }

  async deleteOlderThan(moment: Date): Promise<number> {
    return deleteInBatches(this.#database, {
      table: 'alerts',
      key: 'id',
      where: old =>
        old
          .whereRaw('coalesce(ends_at, received_at) < ?', [moment])
          .where('received_at', '<', moment),
    });
  }

  async #refresh(
    cluster: string,
    incidents: readonly { id: string }[],
    now: Date,
  ): Promise<Step[]> {
    return this.#database.transaction(async tx => {
      await lockCluster(tx, cluster);
      const ids = incidents.map(each => each.id);
      return refreshAlertIncidents(tx, cluster, ids, now);
    });
  }
}
