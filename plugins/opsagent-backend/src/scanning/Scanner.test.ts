import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  ClusterUnreachableError,
  GatewayDeniedError,
} from '@opsagent/collector';
import { ClusterSnapshot, Severity } from '@opsagent/engine';
import { Knex } from 'knex';
import { setTimeout as delay } from 'node:timers/promises';
import { query } from '../__testUtils__/fixtures';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { DatabaseClusterStore } from '../clusters/DatabaseClusterStore';
import { SnapshotProvider } from '../clusters/SnapshotProvider';
import { DatabaseEntityOwners } from '../entities/DatabaseEntityOwners';
import { EntityCatalog } from '../entities/EntityCatalog';
import { EntityOwnership } from '../entities/EntityOwners';
import { DatabaseFindingStore } from '../findings/DatabaseFindingStore';
import { DatabaseScanStore } from './DatabaseScanStore';
import { Scanner, ScannerOptions } from './Scanner';

const databases = createTestDatabases();

const detector = {
  id: 'namespace.any',
  title: 'There is a namespace',
  tier: 'risk' as const,
  kinds: ['Namespace'],
  *detect({ snapshot }: { snapshot: ClusterSnapshot }) {
    for (const { kind, metadata } of snapshot.all('Namespace')) {
      const subject = { kind, name: metadata.name };
      yield { severity: 'low' as const, subject, message: '', evidence: [] };
    }
  },
};

function snapshotOf(cluster: string) {
  return new ClusterSnapshot({
    cluster,
    capturedAt: new Date(),
    objects: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: cluster } },
    ],
  });
}

const OWNED: EntityOwnership = {
  entityRef: 'component:default/cart',
  ownerRefs: ['group:default/team-cart'],
  parentRefs: [],
  systemRefs: [],
};

/** Never answers, as a cluster behind a broken network; ends only with the signal. */
const hang: SnapshotProvider['snapshot'] = ({ signal }) =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

/** Keeps the process from doing anything else, as the analysis of a large cluster does. */
function blockFor(milliseconds: number) {
  const lock = new Int32Array(new SharedArrayBuffer(4));
  Atomics.wait(lock, 0, 0, milliseconds);
}

