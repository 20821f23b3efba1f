import { seconds } from '../../snapshot/durations';
import { ago, object, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import {
  CONTROL_PLANE,
  affinityTo,
  asking,
  boundClaim,
  claimed,
  node,
  pending,
  running,
  shop,
  spread,
} from './testPods';
import { unschedulablePods } from './unschedulablePods';

const run = detectorRunner(...unschedulablePods);

const speaking: readonly (readonly [string, Ingredient[], string])[] = [
  [
    'CPU that running pods have taken',
    [
      pending(asking({ cpu: '1' })),
      node('a'),
      running('a', 'x', asking({ cpu: '1500m' })),
    ],
    'StatefulSet/cart scheduling.insufficient-cpu',
  ],
  [
    'memory, while the control plane is out of the question',
    [
      pending(asking({ memory: '3Gi' })),
      node('a'),
      node('cp', CONTROL_PLANE),
      running('a', 'x', asking({ memory: '2Gi' })),
    ],
    'StatefulSet/cart scheduling.insufficient-memory',
  ],
  [
    'a device that others hold',
    [
      pending(asking({ 'example.com/gpu': '1' })),
      node('a', {}, { 'example.com/gpu': '1' }),
      running('a', 'x', asking({ 'example.com/gpu': '1' })),
    ],
    'StatefulSet/cart scheduling.insufficient-other example.com/gpu',
  ],
  [
    'a device that no node has',
    [pending(asking({ 'example.com/gpu': '1' })), node('a')],
    'StatefulSet/cart scheduling.extended-resource-absent example.com/gpu',
  ],
  [
    'a request that no node could ever meet',
    [pending(asking({ cpu: '64' })), node('a'), node('b')],
    'StatefulSet/cart scheduling.request-exceeds-node cpu',
  ],
  [
    'a full node',
    [pending({}), node('a', {}, { pods: '1' }), running('a', 'x')],
    'StatefulSet/cart scheduling.max-pods',
  ],
  [
    'a label that no node has',
    [
      pending({
        nodeSelector: { disk: 'nvme', 'kubernetes.io/hostname': 'a' },
      }),
      node('a'),
    ],
    'StatefulSet/cart scheduling.node-selector-mismatch disk=nvme',
  ],
  [
    'node affinity to a zone without nodes',
    [
      pending({
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [
                {
                  matchExpressions: [
                    { key: 'zone', operator: 'In', values: ['z'] },
                  ],
                },
              ],
            },
          },
        },
      }),
      node('a', {}, {}, { zone: 'a' }),
    ],
    'StatefulSet/cart scheduling.node-affinity-unsatisfied zone In (z)',
  ],
  [
    'a taint on every node',
    [
      pending({}),
      node('a', {
        taints: [{ key: 'team', value: 'x', effect: 'NoSchedule' }],
      }),
    ],
    'StatefulSet/cart scheduling.taint-untolerated team',
  ],
  [
    'a cluster that has only its control plane',
    [pending({}), node('cp', CONTROL_PLANE)],
    'StatefulSet/cart scheduling.taint-untolerated node-role.kubernetes.io/control-plane',
  ],
  [
    'cordoned nodes',
    [
      pending({}),
      node('a', { unschedulable: true }),
      node('cp', CONTROL_PLANE),
    ],
    'StatefulSet/cart scheduling.only-cordoned-nodes',
  ],
  [
    'nodes that are not ready',
    [
      pending({}),
      node('a', {
        taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }],
      }),
    ],
    'StatefulSet/cart scheduling.only-unhealthy-nodes',
  ],
  [
    'a host port that is taken',
    [
      pending({
        containers: [
          { name: 'app', ports: [{ containerPort: 80, hostPort: 80 }] },
        ],
      }),
      node('a'),
      running('a', 'x', {
        containers: [{ ports: [{ containerPort: 80, hostPort: 80 }] }],
      }),
    ],
    'StatefulSet/cart scheduling.host-port-conflict 80/TCP',
  ],
  [
    'a pod it must be near and that runs nowhere',
    [
      pending({
        affinity: {
          podAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: affinityTo('cache'),
          },
        },
      }),
      node('a'),
    ],
    'StatefulSet/cart scheduling.pod-affinity-unsatisfied kubernetes.io/hostname',
  ],
  [
    'its own kind on every node',
    [
      pending({
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: affinityTo('cart'),
          },
        },
      }),
      node('a'),
      running('a', 'x', {}, { app: 'cart' }),
    ],
    'StatefulSet/cart scheduling.anti-affinity-blocked kubernetes.io/hostname',
  ],
  [
    'a running pod that keeps it away',
    [
      pending({}),
      node('a'),
      running('a', 'x', {
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: affinityTo('cart'),
          },
        },
      }),
    ],
    'StatefulSet/cart scheduling.anti-affinity-blocked kubernetes.io/hostname',
  ],
  [
    'a spread over a label that nodes lack',
    [pending(spread('rack')), node('a')],
    'StatefulSet/cart scheduling.topology-spread-blocked rack',
  ],
  [
    'a spread that the only free zone would break',
    [
      pending({ ...spread('zone'), ...asking({ cpu: '1' }) }),
      node('a', {}, {}, { zone: 'a' }),
      node('b', { unschedulable: true }, {}, { zone: 'b' }),
      running('a', 'x', {}, { app: 'cart' }),
    ],
    'StatefulSet/cart scheduling.topology-spread-blocked zone',
  ],
  [
    'a claim that does not exist',
    [
      pending(
        claimed('data'),
        '0/1 nodes are available: persistentvolumeclaim "data" not found. not found',
      ),
      node('a'),
    ],
    'StatefulSet/cart scheduling.pvc-missing data',
  ],
  [
    'a claim that is not bound',
    [
      pending(claimed('data')),
      node('a'),
      object('PersistentVolumeClaim', 'data', { status: { phase: 'Pending' } }),
    ],
    'PersistentVolumeClaim/data scheduling.pvc-unbound',
  ],
  [
    'a claim that is not bound though a node was chosen for it',
    [
      pending(
        claimed('data'),
        'running PreBind plugin "VolumeBinding": binding volumes: context deadline exceeded',
        { reason: 'SchedulerError' },
      ),
      node('a'),
      object(
        'PersistentVolumeClaim',
        'data',
        { spec: { storageClassName: 'late' }, status: { phase: 'Pending' } },
        {
          metadata: {
            annotations: { 'volume.kubernetes.io/selected-node': 'a' },
          },
        },
      ),
      object('StorageClass', 'late', {
        provisioner: 'csi.example.com',
        volumeBindingMode: 'WaitForFirstConsumer',
      }),
    ],
    'PersistentVolumeClaim/data scheduling.pvc-unbound',
  ],
  [
    'a volume in a zone without a fitting node',
    [
      pending(claimed('data')),
      node('a', {}, {}, { 'topology.kubernetes.io/zone': 'a' }),
      boundClaim('data', 'pv'),
      object(
        'PersistentVolume',
        'pv',
        {},
        { labels: { 'topology.kubernetes.io/zone': 'b__c' } },
      ),
    ],
    'PersistentVolumeClaim/data scheduling.volume-node-affinity',
  ],
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
    const found = run([shop, ...objects]).map(({ subject, detector, key }) =>
      [`${subject.kind}/${subject.name}`, detector, key ?? ''].join(' ').trim(),
    );
    expect(found[0]).toBe(expected);
    expect(found).toHaveLength(1);
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
    const start = performance.now();
    const [found] = run([shop, ...nodes, ...pods]);
    expect(found.affected).toHaveLength(5000);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
