import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** Brings the plugin's tables up to date, unless the operator does so outside, and returns the client. */
export async function migratedClient(
  database: Pick<DatabaseService, 'getClient' | 'migrations'>,
): Promise<Knex> {
  const client = await database.getClient();
  if (!database.migrations?.skip) {
    await client.migrate.latest({ directory: migrationsFolder() });
  }
  return client;
}

export function migrationsFolder() {
  return resolvePackagePath(
    '@opsagent/backstage-plugin-opsagent-backend',
    'migrations',
  );
}
