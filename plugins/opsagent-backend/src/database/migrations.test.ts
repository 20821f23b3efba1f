import { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { objectKey } from '../entities/objectKey';
import { migrationsFolder } from './migrate';

const databases = createTestDatabases();

const NOW = new Date('2026-03-01T12:00:00Z');
const LATER = new Date('2026-03-01T13:00:00Z');
const directory = migrationsFolder();

/** Runs those that come before the given one. */
async function migrateUpTo(database: Knex, file: string) {
  const [, pending] = await database.migrate.list({ directory });
  for (const each of pending as { file: string }[]) {
    if (each.file === file) return;
    await database.migrate.up({ directory });
  }
}

describe.each(databases.ids)('migrations on %s', databaseId => {
  it('go up and down again', async () => {
    const database = await databases.init(databaseId);
    await database.migrate.latest({ directory });
    expect(await database.schema.hasTable('findings')).toBe(true);
    await database.migrate.rollback({ directory }, true);
    for (const table of [
      'clusters',
      'cluster_entities',
      'findings',
      'finding_entities',
      'finding_others',
      'incidents',
      'incident_findings',
      'incident_entities',
      'transitions',
      'incident_objects',
      'cluster_objects',
      'alerts',
      'alert_entities',
      'cluster_namespaces',
      'cluster_nodes',
      'notices',
      'deliveries',
      'entity_owners',
      'entity_systems',
      'acceptances',
      'investigations',
      'investigation_steps',
      'model_spending',
      'conversations',
      'conversation_messages',
      'conversation_steps',
    ]) {
      expect(await database.schema.hasTable(table)).toBe(false);
    }
    await database.destroy();
  });

  it('keep findings, and give them a life', async () => {
    const database = await databases.init(databaseId);
    const row = (id: string, fields: object) => ({
      id,
      cluster: 'prod',
      detector: 'x',
      tier: 'problem',
      tier_rank: 0,
      severity: 'low',
      severity_rank: 3,
      subject_kind: 'Service',
      first_seen_at: NOW,
      last_seen_at: NOW,
      finding: '{}',
      ...fields,
    });
    const lives = async () => {
      const rows = await database('findings').orderBy('id');
      return rows.map(each => [
        each.id,
        each.state,
        ...(each.state_since ? [new Date(each.state_since)] : []),
      ]);
    };
    await database.migrate.up({ directory });
    await database.migrate.up({ directory });
    await database('findings').insert([
      row('here', { state: 'open' }),
      row('told', { state: 'open' }),
      row('gone', { state: 'resolved', resolved_at: LATER }),
    ]);

    await database.migrate.up({ directory });
    expect(await lives()).toEqual([
      ['gone', 'resolved', LATER],
      ['here', 'open', NOW],
      ['told', 'open', NOW],
    ]);

    await database('findings').where('id', 'here').update('state', 'snoozed');
    await database('findings')
      .where('id', 'told')
      .update({ state: 'acknowledged', folded_under: 'here' });
    await database.migrate.down({ directory });
    expect(await lives()).toEqual([
      ['gone', 'resolved'],
      ['here', 'open'],
      ['told', 'resolved'],
    ]);
    const { resolved_at: resolvedAt } = await database('findings')
      .where('id', 'told')
      .first();
    expect(new Date(resolvedAt)).toEqual(NOW);
    await database.destroy();
  });

  it('keep the entities of findings when what is noted of others goes', async () => {
    const database = await databases.init(databaseId);
    const file = '20260320200000_objects_of_others.js';
    await migrateUpTo(database, file);
    await database('findings').insert({
      id: 'here',
      cluster: 'prod',
      detector: 'x',
      tier: 'problem',
      tier_rank: 0,
      severity: 'low',
      severity_rank: 3,
      subject_kind: 'Service',
      state: 'open',
      state_since: NOW,
      first_seen_at: NOW,
      last_seen_at: NOW,
      digest: 'x',
      finding: '{}',
    });
    const entity = { finding_id: 'here', entity_ref: 'component:default/cart' };
    await database('finding_entities').insert(entity);
    const told = () =>
      Promise.all([
        database('findings').pluck('digest'),
        database('finding_entities').select('finding_id', 'entity_ref'),
      ]);

    await database.migrate.up({ directory });
    expect(await told()).toEqual([[null], [entity]]);
    expect(await database('findings').pluck('other_entities')).toEqual([null]);
    await database('findings').update('digest', 'y');
    await database.migrate.down({ directory });
    expect(await told()).toEqual([[null], [entity]]);
    expect(await database.schema.hasColumn('findings', 'other_entities')).toBe(
      false,
    );
    await database.destroy();
  });

  it('note the namespaces of findings, alerts and objects of incidents', async () => {
    const database = await databases.init(databaseId);
    await migrateUpTo(database, '20260311000000_namespaces.js');
    const objects = {
      'a-space': { kind: 'Namespace', name: 'shop' },
      'b-pod': { kind: 'Pod', namespace: 'shop', name: 'bank/50%_a' },
      'c-node': { kind: 'Node', name: 'worker-1' },
      'd-other': { apiVersion: 'x.org/v1', kind: 'Namespace', name: 'shop' },
      'e-registry': { kind: 'Registry', name: 'ghcr.io/shop/cart' },
    };
    const shared = {
      cluster: 'prod',
      severity: 'low',
      severity_rank: 3,
      state: 'open',
    };
    const seen = { first_seen_at: NOW, last_seen_at: NOW, state_since: NOW };
    await database('incidents').insert({
      ...shared,
      ...seen,
      id: 'incident',
      cause: 'x',
      incident: '{}',
      title: 'x',
      objects: '{}',
    });
    for (const [id, object] of Object.entries(objects)) {
      const { kind, namespace = null } = { namespace: undefined, ...object };
      await database('findings').insert({
        ...shared,
        ...seen,
        id,
        detector: 'x',
        tier: 'problem',
        tier_rank: 0,
        subject_kind: kind,
        namespace,
        finding: JSON.stringify({ subject: object }),
      });
      await database('alerts').insert({
        ...shared,
        id,
        fingerprint: id,
        name: 'x',
        starts_at: NOW,
        received_at: NOW,
        labels: '{}',
        annotations: '{}',
        subject: JSON.stringify(object),
      });
      await database('incident_objects').insert({
        incident_id: 'incident',
        object_key: objectKey(object),
      });
    }
    const told = (table: string, order: string): Promise<(string | null)[]> =>
      database(table).orderBy(order).pluck('namespace');

    await database.migrate.up({ directory });
    const expected = ['shop', 'shop', null, null, null];
    expect(await told('findings', 'id')).toEqual(expected);
    expect(await told('alerts', 'id')).toEqual(expected);
    const byKey: { object_key: string; namespace: string | null }[] =
      await database('incident_objects').select('object_key', 'namespace');
    expect(new Map(byKey.map(row => [row.object_key, row.namespace]))).toEqual(
      new Map(
        Object.values(objects).map((object, index) => [
          objectKey(object),
          expected[index],
        ]),
      ),
    );

    await database.migrate.down({ directory });
    expect(await told('findings', 'id')).toEqual([
      null,
      'shop',
      null,
      null,
      null,
    ]);
    expect(await database.schema.hasColumn('alerts', 'namespace')).toBe(false);
    await database.destroy();
  });
});
