import { Knex } from 'knex';
import { ScannedCluster } from '../../__testUtils__/ScannedCluster';
import { finding, linkedIncident } from '../../__testUtils__/fixtures';
import { createTestDatabases } from '../../__testUtils__/testDatabases';
import {
  DatabaseInvestigationStore,
  NewInvestigation,
} from '../DatabaseInvestigationStore';
import { DatabaseAutomaticRuns } from './DatabaseAutomaticRuns';

const databases = createTestDatabases();
const NOW = new Date('2026-03-01T12:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describe.each(databases.ids)('DatabaseAutomaticRuns on %s', databaseId => {
  let database: Knex;
  let store: DatabaseInvestigationStore;
  let runs: DatabaseAutomaticRuns;

  beforeEach(async () => {
    database = await databases.migrated(databaseId);
    store = new DatabaseInvestigationStore({ database });
    runs = new DatabaseAutomaticRuns({ database });
    const cluster = await ScannedCluster.create(database);
    const root = finding('a');
    await cluster.reconcile(0, {
      findings: [root],
      incidents: [linkedIncident('incident', [root])],
    });
  });

  afterEach(() => database.destroy());

  const begin = (fields: Partial<NewInvestigation> = {}) =>
    store.begin({
      incidentId: 'incident',
      fingerprint: 'as-it-is',
      requestedBy: 'plugin:opsagent',
      automatic: true,
      model: 'gpt-x',
      reader: { entityRefs: [], read: true, unmapped: true },
      startedAt: NOW,
      aliveUntil: later(1),
      ...fields,
    });
  const isInvestigated = (fingerprint: string, since: Date) =>
    runs.isInvestigated('incident', { fingerprint, since });

  it('counts what runs, and knows whether models failed lately', async () => {
    const id = await begin();
    await begin({ automatic: false });
    expect(await runs.running()).toBe(1);
    expect(await runs.failedSince(NOW)).toBe(false);
    await store.end(
      id,
      { state: 'failed', reason: 'model', message: 'away' },
      later(2),
    );
    expect(await runs.running()).toBe(0);
    expect(await runs.failedSince(later(1))).toBe(true);
    expect(await runs.failedSince(later(3))).toBe(false);
  });

  it('lets the same state be investigated by itself once, and any state once in a while', async () => {
    expect(await isInvestigated('as-it-is', NOW)).toBe(false);
    await begin({ automatic: false });
    expect(await isInvestigated('as-it-is', NOW)).toBe(true);
    expect(await isInvestigated('changed', NOW)).toBe(true);
    expect(await isInvestigated('as-it-is', later(1))).toBe(false);
    const id = await begin();
    expect(await isInvestigated('as-it-is', later(1))).toBe(true);
    expect(await isInvestigated('changed', later(1))).toBe(false);
    await store.end(id, { state: 'interrupted' }, later(2));
    expect(await isInvestigated('as-it-is', later(1))).toBe(false);
  });

  it('rests after an interruption, and leaves alone what was interrupted twice', async () => {
    for (const isEnough of [false, true]) {
      const id = await begin();
      await store.end(id, { state: 'interrupted' }, later(2));
      expect(await isInvestigated('as-it-is', later(1))).toBe(isEnough);
    }
    expect(await isInvestigated('changed', later(1))).toBe(false);
    expect(await runs.failedSince(later(1))).toBe(true);
    expect(await runs.failedSince(later(3))).toBe(false);
  });
});
