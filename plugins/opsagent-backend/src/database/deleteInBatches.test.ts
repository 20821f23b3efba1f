import { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseAlertStore } from '../alerts/DatabaseAlertStore';
import { DatabaseFindingStore } from '../findings/DatabaseFindingStore';
import { DatabaseDeliveryStore } from '../notifications/DatabaseDeliveryStore';
import { chunks } from './sql';

const databases = createTestDatabases();

const NOON = new Date('2026-03-01T12:00:00Z');
const EVENING = new Date('2026-03-01T18:00:00Z');
const NIGHT = new Date('2026-03-01T23:00:00Z');
/** More than two transactions of a batch, and not a multiple of one. */
const MANY = 450;

const ids = Array.from({ length: MANY }, (_, i) => `old-${i}`);
const ranked = { cluster: 'prod', severity: 'low', severity_rank: 3 };

const findingRow = (id: string, resolvedAt: Date) => ({
  ...ranked,
  id,
  detector: 'x',
  tier: 'problem',
  tier_rank: 0,
  subject_kind: 'Service',
  state: 'resolved',
  first_seen_at: NOON,
  last_seen_at: NOON,
  state_since: resolvedAt,
  resolved_at: resolvedAt,
  finding: '{}',
});

const transitionRow = (id: string) => ({
  object_type: 'finding',
  object_id: id,
  at: NOON,
  to_state: 'open',
});

const alertRow = (id: string, receivedAt: Date) => ({
  ...ranked,
  id,
  fingerprint: id,
  name: 'x',
  state: 'resolved',
  starts_at: NOON,
  ends_at: NOON,
  received_at: receivedAt,
  labels: '{}',
  annotations: '{}',
});

const deliveryRow = (id: string, finishedAt: Date) => ({
  id,
  key: id,
  channel: 'portal',
  kind: 'opened',
  owner_ref: 'group:default/shop',
  created_at: NOON,
  next_attempt_at: NOON,
  status: 'delivered',
  finished_at: finishedAt,
});

describe.each(databases.ids)('deleteInBatches on %s', databaseId => {
  let database: Knex;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
  });

  afterEach(async () => {
    await database.destroy();
  });

  const insert = async (table: string, rows: readonly object[]) => {
    for (const chunk of chunks(rows)) await database(table).insert(chunk);
  };

  it.each([
    [
      'findings',
      findingRow,
      () => new DatabaseFindingStore({ database }).deleteOlderThan(EVENING),
    ],
    [
      'alerts',
      alertRow,
      () => new DatabaseAlertStore({ database }).deleteOlderThan(EVENING),
    ],
    [
      'deliveries',
      deliveryRow,
      () => new DatabaseDeliveryStore({ database }).deleteOlderThan(EVENING),
    ],
  ] as const)(
    'forgets any number of %s, a few at a time',
    async (table, rowOf, forget) => {
      await insert(table, [
        ...ids.map(id => rowOf(id, NOON)),
        rowOf('new', NIGHT),
      ]);
      const rowsOfStatements: number[] = [];
      database.on('query', ({ sql, bindings }) => {
        if (new RegExp(`^delete from .${table}. `).test(sql))
          rowsOfStatements.push(bindings.length);
      });

      expect(await forget()).toBe(MANY);
      expect(await database(table).pluck('id')).toEqual(['new']);
      expect(rowsOfStatements).toEqual([200, 200, 50]);
    },
  );

  it('takes what the record of lives has of them, and leaves that of others', async () => {
    await insert('findings', [
      ...ids.map(id => findingRow(id, NOON)),
      findingRow('new', NIGHT),
    ]);
    await insert('transitions', [...ids, 'new'].map(transitionRow));
    await new DatabaseFindingStore({ database }).deleteOlderThan(EVENING);
    expect(await database('transitions').pluck('object_id')).toEqual(['new']);
  });

  it('keeps what it has deleted when it is cut short', async () => {
    await insert(
      'deliveries',
      ids.map(id => deliveryRow(id, NOON)),
    );
    let statements = 0;
    database.on('query', ({ sql }) => {
      if (!/^delete from/.test(sql)) return;
      statements += 1;
      if (statements === 2) throw new Error('The process dies');
    });
    await expect(
      new DatabaseDeliveryStore({ database }).deleteOlderThan(EVENING),
    ).rejects.toThrow('dies');
    expect(await database('deliveries').pluck('id')).toHaveLength(MANY - 200);
  });
});
