import { minutes, hours } from '../snapshot/durations';
import { KnownKinds } from '../snapshot/objects';
import { ago, object, ownedBy, snapshotOf, unreadKind } from '../testing';
import { resourcesOf } from './resourcesOf';

const GIB = 2 ** 30;

function pod(
  name: string,
  {
    phase = 'Running',
    ready = phase === 'Running',
    on,
    namespace: inNamespace,
    cpu = '100m',
    restartedAt,
  }: {
    phase?: string;
    ready?: boolean;
    on?: string;
    namespace?: string;
    cpu?: string;
    restartedAt?: string;
  } = {},
) {
  return object(
    'Pod',
    name,
    {
      spec: {
        nodeName: on,
        containers: [
          {
            name: 'main',
            resources: {
              requests: { cpu, memory: '1Gi' },
              limits: { memory: '2Gi' },
            },
          },
        ],
      },
      status: {
        phase,
        conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
        containerStatuses: [
          {
            name: 'main',
            restartCount: restartedAt ? 1 : 0,
            lastState: restartedAt
              ? { terminated: { exitCode: 1, finishedAt: restartedAt } }
              : {},
          },
        ],
      },
    },
    { namespace: inNamespace },
  );
}

function node(
  name: string,
  {
    ready = 'True',
    cpu = '4',
    labels = {},
    ...spec
  }: {
    ready?: string;
    cpu?: string;
    labels?: Record<string, string>;
    unschedulable?: boolean;
    taints?: { key: string; value?: string; effect: string }[];
  } = {},
) {
  return object(
    'Node',
    name,
    {
      spec,
      status: {
        nodeInfo: { kubeletVersion: 'v1.34.1', architecture: 'amd64' },
        capacity: { cpu, memory: '8Gi', pods: '110' },
        allocatable: { cpu: '3920m', memory: '7Gi', pods: '110' },
        conditions: [
          { type: 'Ready', status: ready, reason: 'KubeletReady' },
          { type: 'DiskPressure', status: 'False' },
        ],
      },
    },
    { labels },
  );
}

const namespace = (name: string) =>
  object('Namespace', name, { status: { phase: 'Active' } });

