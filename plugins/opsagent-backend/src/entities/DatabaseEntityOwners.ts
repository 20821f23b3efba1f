import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { chunks, lockTable, whereAnyOf } from '../database/sql';
import { EntityOwners, EntityOwnership } from './EntityOwners';
import { ownedBy } from './readOwners';

interface OwnerRow {
  entity_ref: string;
  owner_ref: string;
  distance: number;
}

interface SystemRow {
  entity_ref: string;
  system_ref: string;
}

/** Owners in the plugin's database. */
export class DatabaseEntityOwners implements EntityOwners {
  readonly #database: Knex;

  constructor(options: { database: Knex }) {
    this.#database = options.database;
  }

  async replace(ownerships: readonly EntityOwnership[]): Promise<void> {
    await this.#database.transaction(async tx => {
      await replaceRows(tx, 'entity_owners', ownerships.flatMap(ownerRows));
      await replaceRows(tx, 'entity_systems', ownerships.flatMap(systemRows));
    });
  }

  async ownedBy(ownerRefs: readonly string[]): Promise<string[]> {
    const rows: { entity_ref: string }[] = await ownedBy(
      this.#database,
      ownerRefs,
    ).distinct();
    return rows.map(row => row.entity_ref);
  }
}

/**
 * Writes only what differs: between two scans that is mostly nothing. Scans of several clusters end together, in several processes, so each takes its turn at the
 * table, and all of them take the tables in the same order.
 */
async function replaceRows(
  tx: Knex.Transaction,
  table: string,
  rows: readonly (OwnerRow | SystemRow)[],
) {
  await lockTable(tx, table);
  const known: (OwnerRow | SystemRow)[] = await tx(table);
  const before = textsByEntity(known);
  const after = textsByEntity(rows);
  const changed = new Set(
    [...before.keys(), ...after.keys()].filter(
      ref => before.get(ref) !== after.get(ref),
    ),
  );
  if (changed.size === 0) return;
  await whereAnyOf(tx(table), 'entity_ref', [...changed]).delete();
  const written = rows.filter(row => changed.has(row.entity_ref));
  for (const chunk of chunks(written)) await tx(table).insert(chunk);
}

/** What the rows of each entity say, in one text. */
function textsByEntity(rows: readonly (OwnerRow | SystemRow)[]) {
  const texts = rows.map(row =>
    'owner_ref' in row
      ? { ref: row.entity_ref, text: `${row.distance} ${row.owner_ref}` }
      : { ref: row.entity_ref, text: row.system_ref },
  );
  const grouped = groupBy(texts, each => each.ref);
  return new Map(
    [...grouped].map(([ref, each]) => [
      ref,
      each
        .map(({ text }) => text)
        .sort()
        .join(),
    ]),
  );
}

function ownerRows(ownership: EntityOwnership): OwnerRow[] {
  const { entityRef, ownerRefs, parentRefs } = ownership;
  const at = (distance: number) => (ref: string) => ({
    entity_ref: entityRef,
    owner_ref: ref,
    distance,
  });
  return [...ownerRefs.map(at(0)), ...parentRefs.map(at(1))];
}

function systemRows({ entityRef, systemRefs }: EntityOwnership): SystemRow[] {
  return systemRefs.map(ref => ({ entity_ref: entityRef, system_ref: ref }));
}
