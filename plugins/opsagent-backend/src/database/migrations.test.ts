import { createTestDatabases } from '../__testUtils__/testDatabases';
import { migrationsFolder } from './migrate';

const databases = createTestDatabases();

const NOW = new Date('2026-03-01T12:00:00Z');
const LATER = new Date('2026-03-01T13:00:00Z');
const directory = migrationsFolder();

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
});