describe.each(databases.ids)('Scanner on %s', databaseId => {
  const options = { credentials: mockCredentials.service() };
  let database: Knex;
  let clusters: DatabaseClusterStore;
  let findings: DatabaseFindingStore;
  const onScanned = jest.fn();

  beforeEach(async () => {
    onScanned.mockClear();
    database = await databases.migrated(databaseId);
    clusters = new DatabaseClusterStore({ database });
    findings = new DatabaseFindingStore({ database });
    await clusters.saveListed(
      ['good', 'bad'].map(name => ({ name, scannable: true })),
    );
  });

  afterEach(async () => {
    await database.destroy();
  });

  const scanner = (
    bad: SnapshotProvider['snapshot'],
    timeout = 5_000,
    fields: Partial<ScannerOptions> = {},
  ) =>
    new Scanner({
      clusters,
      scans: new DatabaseScanStore({ database }),
      snapshots: {
        snapshot: async request =>
          request.cluster === 'bad'
            ? bad(request)
            : snapshotOf(request.cluster),
      },
      entities: {
        entitiesFor: async () => ({
          entities: [],
          rules: [],
          ownerships: [OWNED],
        }),
      } as unknown as EntityCatalog,
      owners: new DatabaseEntityOwners({ database }),
      detectors: [detector],
      logger: mockServices.logger.mock(),
      timeout,
      concurrency: 2,
      onScanned,
      ...fields,
    });

  const states = async () => {
    const listed = await clusters.list({ now: new Date() });
    return listed.map(({ state, scanning, error }) => ({
      state,
      scanning,
      error,
    }));
  };

  it.each<[string, SnapshotProvider['snapshot'], object]>([
    [
      'unreachable',
      async () => {
        throw new ClusterUnreachableError('bad', 'connection refused');
      },
      { state: 'unreachable', error: expect.stringContaining('refused') },
    ],
    [
      'hanging',
      hang,
      { state: 'unreachable', error: 'The scan was not done within 0.3 s' },
    ],
    [
      'broken on our side',
      async () => {
        throw new TypeError('cannot read properties');
      },
      {
        state: 'pending',
        error: 'The scan failed in the portal; see its log',
      },
    ],
    [
      'denied by the portal',
      async () => {
        throw new GatewayDeniedError('bad', 'Unauthorized');
      },
      { state: 'pending', error: undefined },
    ],
  ])('keeps to itself a cluster that is %s', async (_, bad, expected) => {
    const scans = scanner(bad, 300);
    const started = [
      await scans.start('bad', options),
      await scans.start('good', options),
    ];
    await started[1]?.done;
    expect((await states())[1]).toMatchObject({ state: 'ok' });
    await started[0]?.done;

    expect(await states()).toEqual([
      { scanning: false, ...expected },
      { state: 'ok', scanning: false, error: undefined },
    ]);
    const visibility = { entityRefs: [], unmapped: true };
    const { items } = await findings.list(query(), visibility);
    expect(items.map(each => each.subject.name)).toEqual(['good']);
  });

  it('says of every scan whether it has changed anything', async () => {
    const scans = scanner(hang);
    const scan = async (cluster: string) =>
      (await scans.start(cluster, options))?.done;
    await scan('good');
    await scan('good');
    expect(onScanned.mock.calls).toEqual([
      [{ opened: 1, seen: 1, resolved: 0, changed: true }],
      [{ opened: 0, seen: 1, resolved: 0, changed: false }],
    ]);
  });

  it('does not scan a cluster twice at a time, and passes it on when stopped', async () => {
    const scans = scanner(hang);
    expect(await scans.start('bad', options)).toBeDefined();
    expect(await scans.start('bad', options)).toBeUndefined();
    expect((await states())[0]).toMatchObject({ scanning: true });

    expect(await clusters.listAbandoned({ now: new Date() })).toEqual([]);
    await scans.stop();
    expect((await states())[0]).toEqual({
      state: 'pending',
      scanning: false,
      error: undefined,
    });
    const soon = { now: new Date(Date.now() + 1) };
    expect(await clusters.listAbandoned(soon)).toEqual(['bad']);
  });

  it('gives every cluster its whole time, and keeps its claim while it waits and while it is scanned', async () => {
    const scans = scanner(hang, 800, { concurrency: 1, claim: 120 });
    const abandoned = () => clusters.listAbandoned({ now: new Date() });
    const first = await scans.start('bad', options);
    const second = await scans.start('good', options);
    await delay(600);
    expect(await abandoned()).toEqual([]);
    expect(await states()).toMatchObject([
      { scanning: true },
      { scanning: true },
    ]);

    await first?.done;
    await second?.done;
    expect((await states())[1]).toMatchObject({ state: 'ok' });
  });

  it('keeps the claims of all its scans while an analysis lets it do nothing else, and until the result is stored', async () => {
    const rival = scanner(hang, 5_000, { claim: 120 });
    const tries: unknown[] = [];
    const tryBoth = async () => {
      for (const cluster of ['good', 'bad'])
        tries.push(await rival.start(cluster, options));
    };
    const scans = new DatabaseScanStore({ database });
    const namespaces = Array.from({ length: 300 }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: `n${index}` },
    }));
    const busy = scanner(hang, 2_000, {
      claim: 120,
      snapshots: {
        snapshot: async request =>
          request.cluster === 'bad'
            ? hang(request)
            : new ClusterSnapshot({
                cluster: request.cluster,
                capturedAt: new Date(),
                objects: namespaces,
              }),
      },
      detectors: [
        {
          ...detector,
          *detect() {
            blockFor(400);
          },
        },
      ],
      scans: {
        complete: async scan => {
          await tryBoth();
          await delay(300);
          await tryBoth();
          return scans.complete(scan);
        },
      },
    });
    await busy.start('bad', options);
    const scan = await busy.start('good', options);
    await scan?.done;
    expect(tries).toEqual([undefined, undefined, undefined, undefined]);
    expect(await states()).toMatchObject([{ scanning: true }, { state: 'ok' }]);
    await busy.stop();
  });

  it('leaves a cluster to the scan that its claim has passed to', async () => {
    const snapshot = jest.fn(hang);
    const scans = scanner(hang, 500, {
      concurrency: 1,
      snapshots: { snapshot },
    });
    await scans.start('good', options);
    const waiting = await scans.start('bad', options);
    await database('clusters')
      .where('name', 'bad')
      .update({ scan_id: 'another' });
    await waiting?.done;
    expect(snapshot).toHaveBeenCalledTimes(1);
    expect(await database('clusters').where('name', 'bad')).toMatchObject([
      { scan_id: 'another', error: null },
    ]);
  });

  it('calls a scan partial when a detector broke, and resolves nothing of that detector', async () => {
    await (
      await scanner(hang).start('good', options)
    )?.done;
    const broken = scanner(hang, 5_000, {
      detectors: [
        {
          ...detector,
          detect() {
            throw new Error('broke');
          },
        },
      ],
    });
    await (
      await broken.start('good', options)
    )?.done;

    expect((await states())[1]).toMatchObject({ state: 'partial' });
    const visibility = { entityRefs: [], unmapped: true };
    const { items } = await findings.list(query(), visibility);
    expect(items).toMatchObject([{ state: 'open' }]);
  });

  it('tells nobody what a database said of a finding', async () => {
    const logger = mockServices.logger.mock();
    const broken = scanner(hang, 5_000, {
      logger,
      detectors: [
        {
          ...detector,
          title: 'hunter2',
          *detect(context) {
            for (const draft of detector.detect(context))
              yield { ...draft, severity: null as unknown as Severity };
          },
        },
      ],
    });
    await (
      await broken.start('good', options)
    )?.done;
    expect((await states())[1]).toMatchObject({
      error: 'The scan failed in the portal; see its log',
    });
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/NOT_?NULL|23502/),
    );
    expect(JSON.stringify(logger.warn.mock.calls)).not.toContain('hunter2');
  });
});
