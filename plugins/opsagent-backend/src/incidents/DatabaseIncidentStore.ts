import { NotFoundError } from '@backstage/errors';
import {
  IncidentList,
  IncidentQuery,
  LARGEST_PAGE_SIZE,
  LifecycleChange,
  PRESENT_STATES,
  StoredIncident,
  Transition,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../database/cursor';
import { Visibility } from '../findings/FindingStore';
import { ChangeOptions, changed } from '../lifecycle/changed';
import { lifeOf } from '../lifecycle/lifeColumns';
import { recordSteps, selectTransitions } from '../lifecycle/transitions';
import { IncidentStore } from './IncidentStore';
import { IncidentRow, storedIncidentOf, summaryOf } from './incidentRows';
import {
  applyFilters,
  selectIncidentEntities,
  visibleIncidents,
} from './readIncidents';
import { saveLife } from './reconcileIncidents';

/** Rank of severity and id. */
const positionSchema = z.tuple([z.int(), z.string()]);

/** Incidents in the plugin's database. */
export class DatabaseIncidentStore implements IncidentStore {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  async list(
    query: IncidentQuery,
    visibility: Visibility,
  ): Promise<IncidentList> {
    const matching = () =>
      applyFilters(
        this.#database,
        visibleIncidents(this.#database, visibility),
        query,
      );
    const page = matching()
      .orderBy(['severity_rank', 'id'])
      .limit(query.limit + 1);
    if (query.cursor)
      page.whereRaw(
        '(severity_rank, id) > (?, ?)',
        decodeCursor(query.cursor, positionSchema),
      );
    const rows: IncidentRow[] = await page;
    const [{ total }] = await matching().count({ total: '*' });
    const shown = rows.slice(0, query.limit);
    const last = rows.length > shown.length ? shown.at(-1) : undefined;
    const items = await this.#complete(shown, visibility);
    return {
      items: items.map(summaryOf),
      totalItems: Number(total),
      pageInfo: last
        ? { nextCursor: encodeCursor([last.severity_rank, last.id]) }
        : {},
    };
  }

  async ofEntity(
    entityRef: string,
    visibility: Visibility,
  ): Promise<StoredIncident[]> {
    const query = {
      entityRef: [entityRef],
      state: [...PRESENT_STATES],
      limit: LARGEST_PAGE_SIZE,
    };
    const rows: IncidentRow[] = await applyFilters(
      this.#database,
      visibleIncidents(this.#database, visibility),
      query,
    )
      .orderBy(['severity_rank', 'id'])
      .limit(query.limit);
    return this.#complete(rows, visibility);
  }

  async get(
    id: string,
    visibility: Visibility,
  ): Promise<StoredIncident | undefined> {
    const rows: IncidentRow[] = await visibleIncidents(
      this.#database,
      visibility,
    ).where('incidents.id', id);
    const [incident] = await this.#complete(rows, visibility);
    return incident;
  }

  async change(
    id: string,
    change: LifecycleChange,
    options: ChangeOptions,
  ): Promise<void> {
    await this.#database.transaction(async tx => {
      const row: IncidentRow | undefined = await tx('incidents')
        .where({ id })
        .forUpdate()
        .first();
      if (!row) throw new NotFoundError(`No incident ${id}`);
      const before = lifeOf(row);
      const after = changed(before, change, options);
      await saveLife(tx, id, after);
      await recordSteps(tx, 'incident', [{ id, before, after }]);
    });
  }

  async transitions(id: string): Promise<Transition[]> {
    return selectTransitions(this.#database, 'incident', id);
  }

  async entityRefs(incidentId?: string): Promise<string[]> {
    const query = this.#database('incident_entities').distinct('entity_ref');
    if (incidentId) query.where('incident_id', incidentId);
    const rows: { entity_ref: string }[] = await query;
    return rows.map(row => row.entity_ref);
  }

  async deleteOlderThan(moment: Date): Promise<number> {
    return this.#database('incidents')
      .whereRaw('coalesce(resolved_at, last_seen_at) < ?', [moment])
      .delete();
  }

  async #complete(rows: readonly IncidentRow[], visibility: Visibility) {
    const { entityRefs, unmapped } = visibility;
    const ids = rows.map(row => row.id);
    const entities = await selectIncidentEntities(
      this.#database,
      ids,
      entityRefs,
    );
    const reader = { visible: new Set(entityRefs), unmapped };
    return rows.map(row =>
      storedIncidentOf(row, entities.get(row.id) ?? [], reader),
    );
  }
}
