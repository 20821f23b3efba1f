import { Knex } from 'knex';
import { DatabaseScanStore } from '../scanning/DatabaseScanStore';
import { finding, scan } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseClusterStore } from './DatabaseClusterStore';

const databases = createTestDatabases();
const NOW = new Date('2026-03-01T12:00:00Z');
const LATER = new Date('2026-03-01T12:05:00Z');
const EXPIRY = new Date('2026-03-01T12:02:30Z');

describe.each(databases.ids)('DatabaseClusterStore on %s', databaseId => {
  let database: Knex;
  let clusters: DatabaseClusterStore;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    clusters = new DatabaseClusterStore({ database });
  });

  afterEach(async () => {
    await database.destroy();
  });

  const begin = (now = NOW, expiresAt = EXPIRY) =>
    clusters.beginScan('prod', { now, expiresAt });

  it('follows what is listed', async () => {
    await clusters.saveListed([
      { name: 'prod', title: 'Production', scannable: true },
      { name: 'laptop', scannable: false },
    ]);
    const pending = {
      name: 'prod',
      title: 'Production',
      state: 'pending',
      scanning: false,
    };
    expect(await clusters.list({ now: NOW })).toEqual([
      { name: 'laptop', state: 'unsupported', scanning: false },
      pending,
    ]);

    await clusters.saveListed([
      { name: 'prod', scannable: true },
      { name: 'laptop', scannable: true },
    ]);
    expect(await clusters.list({ now: NOW })).toMatchObject([
      { name: 'laptop', state: 'pending' },
      { name: 'prod', state: 'pending' },
    ]);

    await clusters.ensure({ name: 'new', scannable: true });
    await clusters.ensure({ name: 'prod', scannable: true });
    await clusters.saveListed([{ name: 'prod', scannable: true }]);
    expect(await clusters.list({ now: NOW })).toHaveLength(1);
    await clusters.saveListed([]);
    expect(await clusters.list({ now: NOW })).toEqual([]);
  });

  it('gives a cluster to one scan at a time, until its claim expires', async () => {
    await clusters.saveListed([{ name: 'prod', scannable: true }]);
    const claims = await Promise.all([begin(), begin(), begin()]);
    expect(claims.filter(each => each !== undefined)).toHaveLength(1);
    expect(await clusters.list({ now: NOW })).toMatchObject([
      { scanning: true },
    ]);
    expect(await clusters.list({ now: LATER })).toMatchObject([
      { scanning: false },
    ]);
    expect(await clusters.listAbandoned({ now: NOW })).toEqual([]);
    expect(await clusters.listAbandoned({ now: LATER })).toEqual(['prod']);
    const holder = claims.find(each => each !== undefined)!;
    const renewed = { expiresAt: new Date(LATER.getTime() + 1) };
    expect(await clusters.renewScan('prod', holder, renewed)).toBe(true);
    expect(await begin(LATER, LATER)).toBeUndefined();
    expect(await begin(new Date(LATER.getTime() + 2))).toBeDefined();
    expect(await clusters.renewScan('prod', holder, renewed)).toBe(false);
  });

  it('remembers since when a cluster is unreachable, and recovers', async () => {
    await clusters.saveListed([{ name: 'prod', scannable: true }]);
    const fail = async (at: Date) =>
      clusters.failScan({
        cluster: 'prod',
        scanId: (await begin(at))!,
        at,
        error: 'connection refused',
        unreachable: true,
      });
    await fail(NOW);
    await fail(LATER);
    expect(await clusters.list({ now: LATER })).toEqual([
      {
        name: 'prod',
        state: 'unreachable',
        scanning: false,
        unreachableSince: NOW.toISOString(),
        error: 'connection refused',
      },
    ]);

    await new DatabaseScanStore({ database }).complete(
      scan({
        scanId: (await begin(LATER))!,
        finishedAt: LATER,
        entityObjects: new Map([['component:default/cart', 3]]),
      }),
    );
    const [status] = await clusters.list({ now: LATER });
    expect(status).toMatchObject({
      state: 'ok',
      scannedAt: LATER.toISOString(),
    });
    expect(status.unreachableSince).toBeUndefined();
    expect(status.error).toBeUndefined();
    expect(await clusters.objectsOf('component:default/cart')).toEqual(
      new Map([['prod', 3]]),
    );
  });

  it('keeps the state when we failed ourselves, or when a scan is given back', async () => {
    await clusters.saveListed([{ name: 'prod', scannable: true }]);
    await clusters.failScan({
      cluster: 'prod',
      scanId: (await begin())!,
      at: NOW,
      error: 'out of memory',
      unreachable: false,
    });
    await clusters.abandonScan('prod', (await begin())!);
    expect(await clusters.listAbandoned({ now: LATER })).toEqual([]);
    expect(await clusters.list({ now: NOW })).toEqual([
      {
        name: 'prod',
        state: 'pending',
        scanning: false,
        error: 'out of memory',
      },
    ]);
  });

  it('forgets clusters that are gone, once nothing is known of them any more', async () => {
    const scans = new DatabaseScanStore({ database });
    await clusters.saveListed(
      ['prod', 'old', 'new', 'kept'].map(name => ({ name, scannable: true })),
    );
    for (const cluster of ['old', 'new', 'kept']) {
      const scanId = await clusters.beginScan(cluster, {
        now: NOW,
        expiresAt: EXPIRY,
      });
      await scans.complete(
        scan({
          cluster,
          scanId: scanId!,
          finishedAt: cluster === 'new' ? LATER : NOW,
          findings: cluster === 'kept' ? [finding('left')] : [],
          entityObjects: new Map([['component:default/cart', 3]]),
        }),
      );
    }
    const scannedBefore = LATER;
    expect(await clusters.deleteUnlisted({ scannedBefore })).toBe(0);

    await clusters.saveListed([]);
    expect(await clusters.deleteUnlisted({ scannedBefore })).toBe(2);
    const left = await database('clusters').orderBy('name').pluck('name');
    expect(left).toEqual(['kept', 'new']);
    const objects = await clusters.objectsOf('component:default/cart');
    expect([...objects.keys()].sort()).toEqual(['kept', 'new']);
  });
});
