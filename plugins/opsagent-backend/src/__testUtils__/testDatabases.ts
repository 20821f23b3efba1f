import { TestDatabases } from '@backstage/backend-test-utils';
import { migratedClient } from '../database/migrate';

/** SQLite always; each PostgreSQL whose `BACKSTAGE_TEST_DATABASE_POSTGRES<version>_CONNECTION_STRING` is set. */
export function createTestDatabases() {
  const databases = TestDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15', 'POSTGRES_18'],
    disableDocker: true,
  });
  return {
    ids: databases.eachSupportedId(),
    init: databases.init.bind(databases),
    async migrated(id: Parameters<typeof databases.init>[0]) {
      const client = await databases.init(id);
      return migratedClient({ getClient: async () => client });
    },
  };
}
