import { ClusterSnapshot, KubernetesObject } from '@opsagent/engine';
import { fetchPodLogs } from './fetchPodLogs';
import { status, TestApi } from './testing/TestApi';

const terminated = { exitCode: 1 };

function pod(name: string, owner: string, ...statuses: object[]) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', ownerReferences: [{ uid: owner }] },
    status: { containerStatuses: statuses },
  } as unknown as KubernetesObject;
}

describe('fetchPodLogs', () => {
  let api: TestApi;

  afterEach(() => api.stop());

  const fetchLogs = (objects: KubernetesObject[], containers?: number) =>
    fetchPodLogs({
      kubeConfig: api.kubeConfig(),
      snapshot: new ClusterSnapshot({
        cluster: 'test',
        capturedAt: new Date(),
        objects,
      }),
      signal: new AbortController().signal,
      containers,
    });

  it('reads the run that failed, and leaves out what cannot be read', async () => {
    api = await TestApi.start(({ path, query }) =>
      path.includes('/gone/')
        ? status(404, 'NotFound')
        : { body: `${query.get('container')} ${query.get('previous')}\n` },
    );
    const logs = await fetchLogs([
      pod(
        'cart',
        'a',
        {
          name: 'looping',
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated },
        },
        { name: 'ended', state: { terminated }, lastState: { terminated } },
        {
          name: 'restarted',
          state: { running: {} },
          lastState: { terminated: { exitCode: 0 } },
        },
        {
          name: 'recovered',
          ready: true,
          state: { running: {} },
          lastState: { terminated: { exitCode: 0 } },
        },
        { name: 'well', state: { running: {} } },
        {
          name: 'unready',
          ready: false,
          state: { running: { startedAt: '2026-03-01T10:00:00Z' } },
        },
        {
          name: 'starting',
          ready: false,
          state: { running: { startedAt: new Date().toISOString() } },
        },
        { name: 'done', state: { terminated: { exitCode: 0 } } },
      ),
      pod('gone', 'b', { name: 'main', state: { terminated } }),
    ]);
    expect(Object.fromEntries(logs)).toEqual({
      'shop/cart/looping': 'looping true\n',
      'shop/cart/ended': 'ended false\n',
      'shop/cart/restarted': 'restarted true\n',
      'shop/cart/unready': 'unready false\n',
    });
    expect(api.requests[0].query.get('tailLines')).toBe('50');
  });

  it('spends its requests on different workloads first', async () => {
    api = await TestApi.start(() => ({ body: 'line\n' }));
    const failing = { name: 'main', state: { terminated } };
    const logs = await fetchLogs(
      [
        pod('cart-1', 'cart', failing),
        pod('cart-2', 'cart', failing),
        pod('pay-1', 'pay', failing),
      ],
      2,
    );
    expect([...logs.keys()]).toEqual(['shop/cart-1/main', 'shop/pay-1/main']);
    expect(api.requests).toHaveLength(2);
  });
});
