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
import { selectAcceptance } from '../acceptances/acceptanceRows';
import { revokeAcceptance } from '../acceptances/revokeAcceptance';
import { distinctValues } from '../database/distinctValues';
import { inSnapshot } from '../database/inSnapshot';
import { readPage } from '../database/readPage';
import { whereAnyOf } from '../database/sql';
import { selectOwners } from '../entities/readOwners';
import { changeLife } from '../lifecycle/changeLife';
import { ChangeOptions } from '../lifecycle/changed';
import { deleteLives } from '../lifecycle/deleteLives';
import { selectTransitions, withoutReasons } from '../lifecycle/transitions';
import { grantedAmong } from '../permissions/whereGranted';
import { FindingStore, Visibility } from './FindingStore';
import { rightsOf } from './ObjectReader';
import {
  FindingRow,
  ReaderOfFinding,
  isWholeFor,
  storedFindingOf,
} from './findingRows';
import {
  applyFilters,
  listedFindings,
  selectEntities,
  visibleFindings,
} from './readFindings';
import { whereFindingMeets } from './whereFindingMeets';

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
    const options = { ...visibility, platformOwner: this.#platformOwner };
    const { rows, ...page } = await inSnapshot(this.#database, async tx => {
      const listed = await listedFindings(tx, visibility);
      return readPage<FindingRow>(
        tx,
        () => applyFilters(tx, listed(), query, options),
        { ...query, ...IN_ORDER },
      );
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
    id: string,
    risk: NamespaceRisk,
    change: AcceptFinding,
    options: ChangeOptions & { visibility: Visibility },
  ): Promise<void> {
    await acceptNamespace(this.#database, id, risk, change, options);
  }

  async revokeAcceptance(
    id: string,
    options: ChangeOptions & { visibility: Visibility },
  ): Promise<number> {
    return revokeAcceptance(this.#database, id, options);
  }

  async acceptedEntityRefs(id: string): Promise<readonly string[]> {
    const acceptance = await selectAcceptance(this.#database, id);
    return acceptance?.entityRefs ?? [];
  }

  async transitions(
    id: string,
    query: TransitionQuery,
    visibility: Visibility,
  ): Promise<TransitionList> {
    const rows: FindingRow[] = await visibleFindings(
      this.#database,
      visibility,
    ).where('findings.id', id);
    const readers = await this.#readers(rows, visibility);
    const told = await selectTransitions(this.#database, 'finding', id, query);
    return rows.some((row, index) => isWholeFor(row, readers[index]))
      ? told
      : withoutReasons(told);
  }

  async entityRefs(findingId?: string): Promise<string[]> {
    const refsIn = (table: string): Promise<string[]> =>
      findingId === undefined
        ? distinctValues(this.#database, table, 'entity_ref')
        : this.#database(table)
            .where('finding_id', findingId)
            .pluck('entity_ref');
    const refs = await Promise.all(
      ['finding_entities', 'finding_others'].map(refsIn),
    );
    return [...new Set(refs.flat())];
  }

  async othersBeside(entityRef: string): Promise<string[]> {
    return this.#database('finding_others')
      .whereIn(
        'finding_id',
        this.#database('finding_entities')
          .where('entity_ref', entityRef)
          .select('finding_id'),
      )
      .distinct('entity_ref')
      .pluck('entity_ref');
  }

  async deleteOlderThan(moment: Date): Promise<number> {
    await this.#database('acceptances').where('until', '<', moment).delete();
    return deleteLives(this.#database, 'finding', moment);
  }

  async #complete(rows: readonly FindingRow[], visibility: Visibility) {
    const readers = await this.#readers(rows, visibility);
    return rows.map((row, index) => storedFindingOf(row, readers[index]));
  }

  /** For each row, what the reader may see of its parts. */
  async #readers(
    rows: readonly FindingRow[],
    visibility: Visibility,
  ): Promise<ReaderOfFinding[]> {
    const ids = rows.map(row => row.id);
    const rights = rightsOf(visibility);
    const linked = selectEntities(this.#database, ids);
    const [entities, byEntity, changeable] = await Promise.all([
      linked,
      linked.then(each =>
        selectOwners(this.#database, [...each.values()].flat()),
      ),
      grantedAmong(
        this.#database('findings'),
        ids,
        visibility.update ?? false,
        whereFindingMeets(this.#database),
      ),
    ]);
    const owners = { byEntity, platformOwner: this.#platformOwner };
    return ids.map(id => ({
      rights,
      owners,
      entityRefs: entities.get(id) ?? [],
      mayChange: changeable.has(id),
    }));
  }
}
