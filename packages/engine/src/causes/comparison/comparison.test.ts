import { minutes } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { ago, object, ownedBy } from '../../testing/builders';
import { barePod, ended, waiting } from '../../testing/deployedPod';
import { Ingredient } from '../../testing/detectorRunner';
import { incidentsOf } from '../testCrash';

interface Replica {
  name: string;
  node: string;
  isReady?: boolean;
  imageID?: string;
  /** Milliseconds since its container was started. */
  started?: number;
}

const SETTINGS = { configMapRef: { name: 'settings' } };

/** A Deployment with one ReplicaSet, some of whose pods crash. */
function workload(name: string, replicas: readonly Replica[]): Ingredient[] {
  const deployment = object('Deployment', name);
  const replicaSet = ownedBy(deployment, object('ReplicaSet', `${name}-1`));
  return [
    deployment,
    replicaSet,
    ...replicas.map(each => podOf(replicaSet, each)),
  ];
}

function podOf(
  owner: KnownKinds['ReplicaSet'],
  { name, node, isReady, imageID = 'sha256:1', started = minutes(30) }: Replica,
) {
  const conditions = [
    {
      type: 'Ready',
      status: isReady ? 'True' : 'False',
      lastTransitionTime: ago(minutes(10)),
    },
  ];
  return ownedBy(
    owner,
    barePod({
      name,
      age: minutes(30),
      metadata: { labels: { 'pod-template-hash': '1' } },
      spec: { nodeName: node },
      ...(isReady ? { status: { conditions } } : {}),
      containers: {
        app: {
          spec: { envFrom: [SETTINGS] },
          status: isReady
            ? {
                imageID,
                ready: true,
                state: { running: { startedAt: ago(started) } },
              }
            : waiting('CrashLoopBackOff', 'back-off', {
                imageID,
                restartCount: 6,
                lastState: ended(1, minutes(1)),
              }),
        },
      },
    }),
  );
}

function settings(written?: number, managed = true): Ingredient {
  const write = (time: number) => ({
    manager: 'kubectl',
    operation: 'Update',
    time: ago(time),
    fieldsV1: { 'f:data': {} },
  });
  return object(
    'ConfigMap',
    'settings',
    { data: {} },
    {
      age: minutes(600),
      metadata: managed
        ? { managedFields: [write(written ?? minutes(600))] }
        : {},
    },
  );
}

const causesOf = (ingredients: readonly Ingredient[], log?: string) =>
  incidentsOf(ingredients, {}, log ? { 'cart-bad': log } : {}).flatMap(each =>
    each.causes.map(({ cause, confidence }) => `${cause} ${confidence}`),
  );

describe('a healthy pod of the same revision', () => {
  const pair = (sibling: Partial<Replica> = {}) =>
    workload('cart', [
      { name: 'cart-bad', node: 'worker-1' },
      { name: 'cart-good', node: 'worker-1', isReady: true, ...sibling },
    ]);
  const unread = 'yaml: line 3: mapping values are not allowed';
  const incomplete = "Error: Cannot find module 'express'";

  it.each<[string, Ingredient[], string, string[]]>([
    [
      'refutes a configuration that cannot be read',
      [...pair(), settings()],
      unread,
      ['not-determinable 0'],
    ],
    [
      'refutes an image that lacks a module',
      [...pair(), settings()],
      incomplete,
      ['not-determinable 0'],
    ],
    [
      'says nothing where its tag led to another image',
      [...pair({ imageID: 'sha256:0' }), settings()],
      incomplete,
      ['image-broken 0.6'],
    ],
    [
      'says nothing of a panic',
      [...pair(), settings()],
      'panic: nil map',
      ['application-bug 0.6'],
    ],
    [
      'was started with another configuration',
      [...pair({ started: minutes(60) }), settings(minutes(40))],
      unread,
      ['app-config-wrong 0.84'],
    ],
  ])('%s', (_, ingredients, log, causes) => {
    expect(causesOf(ingredients, log)).toEqual(causes);
  });

  it('only makes doubtful what could not be compared', () => {
    expect(
      causesOf([...pair({ imageID: '' }), settings(undefined, false)], unread),
    ).toEqual(['not-determinable 0']);
  });
});

