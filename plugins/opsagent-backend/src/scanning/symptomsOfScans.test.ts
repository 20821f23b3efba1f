import { Knex } from 'knex';
import {
  ScannedCluster,
  at,
  explaining,
} from '../__testUtils__/ScannedCluster';
import { finding, linkedIncident } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';

const databases = createTestDatabases();

const ANA = { by: 'user:default/ana', at: at(1) };
const a = finding('a');
const b = finding('b');

describe.each(databases.ids)('symptoms of scans on %s', databaseId => {
  let database: Knex;
  let cluster: ScannedCluster;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    cluster = await ScannedCluster.create(database);
  });

  afterEach(async () => {
    await database.destroy();
  });

  it('resolves an incident when what is left of it is a symptom of something else', async () => {
    await cluster.reconcile(0, {
      findings: [a],
      incidents: [linkedIncident('i', [a])],
    });
    await cluster.reconcile(5, {
      findings: [explaining(b, 'a')],
      incidents: [linkedIncident('j', [b])],
    });
    expect([await cluster.stateOf('i'), await cluster.stateOf('j')]).toEqual([
      'resolved',
      'open',
    ]);
  });

  it('keeps what people said of a finding while it is told as a symptom of another one', async () => {
    await cluster.reconcile(0, { findings: [a] });
    await cluster.findings.change('a', { state: 'acknowledged' }, ANA);
    await cluster.reconcile(5, { findings: [explaining(b, 'a')] });
    expect(await cluster.finding('a')).toBeUndefined();
    const [{ folded_under: parent }] = await database('findings').where(
      'id',
      'a',
    );
    expect(parent).toBe('b');

    await cluster.reconcile(10, { findings: [explaining(finding('c'), 'a')] });
    await cluster.reconcile(15, { findings: [a] });
    expect(await cluster.finding('a')).toMatchObject({
      state: 'acknowledged',
      by: ANA.by,
      lastSeenAt: at(15).toISOString(),
    });
    expect(await cluster.statesOf('a')).toEqual(['open', 'acknowledged']);
    expect(await cluster.statesOf('b')).toEqual(['open', 'resolved']);
  });

  describe('a symptom of what is gone', () => {
    const folded = { findings: [explaining(b, 'a')] };
    const shown = async () => (await cluster.finding('a'))?.state;

    it('is told by itself when it was not looked at', async () => {
      await cluster.reconcile(0, { findings: [a] });
      await cluster.reconcile(5, folded);
      await cluster.reconcile(10, { concludes: ({ id }) => id !== 'a' });
      expect(await shown()).toBe('open');
    });

    it('is told by itself while it may come back', async () => {
      await cluster.reconcile(0, { findings: [a] });
      await cluster.reconcile(5);
      await cluster.reconcile(10, { findings: [a] });
      await cluster.reconcile(15, folded);
      await cluster.reconcile(20);
      expect(await shown()).toBe('regressed');
      await cluster.reconcile(55);
      expect(await shown()).toBe('resolved');
    });

    it('stays hidden as long as what explains it could not be looked at', async () => {
      await cluster.reconcile(0, { findings: [a] });
      await cluster.reconcile(5, folded);
      await cluster.reconcile(10, { concludes: () => false });
      expect(await shown()).toBeUndefined();
      await cluster.reconcile(15, { concludes: ({ id }) => id === 'b' });
      expect(await shown()).toBe('open');
    });
  });
});
