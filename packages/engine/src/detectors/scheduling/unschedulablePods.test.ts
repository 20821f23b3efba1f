import { seconds } from '../../snapshot/durations';
import { ago, object, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import {
  affinityTo,
  asking,
  blamed,
  claimed,
  node,
  pending,
  running,
  shop,
} from './testPods';
import { unschedulablePods } from './unschedulablePods';

const run = detectorRunner(...unschedulablePods);

const speaking: readonly (readonly [string, Ingredient[], string])[] = [
  [
    'a cluster without nodes',
    [pending({}, 'no nodes available to schedule pods')],
    'Cluster/test scheduling.no-nodes',
  ],
  [
    'nodes that only the scheduler knows',
    [
      pending(
        {},
        "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.",
      ),
    ],
    'StatefulSet/cart scheduling.node-affinity-unsatisfied',
  ],
  [
    'a node that should do and yet does not',
    [
      pending({}, '0/1 nodes are available: 1 node(s) displease the oracle.'),
      node('a'),
    ],
    'StatefulSet/cart scheduling.unexplained',
  ],
];

const silent: readonly (readonly [string, Ingredient[]])[] = [
  [
    'a pod within its grace',
    [pending({}, undefined, { since: 30 }), node('a', { unschedulable: true })],
  ],
  [
    'a feasible node that the scheduler has yet to see',
    [pending({}, undefined, { since: 120 }), node('a')],
  ],
  [
    'an autoscaler that has just ordered a node',
    [
      pending(asking({ cpu: '64' }), undefined, { since: 300 }),
      node('a'),
      object('Event', 'e', {
        involvedObject: { kind: 'Pod', namespace: 'shop', name: 'cart-0' },
        reason: 'TriggeredScaleUp',
        lastTimestamp: ago(seconds(200)),
      }),
    ],
  ],
  [
    'a claim that waits for its consumer, on a node within its grace',
    [
      pending(claimed('data'), undefined, { since: 90 }),
      node('a'),
      object('PersistentVolumeClaim', 'data', {
        spec: { storageClassName: 'late' },
        status: { phase: 'Pending' },
      }),
      object('StorageClass', 'late', {
        provisioner: 'csi.example.com',
        volumeBindingMode: 'WaitForFirstConsumer',
      }),
    ],
  ],
  [
    'a scheduled pod',
    [running('a', 'cart-0', asking({ cpu: '64' })), node('a')],
  ],
];

describe('unschedulable pods', () => {
  it.each(speaking)('blames %s', (_, objects, expected) => {
    expect(blamed(objects)).toEqual([expected]);
  });

  it.each(silent)('is silent for %s', (_, objects) => {
    expect(run([shop, ...objects])).toEqual([]);
  });

  it('allows the first of a group that wants to stay together', () => {
    const [found] = run([
      shop,
      node('a'),
      pending({
        affinity: {
          podAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: affinityTo('cart'),
          },
        },
      }),
    ]);
    expect(found.detector).toBe('scheduling.unexplained');
  });

  it('joins the pods of one workload and lists what else stands in the way', () => {
    const [found, ...others] = run([
      shop,
      node('a'),
      node('b', { unschedulable: true }),
      running('a', 'x', asking({ cpu: '2' })),
      pending(asking({ cpu: '1' })),
      pending(asking({ cpu: '1' }), undefined, { name: 'cart-1' }),
    ]);
    expect(others).toEqual([]);
    expect(found.affected.map(each => each.name)).toEqual(['cart-0', 'cart-1']);
    expect(found.message).toBe(
      'The pod asks for 1 cpu; of 1 node it could use, a has the most left: 0',
    );
    expect(found.symptoms.map(each => each.detector)).toEqual([
      'scheduling.only-cordoned-nodes',
    ]);
  });

  it.each([
    ['0/1 nodes are available: 1 Insufficient cpu.', false],
    ['0/1 nodes are available: 1 node(s) were unschedulable.', true],
  ])('compares its reason with "%s"', (text, differs) => {
    const [found] = run([
      shop,
      node('a'),
      pending(asking({ cpu: '64' }), text),
    ]);
    expect(/names other reasons/.test(found.message)).toBe(differs);
  });

  it('does not call a claim missing when claims are unread', () => {
    const found = run([
      shop,
      node('a'),
      pending(claimed('data')),
      unreadKind('PersistentVolumeClaim'),
    ]);
    expect(found.map(each => each.detector)).toEqual([
      'scheduling.unexplained',
    ]);
  });

  it('places five thousand equal pods on a thousand nodes at once', () => {
    const nodes = Array.from({ length: 1000 }, (_, index) => node(`n${index}`));
    const pods = Array.from({ length: 5000 }, (_, index) =>
      pending(asking({ cpu: '3' }), undefined, { name: `cart-${index}` }),
    );
    const start = process.cpuUsage();
    const [found] = run([shop, ...nodes, ...pods]);
    expect(found.affected).toHaveLength(5000);
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(3000);
  });
});

describe('placeholders', () => {
  it.each([
    [-1000, 'risk'],
    [0, 'problem'],
    [undefined, 'problem'],
  ])('of priority %s that find no room are a %s', (priority, tier) => {
    const big = { requests: { cpu: '3' } };
    const [found] = run([
      pending({ priority, containers: [{ name: 'app', resources: big }] }),
      node('a'),
    ]);
    expect(found.tier).toBe(tier);
  });
});
