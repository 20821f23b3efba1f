import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { isAllThere } from './isAllThere';

const named = (kind: string, name: string, rest: object = {}) =>
  ({
    apiVersion: 'v1',
    kind,
    metadata: { namespace: 'shop', name },
    ...rest,
  }) as KubernetesObject;

const snapshot = new ClusterSnapshot({
  cluster: 'test',
  capturedAt: new Date('2026-01-01T00:00:00Z'),
  objects: [
    named('ConfigMap', 'settings', { data: { color: 'red' } }),
    named('Secret', 'login'),
  ],
  reads: [{ kind: 'Secret', state: 'complete', metadataOnly: true }],
});

const pod = (spec: object) =>
  named('Pod', 'cart', { spec }) as KnownKinds['Pod'];

const reads = (valueFrom: object) =>
  pod({ containers: [{ name: 'app', env: [{ name: 'A', valueFrom }] }] });

const mounts = (volume: object) =>
  pod({ containers: [{ name: 'app' }], volumes: [{ name: 'v', ...volume }] });

describe('isAllThere', () => {
  it.each([
    ['a pod that names nothing', pod({})],
    [
      'a key that exists',
      reads({ configMapKeyRef: { name: 'settings', key: 'color' } }),
    ],
    [
      'a key of a Secret whose contents are unknown',
      reads({ secretKeyRef: { name: 'login', key: 'any' } }),
    ],
    ['a mounted Secret', mounts({ secret: { secretName: 'login' } })],
  ])('is true for %s', (_, each) => {
    expect(isAllThere(each, snapshot)).toBe(true);
  });

  it.each([
    [
      'a missing key',
      reads({ configMapKeyRef: { name: 'settings', key: 'size' } }),
    ],
    ['a missing Secret', reads({ secretKeyRef: { name: 'gone', key: 'a' } })],
    [
      'a missing source of all variables',
      pod({
        initContainers: [
          { name: 'init', envFrom: [{ configMapRef: { name: 'gone' } }] },
        ],
      }),
    ],
    [
      'a missing item of a volume',
      mounts({
        configMap: { name: 'settings', items: [{ key: 'size', path: 's' }] },
      }),
    ],
    [
      'a missing source of a projected volume',
      mounts({ projected: { sources: [{ secret: { name: 'gone' } }] } }),
    ],
    [
      'a volume that names its Secret in its own way',
      mounts({ csi: { driver: 'd', nodePublishSecretRef: { name: 'login' } } }),
    ],
  ])('is false for %s', (_, each) => {
    expect(isAllThere(each, snapshot)).toBe(false);
  });
});
