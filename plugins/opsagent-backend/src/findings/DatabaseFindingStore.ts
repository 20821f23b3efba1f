import {
  FindingList,
  FindingQuery,
  StoredFinding,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import {
  CompletedScan,
  FindingStore,
  ReconcileResult,
  Visibility,
} from './FindingStore';
import { decodeCursor, encodeCursor } from './cursor';
import { FindingRow, storedFindingOf } from './findingRows';
import { planChanges } from './planChanges';
import {
  applyFilters,
  inOrder,
  selectEntities,
  startingAfter,
  visibleFindings,
} from './readFindings';
import {
  applyChanges,
  endScan,
  replaceEntities,
  replaceEntityObjects,
  selectKnown,
} from './writeFindings';

/** Findings in the plugin's database. */
export class DatabaseFindingStore implements FindingStore {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  async reconcile(scan: CompletedScan): Promise<ReconcileResult> {
    return this.#database.transaction(async tx => {
      await endScan(tx, scan);
      const changes = planChanges(await selectKnown(tx, scan.cluster), scan);
      await applyChanges(tx, changes, scan);
      await replaceEntities(tx, changes);
      await replaceEntityObjects(tx, scan);
      return {
        opened: changes.opened,
        seen: changes.seen.length,
        resolved: changes.resolved.length,
      };
    });
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
      );
    const page = inOrder(matching()).limit(query.limit + 1);
    if (query.cursor) startingAfter(page, decodeCursor(query.cursor));

    const rows: FindingRow[] = await page;
    const [{ total }] = await matching().count({ total: '*' });
    const shown = rows.slice(0, query.limit);
    const last = rows.length > shown.length ? shown.at(-1) : undefined;
    return {
      items: await this.#complete(shown, visibility),
      totalItems: Number(total),
      pageInfo: last
        ? {
            nextCursor: encodeCursor([
              last.tier_rank,
              last.severity_rank,
              last.id,
            ]),
          }
        : {},
    };
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

  async entityRefs(findingId?: string): Promise<string[]> {
    const query = this.#database('finding_entities').distinct('entity_ref');
    if (findingId) query.where('finding_id', findingId);
    const rows: { entity_ref: string }[] = await query;
    return rows.map(row => row.entity_ref);
  }

  async deleteOlderThan(moment: Date): Promise<number> {
    return this.#database('findings')
      .whereRaw('coalesce(resolved_at, last_seen_at) < ?', [moment])
      .delete();
  }

  async #complete(
    rows: readonly FindingRow[],
    { entityRefs, unmapped }: Visibility,
  ) {
    const ids = rows.map(row => row.id);
    const entities = await selectEntities(this.#database, ids, entityRefs);
    const reader = { visible: new Set(entityRefs), unmapped };
    return rows.map(row =>
      storedFindingOf(row, entities.get(row.id) ?? [], reader),
    );
  }
}
