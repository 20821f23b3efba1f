import { minutes } from './durations';
import { kindKey } from './resources';
import { NOW, ago, object } from '../testing/builders';
import { snapshotOf } from '../testing/detectorRunner';
import { ClusterSnapshot } from './ClusterSnapshot';

const secret = object('Secret', 'db');

describe('ClusterSnapshot', () => {
  it('tells absent from unread', () => {
    const read = snapshotOf([secret]);
    expect(read.lookup('Secret', 'shop', 'db')).toEqual({
      state: 'present',
      object: secret,
    });
    expect(read.lookup('Secret', 'shop', 'other')).toEqual({ state: 'absent' });
    expect(read.lookup('Secret', 'other', 'db')).toEqual({ state: 'absent' });

    const forbidden = snapshotOf([{ kind: 'Secret', state: 'forbidden' }]);
    expect(forbidden.lookup('Secret', 'shop', 'db')).toEqual({
      state: 'unknown',
      reason: 'forbidden',
    });
  });

  it('does not miss what a reference leaves unnamed', () => {
    const unknown = { state: 'unknown', reason: 'notCaptured' };
    const snapshot = snapshotOf([secret]);
    expect(snapshot.lookup('Secret', 'shop', undefined)).toEqual(unknown);
    expect(snapshot.lookup('Secret', 'shop', '')).toEqual(unknown);
  });

  it('concludes absence only in the namespaces that were read', () => {
    const snapshot = snapshotOf([
      { kind: 'Secret', state: 'complete', namespaces: ['shop'] },
    ]);
    expect(snapshot.lookup('Secret', 'shop', 'db').state).toBe('absent');
    expect(snapshot.lookup('Secret', 'bank', 'db')).toEqual({
      state: 'unknown',
      reason: 'notCaptured',
    });
    expect(snapshot.readState('Secret')).toBe('partial');
  });

  it('assumes of kinds that nobody recorded what it is told to', () => {
    const snapshot = new ClusterSnapshot({
      cluster: 'test',
      capturedAt: NOW,
      objects: [],
      reads: [{ kind: 'Pod', state: 'complete' }],
      otherKinds: 'notCaptured',
    });
    expect(snapshot.lookup('Pod', 'shop', 'cart').state).toBe('absent');
    expect(snapshot.lookup('Lease', 'shop', 'cart')).toEqual({
      state: 'unknown',
      reason: 'notCaptured',
    });
  });

  it('knows nothing of kinds that no scan reads, but for those of which there are objects', () => {
    const kettle = {
      apiVersion: 'kitchen.example.org/v1',
      kind: 'Kettle',
      metadata: { name: 'one', namespace: 'shop' },
    };
    const snapshot = snapshotOf([kettle]);
    expect(snapshot.readState('FlowSchema')).toBe('notCaptured');
    expect(snapshot.readState('Secret')).toBe('complete');
    expect(snapshot.readState('Kettle.kitchen.example.org')).toBe('complete');
  });

  it('finds cluster-scoped objects whatever namespace is asked', () => {
    const snapshot = snapshotOf([object('StorageClass', 'fast')]);
    expect(snapshot.get('StorageClass', 'shop', 'fast')).toBeDefined();
    expect(snapshot.get('StorageClass', undefined, 'fast')).toBeDefined();
  });

  it('keeps an object that is listed twice once', () => {
    expect(snapshotOf([secret, secret]).all('Secret')).toHaveLength(1);
  });

  it('measures ages against the capture, and clock skew as zero', () => {
    const snapshot = snapshotOf([]);
    expect(snapshot.age(ago(minutes(5)))).toBe(minutes(5));
    expect(snapshot.age(ago(-minutes(5)))).toBe(0);
    expect(snapshot.age(undefined)).toBeUndefined();
    expect(snapshot.age('yesterday')).toBeUndefined();
  });

  it('prefers the log of the container that is asked for', () => {
    const snapshot = new ClusterSnapshot({
      cluster: 'test',
      capturedAt: NOW,
      objects: [],
      logs: new Map([
        ['shop/cart-1', 'all\n'],
        ['shop/cart-1/app', 'one\ntwo\n'],
        ['shop/cart-2', ''],
      ]),
    });
    expect(snapshot.logs('shop', 'cart-1', 'app')).toEqual(['one', 'two']);
    expect(snapshot.logs('shop', 'cart-1', 'sidecar')).toEqual(['all']);
    expect(snapshot.logs('shop', 'cart-2')).toBeUndefined();
  });
});

describe('kindKey', () => {
  it.each([
    ['v1', 'Service', 'Service'],
    ['serving.knative.dev/v1', 'Service', 'Service.serving.knative.dev'],
    ['apps/v1', 'Deployment', 'Deployment'],
    ['apps/v1beta1', 'Deployment', 'Deployment'],
    ['events.k8s.io/v1', 'Event', 'Event'],
    [
      'gateway.networking.k8s.io/v1',
      'Gateway',
      'Gateway.gateway.networking.k8s.io',
    ],
    ['v1', 'Widget', 'Widget'],
  ])('files %s %s as %s', (apiVersion, kind, key) => {
    expect(kindKey({ apiVersion, kind })).toBe(key);
  });
});
