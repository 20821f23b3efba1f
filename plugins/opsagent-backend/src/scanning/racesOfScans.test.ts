import { Knex } from 'knex';
import { ScannedCluster, at } from '../__testUtils__/ScannedCluster';
import { finding, linkedIncident, scan } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';

const databases = createTestDatabases();

const ANA = { by: 'user:default/ana', at: at(1) };
const a = finding('a');
const b = finding('b');

describe.each(databases.ids)('races of scans on %s', databaseId => {
  let database: Knex;
  let cluster: ScannedCluster;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    cluster = await ScannedCluster.create(database);
  });

  afterEach(async () => {
    await database.destroy();
  });

  it('takes over one of two scans that race', async () => {
    const first = await cluster.begin(0);
    const second = await cluster.begin(2);
    const complete = (scanId: string, id: string) =>
      cluster.scans.complete(
        scan({
          scanId,
          findings: [finding(id)],
          incidents: [linkedIncident(`i-${id}`, [finding(id)])],
        }),
      );
    const outcomes = await Promise.allSettled([
      complete(first, 'late'),
      complete(second, 'right'),
      complete(second, 'right'),
    ]);
    expect(outcomes.map(each => each.status).sort()).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    expect(await database('findings').pluck('id')).toEqual(['right']);
    expect(await database('incidents').pluck('id')).toEqual(['i-right']);
    expect(await database('transitions')).toHaveLength(2);
  });

  it('leaves everything as it was when it dies in the middle, and takes over the next scan', async () => {
    await cluster.reconcile(0, {
      findings: [a],
      incidents: [linkedIncident('i', [a])],
    });
    const before = await cluster.everything();
    const broken = linkedIncident('j', [b], { title: 'never told' });
    await expect(
      cluster.reconcile(5, {
        findings: [b],
        incidents: [{ ...broken, plainTitle: null as unknown as string }],
      }),
    ).rejects.toThrow();
    expect(await cluster.everything()).toEqual(before);
    const [{ scanning }] = await cluster.clusters.list({ now: at(5) });
    expect(scanning).toBe(true);

    await cluster.reconcile(7, { findings: [b], incidents: [broken] });
    expect([await cluster.stateOf('i'), await cluster.stateOf('j')]).toEqual([
      'resolved',
      'open',
    ]);
  });

  it('loses no word that somebody says while a scan is taken over', async () => {
    const told = (severity: 'low' | 'high') => finding('told', { severity });
    const incident = (severity: 'low' | 'high') =>
      linkedIncident('i', [told(severity)], {
        severity: 'low',
        title: severity,
      });
    await cluster.reconcile(0, {
      findings: [told('low'), finding('gone')],
      incidents: [incident('low')],
    });

    const words: Promise<void>[] = [];
    const acknowledge = { state: 'acknowledged' } as const;
    const others = Array.from({ length: 2_000 }, (_, i) => finding(`f${i}`));
    await cluster.reconcile(5, {
      findings: [...others, told('high')],
      incidents: [incident('high')],
      concludes: () => {
        words.push(cluster.findings.change('told', acknowledge, ANA));
        words.push(cluster.incidents.change('i', acknowledge, ANA));
        return true;
      },
    });
    await Promise.all(words);

    expect(words).toHaveLength(2);
    expect(await cluster.finding('told')).toMatchObject({
      state: 'acknowledged',
      severity: 'high',
    });
    // The second tells that the scan found it to be worse.
    expect(await cluster.statesOf('told')).toEqual([
      'open',
      'open',
      'acknowledged',
    ]);
    expect(await cluster.stateOf('i')).toBe('acknowledged');
  });
});
