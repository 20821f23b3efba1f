import {
  FindingList,
  FindingQuery,
  FindingChange,
  StoredFinding,
  TransitionList,
  TransitionQuery,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { AcceptFinding } from '../acceptances/AcceptFinding';
import { NamespaceRisk, acceptNamespace } from '../acceptances/acceptNamespace';
import { revokeAcceptance } from '../acceptances/revokeAcceptance';
import { readPage } from '../database/readPage';
import { whereAnyOf } from '../database/sql';
import { selectOwners } from '../entities/readOwners';
import { changeLife } from '../lifecycle/changeLife';
import { ChangeOptions } from '../lifecycle/changed';
import { deleteLives } from '../lifecycle/deleteLives';
import { selectTransitions, withoutReasons } from '../lifecycle/transitions';
import { FindingStore, Visibility } from './FindingStore';
import { FindingRow, storedFindingOf } from './findingRows';
import { applyFilters, selectEntities, visibleFindings } from './readFindings';

/** Worst first. */
const IN_ORDER = {
  order: ['tier_rank', 'severity_rank', 'id'],
  position: z.tuple([z.int(), z.int(), z.string()]),
} as const;

export interface DatabaseFindingStoreOptions {
  database: Knex;
  /** The entity ref of the owner of what belongs to no entity. */
  platformOwner?: string;
}

/** Findings in the plugin's database. */
export class DatabaseFindingStore implements FindingStore {
  readonly #database: Knex;
  readonly #platformOwner: string | undefined;

  constructor(options: DatabaseFindingStoreOptions) {
    this.#database = options.database;
    this.#platformOwner = options.platformOwner;
  }

  async list(
    query: FindingQuery,
    visibility: Visibility,
  ): Promise<FindingList> {
    const matching = () =>
      applyFilters(
        this.#database,
        visibleFindings(this.#database, visibility),
        query,
        { ...visibility, platformOwner: this.#platformOwner },
      );
    const { rows, ...page } = await readPage<FindingRow>(matching, {
      ...query,
      ...IN_ORDER,
    });
    return { items: await this.#complete(rows, visibility), ...page };
  }

  async get(
    id: string,
    visibility: Visibility,
  ): Promise<StoredFinding | undefined> {
    const rows: FindingRow[] = await visibleFindings(
      this.#database,
      visibility,
    ).where('findings.id', id);
    const [finding] = await this.#complete(rows, visibility);
    return finding;
  }

  async some(
    ids: readonly string[],
    visibility: Visibility,
  ): Promise<StoredFinding[]> {
    const rows: FindingRow[] = await whereAnyOf(
      visibleFindings(this.#database, visibility),
      'findings.id',
      ids,
    );
    const found = await this.#complete(rows, visibility);
    const byId = new Map(found.map(each => [each.id, each]));
    return ids.flatMap(id => byId.get(id) ?? []);
  }

  async change(
    id: string,
    change: FindingChange,
    options: ChangeOptions,
  ): Promise<void> {
    await changeLife(this.#database, 'finding', id, change, options);
  }

  async acceptNamespace(
    risk: NamespaceRisk,
    change: AcceptFinding,
    options: ChangeOptions & { visibility: Visibility },
  ): Promise<void> {
    await acceptNamespace(this.#database, risk, change, options);
  }

  async revokeAcceptance(
    id: string,
    options: ChangeOptions & { visibility: Visibility },
  ): Promise<number> {
    return revokeAcceptance(this.#database, id, options);
  }

  async transitions(
    id: string,
    query: TransitionQuery,
    { entityRefs }: Visibility,
  ): Promise<TransitionList> {
    const told = await selectTransitions(this.#database, 'finding', id, query);
    const concerned = await selectEntities(this.#database, [id]);
    return (concerned.get(id) ?? []).every(ref => entityRefs.includes(ref))
      ? told
      : withoutReasons(told);
  }

  async entityRefs(findingId?: string): Promise<string[]> {
    const query = this.#database('finding_entities').distinct('entity_ref');
    if (findingId) query.where('finding_id', findingId);
    const rows: { entity_ref: string }[] = await query;
    return rows.map(row => row.entity_ref);
  }

  async deleteOlderThan(moment: Date): Promise<number> {
    await this.#database('acceptances').where('until', '<', moment).delete();
    return deleteLives(this.#database, 'finding', moment);
  }

  async #complete(
    rows: readonly FindingRow[],
    { entityRefs, unmapped }: Visibility,
  ) {
    const ids = rows.map(row => row.id);
    const entities = await selectEntities(this.#database, ids);
    const byEntity = await selectOwners(
      this.#database,
      [...entities.values()].flat(),
    );
    const reader = { visible: new Set(entityRefs), unmapped };
    const owners = { byEntity, platformOwner: this.#platformOwner };
    return rows.map(row =>
      storedFindingOf(row, entities.get(row.id) ?? [], reader, owners),
    );
  }
}
