import { createTestDatabases } from '../__testUtils__/testDatabases';
import { migrationsFolder } from './migrate';

const databases = createTestDatabases();

describe.each(databases.ids)('migrations on %s', databaseId => {
  it('go up and down again', async () => {
    const database = await databases.init(databaseId);
    const directory = migrationsFolder();
    await database.migrate.latest({ directory });
    expect(await database.schema.hasTable('findings')).toBe(true);
    await database.migrate.rollback({ directory }, true);
    for (const table of [
      'clusters',
      'cluster_entities',
      'findings',
      'finding_entities',
    ]) {
      expect(await database.schema.hasTable(table)).toBe(false);
    }
    await database.destroy();
  });
});
