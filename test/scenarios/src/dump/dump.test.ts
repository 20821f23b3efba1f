import { KubernetesObject } from '@opsagent/engine';
import { CAPTURED_AT, formatTime, StoryClock } from '../cluster/StoryClock';
import { parseDuration } from '../scenario/durations';
import { DumpStore } from './DumpStore';
import { packDump } from './packDump';
import { tellEvents } from './tellEvents';
import { toStoryTimes } from './toStoryTimes';

const ago = (duration: string) =>
  formatTime(new Date(CAPTURED_AT.getTime() - parseDuration(duration)));

const later = (start: Date, seconds: number) =>
  formatTime(new Date(start.getTime() + seconds * 1000));

function object(
  kind: string,
  name: string,
  part: Record<string, unknown> = {},
  namespace: string | undefined = 'shop',
): KubernetesObject {
  const { metadata, ...rest } = part;
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace, ...(metadata as object) },
    ...rest,
  };
}

describe('toStoryTimes', () => {
  it('moves what happened in a step to the time of the step, and leaves the story alone', async () => {
    const clock = new StoryClock();
    await clock.begin('2h');
    const passed = clock.now().getTime() - clock.ago('2h').getTime();
    const start = new Date(Math.round((Date.now() - passed) / 1000) * 1000);
    const { metadata, status } = toStoryTimes(
      object('Pod', 'a', {
        metadata: {
          creationTimestamp: later(start, 3),
          deletionTimestamp: later(start, 7230),
        },
        status: { startTime: ago('30m'), note: 'not a time' },
      }),
      clock,
    ) as KubernetesObject & { status: object };
    expect(metadata.creationTimestamp).toBe(ago('1h59m57s'));
    expect(status).toEqual({ startTime: ago('30m'), note: 'not a time' });
    expect(metadata).toHaveProperty(
      'deletionTimestamp',
      later(CAPTURED_AT, 30),
    );
  });

  it('takes what was there before the first step for as old as the cluster', async () => {
    const clock = new StoryClock();
    const before = later(new Date(), -5);
    await clock.begin('1h');
    const { metadata } = toStoryTimes(
      object('Node', 'n', { metadata: { creationTimestamp: before } }),
      clock,
    );
    expect(metadata.creationTimestamp).toBe(ago('30d'));
  });

  it('lets nothing but deletions end after the capture', async () => {
    const clock = new StoryClock();
    await clock.begin('2s');
    const { metadata } = toStoryTimes(
      object('Pod', 'a', {
        metadata: { creationTimestamp: later(new Date(), 20) },
      }),
      clock,
    );
    expect(metadata.creationTimestamp).toBe(formatTime(CAPTURED_AT));
  });
});

describe('tellEvents', () => {
  const event = (reason: string, lastTimestamp: string) =>
    object('Event', 'a.1', { reason, lastTimestamp, count: 2 });
  const tell = (
    each: KubernetesObject,
    repeated: Record<string, string> = {},
    since = '20m',
  ) => tellEvents([each], { repeated, since: new Date(ago(since)) });

  it('forgets what is older than an hour', () => {
    expect(tell(event('Pulled', ago('61m')))).toEqual([]);
    expect(tell(event('Pulled', ago('59m')))).toHaveLength(1);
  });

  it('repeats what controllers repeat', () => {
    expect(tell(event('FailedCreate', ago('20m')))).toMatchObject([
      { lastTimestamp: ago('6m'), count: 12 },
    ]);
  });

  it('repeats nothing of an earlier step, which may have been mended since', () => {
    expect(tell(event('FailedCreate', ago('40m')))).toMatchObject([
      { lastTimestamp: ago('40m'), count: 2 },
    ]);
  });

  it('follows the scenario before the habit', () => {
    expect(
      tell(event('FailedCreate', ago('20m')), { FailedCreate: '15m' }),
    ).toMatchObject([{ lastTimestamp: ago('15m') }]);
  });
});

describe('packDump and DumpStore', () => {
  const scenario = { steps: [{ ago: '1h' }], repeated: {}, told: [] };
  const pack = (
    objects: readonly KubernetesObject[],
    baseline: readonly KubernetesObject[],
  ) =>
    packDump(
      {
        files: [
          {
            path: 'meta.json',
            text: JSON.stringify({ capturedAt: CAPTURED_AT }),
          },
          { path: 'all.json', text: JSON.stringify({ items: objects }) },
          {
            path: 'shop/a/logs.txt',
            text: '==== START logs for container c of pod shop/a ====\nboom\n==== END logs for container c of pod shop/a ====\n',
          },
        ],
        clock: new StoryClock(),
      },
      scenario as never,
      baseline,
    ).files;
  const dns = (name: string, ready = true) =>
    object('Pod', name, { status: { ready } }, 'kube-system');
  const node = object('Node', 'n', {}, '');
  delete node.metadata.namespace;

  it('stores what the baseline lacks, and reads back the whole', () => {
    const baseline = [dns('dns-1'), node];
    const packed = pack([dns('dns-1'), node, object('Pod', 'a')], baseline);
    expect(packed['cluster.json']).not.toContain('dns-1');
    const snapshot = new DumpStore(baseline).combine({
      meta: packed['meta.json'],
      cluster: packed['cluster.json'],
    });
    expect(snapshot.all('Pod').map(({ metadata }) => metadata.name)).toEqual([
      'dns-1',
      'a',
    ]);
    expect(snapshot.logs('shop', 'a', 'c')).toEqual(['boom']);
  });

  it('stores a namespace as a whole when one of its objects has changed', () => {
    const baseline = [dns('dns-1'), dns('dns-2'), node];
    const packed = pack([dns('dns-1', false), dns('dns-2'), node], baseline);
    const snapshot = new DumpStore([dns('other'), node]).combine({
      meta: packed['meta.json'],
      cluster: packed['cluster.json'],
    });
    expect(snapshot.all('Pod').map(({ metadata }) => metadata.name)).toEqual([
      'dns-1',
      'dns-2',
    ]);
    expect(snapshot.all('Node')).toHaveLength(1);
  });

  it('remembers what the scenario took away', () => {
    const packed = pack([object('Pod', 'a')], [node]);
    const snapshot = new DumpStore([node]).combine({
      meta: packed['meta.json'],
      cluster: packed['cluster.json'],
    });
    expect(snapshot.all('Node')).toEqual([]);
  });
});
