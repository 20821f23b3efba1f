import {
  IncidentFacetQuery,
  IncidentFacets,
  IncidentGraph,
  IncidentList,
  IncidentQuery,
  IncidentSummary,
  LifecycleChange,
  PRESENT_STATES,
  StoredIncident,
  TransitionList,
  TransitionQuery,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Incident } from '@opsagent/engine';
import { Knex } from 'knex';
import { distinctValues } from '../database/distinctValues';
import { readPage } from '../database/readPage';
import { selectOwners } from '../entities/readOwners';
import { Visibility } from '../findings/FindingStore';
import { rightsOf } from '../findings/ObjectReader';
import { changeLife } from '../lifecycle/changeLife';
import { ChangeOptions } from '../lifecycle/changed';
import { deleteLives } from '../lifecycle/deleteLives';
import { selectTransitions, withoutReasons } from '../lifecycle/transitions';
import { Grant } from '../permissions/Grant';
import { grantedAmong } from '../permissions/whereGranted';
import { IncidentStore, IncidentsOfEntity } from './IncidentStore';
import { countFacets } from './countFacets';
import { incidentOrders } from './incidentOrders';
import {
  IncidentRow,
  ReaderOfIncident,
  SummaryRow,
  incidentGraphOf,
  isWholeFor,
  storedIncidentOf,
  summaryColumns,
  summaryOf,
} from './incidentRows';
import {
  applyFilters,
  incidentsOf,
  selectConcerned,
  VisibleMembers,
  selectVisibleIds,
  selectVisibleMembers,
  visibleIncidents,
} from './readIncidents';
import { whereIncidentMeets } from './whereIncidentMeets';

const NO_MEMBERS: VisibleMembers = {
  findings: new Set(),
  severities: new Map(),
  whole: new Set(),
  entityRefs: new Set(),
};

export interface DatabaseIncidentStoreOptions {
  database: Knex;
  /** The entity ref of the owner of what belongs to no entity. */
  platformOwner?: string;
}

/** Incidents in the plugin's database. */
export class DatabaseIncidentStore implements IncidentStore {
  readonly #database: Knex;
  readonly #platformOwner: string | undefined;

  constructor(options: DatabaseIncidentStoreOptions) {
    this.#database = options.database;
    this.#platformOwner = options.platformOwner;
  }

