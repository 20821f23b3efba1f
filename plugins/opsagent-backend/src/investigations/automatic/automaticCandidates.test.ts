import { Knex } from 'knex';
import { ScannedCluster } from '../../__testUtils__/ScannedCluster';
import { finding, linkedIncident } from '../../__testUtils__/fixtures';
import { createTestDatabases } from '../../__testUtils__/testDatabases';
import { DatabaseIncidentStore } from '../../incidents/DatabaseIncidentStore';
import { automaticCandidates } from './automaticCandidates';

const databases = createTestDatabases();

describe.each(databases.ids)('automaticCandidates on %s', databaseId => {
  let database: Knex;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
  });

  afterEach(() => database.destroy());

  it('are all that the policy concerns, and read no further than they are asked for', async () => {
    const cluster = await ScannedCluster.create(database);
    const findings = Array.from({ length: 60 }, (_, index) =>
      finding(`f${index}`),
    );
    await cluster.reconcile(0, {
      findings,
      incidents: findings.map((each, index) =>
        linkedIncident(`incident-${index}`, [each]),
      ),
    });
    const incidents = new DatabaseIncidentStore({ database });
    const list = jest.spyOn(incidents, 'list');
    const policy = {
      severities: ['critical', 'high', 'medium', 'low', 'info'],
    } as const;
    const first = await automaticCandidates(incidents, policy).next();
    expect(first.done).toBe(false);
    expect(list).toHaveBeenCalledTimes(1);

    const seen = new Set<string>();
    for await (const id of automaticCandidates(incidents, policy)) seen.add(id);
    expect(seen.size).toBe(60);
    const none = { ...policy, clusters: ['another'] };
    expect((await automaticCandidates(incidents, none).next()).done).toBe(true);
  });
});
