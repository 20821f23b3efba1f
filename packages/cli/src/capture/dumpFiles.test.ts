import {
  ClusterSnapshot,
  ClusterSnapshotOptions,
  KubernetesObject,
  readDump,
} from '@opsagent/engine';
import { dumpFiles } from './dumpFiles';

const object = (
  kind: string,
  name: string,
  namespace?: string,
  apiVersion = 'v1',
): KubernetesObject => ({ apiVersion, kind, metadata: { name, namespace } });

const snapshotOf = (options: Partial<ClusterSnapshotOptions>) =>
  new ClusterSnapshot({
    cluster: 'prod-eu',
    capturedAt: new Date('2026-03-01T12:00:00Z'),
    objects: [],
    ...options,
  });

describe('dumpFiles', () => {
  it('reads back as the same snapshot', () => {
    const logs = new Map([
      ['shop/cart-1/init', 'one\n'],
      ['shop/cart-1/main', 'two\n'],
    ]);
    const snapshot = snapshotOf({
      objects: [
        object('Node', 'worker'),
        object('Pod', 'cart-1', 'shop'),
        object('Pod', 'vault-0', 'vault'),
        object('ReplicationController', 'old', 'shop'),
        object('Gateway', 'edge', 'shop', 'gateway.networking.k8s.io/v1'),
      ],
      reads: [
        { kind: 'Secret', state: 'forbidden', message: 'no' },
        { kind: 'ConfigMap', state: 'partial', message: 'too old' },
        { kind: 'Job', state: 'failed', message: 'no answer within 30 s' },
        { kind: 'Ingress', state: 'notServed' },
        { kind: 'StorageClass', state: 'notCaptured' },
        { kind: 'ServiceAccount', state: 'complete', metadataOnly: true },
      ],
    });
    const files = dumpFiles(snapshot, logs);
    expect(files.map(each => each.path).sort()).toEqual([
      'meta.json',
      'nodes.json',
      'shop/cart-1/logs.txt',
      'shop/gateways.gateway.networking.k8s.io.json',
      'shop/pods.json',
      'shop/replication-controllers.json',
      'vault/pods.json',
    ]);
    const found = readDump(files);
    expect(found.cluster).toBe('prod-eu');
    expect(found.capturedAt).toEqual(snapshot.capturedAt);
    for (const kind of snapshot.kinds()) {
      expect(found.all(kind)).toEqual(
        snapshot.all(kind).map(each => JSON.parse(JSON.stringify(each))),
      );
      expect(found.readOf(kind)).toEqual(snapshot.readOf(kind));
    }
    expect(found.logs('shop', 'cart-1', 'main')).toEqual(['two']);
  });

  it('keeps in mind which namespaces were read', () => {
    const found = readDump(
      dumpFiles(
        snapshotOf({
          reads: [
            { kind: 'Pod', state: 'complete', namespaces: ['shop', 'vault'] },
            { kind: 'Service', state: 'complete', namespaces: ['shop'] },
          ],
        }),
        new Map(),
      ),
    );
    expect(found.readState('Pod', 'vault')).toBe('complete');
    expect(found.readState('Pod', 'other')).toBe('notCaptured');
    expect(found.readState('Service', 'vault')).not.toBe('complete');
  });

  it.each([
    ['a namespace', object('Pod', 'a', '../../etc'), []],
    ['a namespace of dots', object('Pod', 'a', '..'), []],
    ['a kind', object('../x', 'a', 'shop'), []],
    ['the pod of a log', object('Pod', 'a', 'shop'), [['shop/../main', 'x']]],
  ])('takes no path from the cluster as %s', (_, hostile, logs) => {
    const snapshot = snapshotOf({ objects: [hostile] });
    expect(() =>
      dumpFiles(snapshot, new Map(logs as [string, string][])),
    ).toThrow(/which is not a name of Kubernetes; nothing was written/);
  });
});
