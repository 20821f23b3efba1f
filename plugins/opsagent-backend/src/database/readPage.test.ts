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

/** A page of each behind the last row. */
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

describe.each(databases.ids)('lists on %s', databaseId => {
  let database: Knex;

  beforeAll(async () => {
    database = await databases.migrated(databaseId);
  });

  afterAll(async () => {
    await database.destroy();
  });

  it.each(Object.entries(LISTS))(
    'of %s are read and counted in one statement',
    async (table, list) => {
      const statements: string[] = [];
      const keep = ({ sql }: { sql: string }) => statements.push(sql);
      database.on('query', keep);
      const listed = await list(database);
      database.removeListener('query', keep);

      expect(listed).toMatchObject({ items: [], totalItems: 0 });
      const reading = statements.filter(each =>
        new RegExp(`from [\`"]${table}[\`"].* limit `).test(each),
      );
      expect(reading).toEqual([expect.stringContaining('count(*)')]);
    },
  );

  it('of findings ask for what is hidden at the same moment', async () => {
    const statements: string[] = [];
    const keep = ({ sql }: { sql: string }) => statements.push(sql);
    database.on('query', keep);
    await LISTS.findings(database);
    database.removeListener('query', keep);

    const begun = statements.findIndex(each => /^begin/i.test(each));
    const ended = statements.findIndex(each => /^commit/i.test(each));
    expect(statements.slice(begun + 1, ended)).toEqual([
      expect.stringContaining('finding_entities'),
      expect.stringContaining('clusters'),
      expect.stringMatching(/count.* limit /),
    ]);
  });
});
