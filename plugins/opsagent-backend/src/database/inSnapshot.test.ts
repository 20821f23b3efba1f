import {
  alertQuerySchema,
  namespaceQuerySchema,
  nodeQuerySchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { WHOLE_LIFE, incidentQuery, query } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseAlertStore } from '../alerts/DatabaseAlertStore';
import { DatabaseFindingStore } from '../findings/DatabaseFindingStore';
import { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import { DatabaseResourceStore } from '../resources/DatabaseResourceStore';
import { encodeCursor } from './cursor';

const databases = createTestDatabases();

const EVERYTHING = { entityRefs: [], unmapped: true };

/** A second page of each, as a list that ends on its first one needs no count. */
const LISTS: Record<string, (database: Knex) => Promise<unknown>> = {
  findings: database =>
    new DatabaseFindingStore({ database }).list(
      { ...query(), cursor: encodeCursor([0, 0, 'a']) },
      EVERYTHING,
    ),
  incidents: database =>
    new DatabaseIncidentStore({ database }).list(
      { ...incidentQuery(), cursor: encodeCursor([0, 'a']) },
      EVERYTHING,
    ),
  alerts: database =>
    new DatabaseAlertStore({ database }).list(
      alertQuerySchema.parse({ cursor: encodeCursor(['firing', 0, 'a']) }),
      EVERYTHING,
    ),
  transitions: database =>
    new DatabaseFindingStore({ database }).transitions(
      'f',
      { ...WHOLE_LIFE, cursor: encodeCursor([1]) },
      EVERYTHING,
    ),
  cluster_namespaces: database =>
    new DatabaseResourceStore({ database }).namespaces(
      'prod',
      namespaceQuerySchema.parse({ cursor: encodeCursor(['a']) }),
    ),
  cluster_nodes: database =>
    new DatabaseResourceStore({ database }).nodes(
      'prod',
      nodeQuerySchema.parse({ cursor: encodeCursor(['a']) }),
    ),
};

describe.each(databases.ids)('inSnapshot on %s', databaseId => {
  let database: Knex;

  beforeAll(async () => {
    database = await databases.migrated(databaseId);
  });

  afterAll(async () => {
    await database.destroy();
  });

  it.each(Object.entries(LISTS))(
    'reads and counts the list of %s at one moment',
    async (table, list) => {
      const statements: string[] = [];
      const keep = ({ sql }: { sql: string }) => statements.push(sql);
      database.on('query', keep);
      await list(database);
      database.removeListener('query', keep);

      const begun = statements.findIndex(each => /^begin/i.test(each));
      const ended = statements.findIndex(each => /^commit/i.test(each));
      const within = statements
        .slice(begun, ended)
        .filter(each => new RegExp(`from [\`"]${table}[\`"]`).test(each));
      expect(within).toEqual([
        expect.stringMatching(/ limit /),
        expect.stringMatching(/^select count/),
      ]);
    },
  );
});