  async list(
    query: IncidentQuery,
    visibility: Visibility,
  ): Promise<IncidentList> {
    const options = { ...visibility, platformOwner: this.#platformOwner };
    const database = this.#database;
    const { rows, ...page } = await readPage<SummaryRow>(
      database,
      () =>
        applyFilters(
          database,
          visibleIncidents(database, visibility),
          query,
          options,
        ),
      {
        ...query,
        ...incidentOrders[query.order],
        columns: summaryColumns(database),
      },
    );
    return { items: await this.#summaries(rows, visibility), ...page };
  }

  async begunSince(
    moment: Date,
    visibility: Visibility,
    limit: number,
  ): Promise<IncidentSummary[]> {
    const rows: SummaryRow[] = await visibleIncidents(
      this.#database,
      visibility,
    )
      .select(...summaryColumns(this.#database))
      .whereIn('state', PRESENT_STATES)
      .where('first_seen_at', '>=', moment)
      .orderBy([...incidentOrders.severity.order])
      .limit(limit);
    return this.#summaries(rows, visibility);
  }

  async facets(
    query: IncidentFacetQuery,
    visibility: Visibility,
  ): Promise<IncidentFacets> {
    return countFacets(this.#database, query, {
      ...visibility,
      platformOwner: this.#platformOwner,
    });
  }

  async ofEntity(
    entityRef: string,
    visibility: Visibility,
    limit: number,
  ): Promise<IncidentsOfEntity> {
    const database = this.#database;
    const filters = { entityRef: [entityRef], state: [...PRESENT_STATES] };
    const { rows, totalItems } = await readPage<IncidentRow>(
      database,
      () =>
        applyFilters(
          database,
          visibleIncidents(database, visibility),
          filters,
          visibility,
        ),
      { ...incidentOrders.severity, limit },
    );
    return { items: await this.#complete(rows, visibility), totalItems };
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

  async memberIds(
    id: string,
    visibility: Visibility,
  ): Promise<string[] | undefined> {
    const row: Pick<IncidentRow, 'incident'> | undefined =
      await visibleIncidents(this.#database, visibility)
        .where('incidents.id', id)
        .first('incident');
    if (!row) return undefined;
    const visible = new Set(
      await selectVisibleIds(this.#database, id, visibility),
    );
    const { findings } = JSON.parse(row.incident) as Incident;
    return findings.filter(each => visible.has(each));
  }

  async isGranted(
    id: string,
    grant: Grant,
    visibility: Visibility,
  ): Promise<boolean> {
    const granted = await grantedAmong(
      this.#database('incidents'),
      [id],
      grant,
      whereIncidentMeets(this.#database, visibility),
    );
    return granted.has(id);
  }

  async currentId(id: string): Promise<string> {
    const row: Pick<IncidentRow, 'moved_to'> | undefined = await this.#database(
      'incidents',
    )
      .where({ id })
      .first('moved_to');
    return row?.moved_to ?? id;
  }

  async change(
    id: string,
    change: LifecycleChange,
    options: ChangeOptions,
  ): Promise<void> {
    await changeLife(this.#database, 'incident', id, change, options);
  }

  async transitions(
    id: string,
    query: TransitionQuery,
    visibility: Visibility,
  ): Promise<TransitionList> {
    const rows: IncidentRow[] = await visibleIncidents(
      this.#database,
      visibility,
    ).where('incidents.id', id);
    const readers = await this.#readers(rows, visibility);
    const told = await selectTransitions(this.#database, 'incident', id, query);
    return rows.some((row, index) => isWholeFor(row, readers[index]))
      ? told
      : withoutReasons(told);
  }

  async graph(
    id: string,
    visibility: Visibility,
  ): Promise<IncidentGraph | undefined> {
    const rows: IncidentRow[] = await visibleIncidents(
      this.#database,
      visibility,
    ).where('incidents.id', id);
    const [reader] = await this.#readers(rows, visibility);
    return rows.length > 0 ? incidentGraphOf(rows[0], reader) : undefined;
  }

  async entityRefs(
    of: { incident?: string; entityRef?: string } = {},
  ): Promise<string[]> {
    if (of.incident === undefined && of.entityRef === undefined)
      return distinctValues(this.#database, 'incident_entities', 'entity_ref');
    const query = this.#database('incident_entities').distinct('entity_ref');
    if (of.incident !== undefined) query.where('incident_id', of.incident);
    if (of.entityRef !== undefined)
      query.whereIn('incident_id', incidentsOf(this.#database, [of.entityRef]));
    const rows: { entity_ref: string }[] = await query;
    return rows.map(row => row.entity_ref);
  }

  async deleteOlderThan(moment: Date): Promise<number> {
    return deleteLives(this.#database, 'incident', moment);
  }

  async #complete(rows: readonly IncidentRow[], visibility: Visibility) {
    const readers = await this.#readers(rows, visibility);
    return rows.map((row, index) => storedIncidentOf(row, readers[index]));
  }

  async #summaries(rows: readonly SummaryRow[], visibility: Visibility) {
    const readers = await this.#readers(rows, visibility);
    return rows.map((row, index) => summaryOf(row, readers[index]));
  }

  /** For each row, what the reader may see of its parts. */
  async #readers(
    rows: readonly Pick<IncidentRow, 'id'>[],
    visibility: Visibility,
  ): Promise<ReaderOfIncident[]> {
    const ids = rows.map(row => row.id);
    const rights = rightsOf(visibility);
    const concerned = selectConcerned(this.#database, ids);
    const [entities, byEntity, members, changeable] = await Promise.all([
      concerned,
      concerned.then(each =>
        selectOwners(
          this.#database,
          [...each.values()].flat().map(entity => entity.entityRef),
        ),
      ),
      selectVisibleMembers(this.#database, ids, visibility),
      grantedAmong(
        this.#database('incidents'),
        ids,
        visibility.update ?? false,
        whereIncidentMeets(this.#database, visibility),
      ),
    ]);
    const owners = { byEntity, platformOwner: this.#platformOwner };
    return ids.map(id => ({
      rights,
      owners,
      entities: entities.get(id) ?? [],
      mayChange: changeable.has(id),
      ...(members.get(id) ?? NO_MEMBERS),
    }));
  }
}