describe('pods that were started since a write of their configuration', () => {
  const pods = (started: number) =>
    workload('cart', [
      { name: 'cart-bad', node: 'worker-1' },
      { name: 'cart-good', node: 'worker-1', isReady: true, started },
    ]);

  it('and alone fail point to it', () => {
    expect(causesOf([...pods(minutes(90)), settings(minutes(60))])).toEqual([
      'app-config-wrong 0.6',
    ]);
  });

  it('do not when one of them is well', () => {
    expect(causesOf([...pods(minutes(20)), settings(minutes(60))])).toEqual([
      'not-determinable 0',
    ]);
  });
});

describe('pods that fail on one node alone', () => {
  const onlyOn = (name: string, elsewhere = 'worker-2') =>
    workload(name, [
      { name: `${name}-bad`, node: 'worker-1' },
      { name: `${name}-good`, node: elsewhere, isReady: true },
    ]);
  const causes = (
    ingredients: readonly Ingredient[],
    logs: Record<string, string> = {},
  ) =>
    incidentsOf(ingredients, {}, logs).map(({ causes: [best] }) =>
      [best.cause, best.subject.kind, best.confidence].join(' '),
    );

  it('of two workloads point to the node', () => {
    expect(causes([...onlyOn('cart'), ...onlyOn('front'), settings()])).toEqual(
      ['node-fault Node 0.6'],
    );
  });

  it('and reach nothing point to its network', () => {
    const log = 'dial tcp 10.9.8.7:443: i/o timeout';
    expect(
      causes([...onlyOn('cart'), ...onlyOn('front'), settings()], {
        'cart-bad': log,
        'front-bad': log,
      }),
    ).toEqual(['node-network-fault Node 0.84']);
  });

  it.each<[string, Ingredient[]]>([
    ['of one workload', onlyOn('cart')],
    [
      'as well as others there that do not',
      [...onlyOn('cart', 'worker-1'), ...onlyOn('front', 'worker-1')],
    ],
  ])('%s do not', (_, ingredients) => {
    expect(causes(ingredients).join()).not.toContain('node-fault');
  });
});

describe('what to read next', () => {
  const zone = (name: string, value: string) =>
    object(
      'Node',
      name,
      {},
      { labels: { 'topology.kubernetes.io/zone': value } },
    );
  const reasons = (ingredients: readonly Ingredient[]) =>
    incidentsOf([...ingredients, settings()])
      .flatMap(each => each.causes[0].missing)
      .map(each => (each.type === 'unread' ? each.reason : ''))
      .join();
  const bad = (name: string, node: string) => ({ name, node });
  const good = (name: string, node: string) => ({ name, node, isReady: true });

  it.each<[string, Ingredient[]]>([
    [
      'only the pods there fail',
      workload('cart', [bad('a', 'worker-1'), good('b', 'worker-2')]),
    ],
    [
      'only the pods in zone a fail',
      [
        ...workload('cart', [
          bad('a', 'worker-1'),
          bad('b', 'worker-2'),
          good('c', 'worker-3'),
        ]),
        zone('worker-1', 'a'),
        zone('worker-2', 'a'),
        zone('worker-3', 'b'),
      ],
    ],
    [
      'pods of the same revision are well',
      workload('cart', [bad('a', 'worker-1'), good('b', 'worker-1')]),
    ],
  ])('knows that %s', (reason, ingredients) => {
    expect(reasons(ingredients)).toContain(reason);
  });

  it('knows nothing to compare with where all fail', () => {
    expect(reasons(workload('cart', [bad('a', 'worker-1')]))).not.toMatch(
      /only the pods|are well/,
    );
  });
});