describe('resourcesOf', () => {
  it('sums up what nodes offer and pods ask for', () => {
    const { cluster, nodes } = resourcesOf(
      snapshotOf([
        node('a', { labels: { 'node-role.kubernetes.io/control-plane': '' } }),
        node('b', {
          ready: 'Unknown',
          unschedulable: true,
          taints: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }],
        }),
        pod('one', { on: 'a' }),
        pod('two', { on: 'a', restartedAt: ago(minutes(5)) }),
        pod('waiting', { phase: 'Pending', cpu: '2' }),
        pod('ended', { phase: 'Succeeded', on: 'b' }),
      ]),
    );
    expect(cluster.nodes).toEqual({
      total: 2,
      ready: 1,
      cordoned: 1,
      capacity: { cpu: 8, memory: 16 * GIB, pods: 220 },
      allocatable: { cpu: 7.84, memory: 14 * GIB, pods: 220 },
    });
    expect(cluster.pods).toEqual({
      total: 4,
      phases: { Pending: 1, Running: 2, Succeeded: 1, Failed: 0, Unknown: 0 },
      notReady: 1,
      restartedLately: 1,
      requests: { cpu: 2.2, memory: 3 * GIB },
      limits: { cpu: 0, memory: 6 * GIB },
    });
    const [a, b] = nodes;
    expect(a).toMatchObject({
      name: 'a',
      roles: ['control-plane'],
      ready: 'True',
      cordoned: false,
      kubeletVersion: 'v1.34.1',
      pods: { total: 2, requests: { cpu: 0.2 } },
    });
    expect(b).toMatchObject({
      ready: 'Unknown',
      cordoned: true,
      taints: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }],
      pods: { total: 1, requests: { cpu: 0, memory: 0 } },
    });
    expect(b.conditions).toContainEqual({
      type: 'Ready',
      status: 'Unknown',
      reason: 'KubeletReady',
    });
  });

  it('keeps namespaces apart, and tells what their quotas leave', () => {
    const { cluster, namespaces } = resourcesOf(
      snapshotOf([
        namespace('shop'),
        namespace('empty'),
        pod('one'),
        pod('other', { namespace: 'elsewhere' }),
        object('Service', 'cart', {}),
        object('PersistentVolumeClaim', 'data', {
          spec: { resources: { requests: { storage: '10Gi' } } },
          status: { phase: 'Bound' },
        }),
        object('PersistentVolumeClaim', 'lost', { status: {} }),
        object('ResourceQuota', 'team', {
          spec: { hard: { 'requests.cpu': '2', pods: '5' } },
          status: {
            hard: { 'requests.cpu': '2', pods: '5', odd: 'x' },
            used: { 'requests.cpu': '100m' },
          },
        }),
      ]),
    );
    expect(cluster.namespaces).toBe(2);
    const [empty, shop] = namespaces;
    expect(shop).toMatchObject({
      name: 'shop',
      phase: 'Active',
      pods: { total: 1 },
      services: 1,
      ingresses: 0,
      claims: { total: 2, bound: 1, requested: 10 * GIB },
      quotas: [
        {
          name: 'team',
          resources: [
            { resource: 'pods', hard: 5 },
            { resource: 'requests.cpu', hard: 2, used: 0.1 },
          ],
        },
      ],
      unread: [],
    });
    expect(empty).toMatchObject({
      name: 'empty',
      pods: { total: 0, requests: { cpu: 0, memory: 0 } },
      services: 0,
      quotas: [],
    });
  });

  it('counts workloads that nothing else made, and those that are as they should be', () => {
    const deployment = (
      name: string,
      replicas: number | undefined,
      status: KnownKinds['Deployment']['status'],
    ) => object('Deployment', name, { spec: { replicas }, status });
    const cart = deployment('cart', 2, { readyReplicas: 2 });
    const nightly = object('CronJob', 'nightly', {});
    const { cluster } = resourcesOf(
      snapshotOf([
        cart,
        deployment('short', 2, { readyReplicas: 1 }),
        deployment('one-by-default', undefined, {}),
        deployment('scaled-to-zero', 0, {}),
        object(
          'Deployment',
          'not-looked-at-yet',
          {
            spec: { replicas: 1 },
            status: { observedGeneration: 1, readyReplicas: 1 },
          },
          { metadata: { generation: 2 } },
        ),
        ownedBy(cart, object('ReplicaSet', 'cart-1', {})),
        object('ReplicaSet', 'alone', { spec: { replicas: 1 } }),
        object('DaemonSet', 'agent', {
          status: { desiredNumberScheduled: 3, numberReady: 2 },
        }),
        nightly,
        ownedBy(nightly, object('Job', 'nightly-1', {})),
        object('Job', 'broken', {
          status: { conditions: [{ type: 'Failed', status: 'True' }] },
        }),
      ]),
    );
    expect(cluster.workloads).toEqual([
      { kind: 'Deployment', total: 5, ready: 2 },
      { kind: 'StatefulSet', total: 0, ready: 0 },
      { kind: 'DaemonSet', total: 1, ready: 0 },
      { kind: 'ReplicaSet', total: 1, ready: 0 },
      { kind: 'ReplicationController', total: 0, ready: 0 },
      { kind: 'CronJob', total: 1, ready: 1 },
      { kind: 'Job', total: 1, ready: 0 },
    ]);
  });

  it('says nothing of what could not be read', () => {
    const { cluster, namespaces, nodes } = resourcesOf(
      snapshotOf([
        unreadKind('Node'),
        unreadKind('Namespace'),
        unreadKind('Pod', 'failed'),
        unreadKind('Ingress', 'notServed'),
        unreadKind('ResourceQuota'),
        unreadKind('Job', 'partial'),
        object('Job', 'seen', {}),
      ]),
    );
    expect(nodes).toEqual([]);
    expect(cluster).toMatchObject({
      nodes: undefined,
      namespaces: undefined,
      pods: undefined,
      ingresses: undefined,
      services: 0,
      unread: [
        { kind: 'Node', state: 'forbidden' },
        { kind: 'Namespace', state: 'forbidden' },
        { kind: 'Pod', state: 'failed' },
        { kind: 'Job', state: 'partial' },
        { kind: 'Ingress', state: 'notServed' },
      ],
    });
    expect(cluster.workloads).toContainEqual({
      kind: 'Job',
      total: 1,
      ready: 1,
    });
    expect(namespaces).toMatchObject([
      { name: 'shop', pods: undefined, quotas: undefined },
    ]);
    expect(namespaces[0].phase).toBeUndefined();
  });

  it('tells of the namespaces that were read when others were not', () => {
    const { cluster, namespaces, nodes } = resourcesOf(
      snapshotOf([
        namespace('shop'),
        namespace('other'),
        node('a'),
        pod('one', { on: 'a', restartedAt: ago(hours(2)) }),
        { kind: 'Pod', state: 'complete', namespaces: ['shop'] },
      ]),
    );
    expect(cluster.unread).toEqual([{ kind: 'Pod', state: 'partial' }]);
    expect(cluster.pods).toMatchObject({ total: 1, restartedLately: 0 });
    const [other, shop] = namespaces;
    expect(shop).toMatchObject({ pods: { total: 1 }, unread: [] });
    expect(other.pods).toBeUndefined();
    expect(other.unread).toEqual([{ kind: 'Pod', state: 'notCaptured' }]);
    expect(nodes[0]).toMatchObject({
      pods: { total: 1 },
      unread: [{ kind: 'Pod', state: 'partial' }],
    });
  });
});
