import { object, unreadKind } from '../../testing/builders';
import { barePod, deployedPod } from '../../testing/deployedPod';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { resilienceDetectors } from '.';

const run = detectorRunner(...resilienceDetectors);

const LABELS = { app: 'cart' };
const service = object('Service', 'cart', {
  spec: { selector: LABELS, ports: [{ port: 80 }] },
});
const budget = (selector: object = { matchLabels: LABELS }) =>
  object('PodDisruptionBudget', 'cart', { spec: { selector } });
const autoscaler = (minReplicas?: number) =>
  object('HorizontalPodAutoscaler', 'cart', {
    spec: {
      scaleTargetRef: { kind: 'Deployment', name: 'cart' },
      maxReplicas: 9,
      minReplicas,
    },
  });
const claim = (...accessModes: string[]) =>
  object('PersistentVolumeClaim', 'data', { spec: { accessModes } });
const VOLUMES = {
  volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
};
const node = (name: string, zone?: string, spec = {}) =>
  object(
    'Node',
    name,
    { spec },
    {
      labels: zone ? { 'topology.kubernetes.io/zone': zone } : {},
    },
  );

/** A Deployment that wants a number of pods, one on each given node. */
function cart(
  replicas: number,
  options: { nodes?: string[]; spec?: object; metadata?: object } = {},
): Ingredient[] {
  const { nodes = ['worker-1'], spec, metadata } = options;
  const [first, ...others] = nodes.map((nodeName, index) =>
    deployedPod({
      name: `cart-6d5f-${index}`,
      spec: { nodeName, ...spec },
      metadata: { labels: LABELS, ...metadata },
    }),
  );
  const [deployment, ...rest] = first;
  return [
    { ...deployment, spec: { replicas } } as Ingredient,
    ...rest,
    ...others.flatMap(each => each.slice(2)),
  ];
}

const told = (objects: Ingredient[]) =>
  run(objects).map(
    each =>
      `${each.detector} ${each.severity} ${each.subject.kind}/${each.subject.name}`,
  );

describe('resilience', () => {
  const ONE = ['resources.single-replica medium Deployment/cart'];
  const NO_BUDGET = ['resources.pdb-missing low Deployment/cart'];

  it.each<[string, Ingredient[], string[]]>([
    ['a single pod', [service, ...cart(1)], ONE],
    [
      'an autoscaler that may keep one',
      [service, autoscaler(), ...cart(1)],
      ONE,
    ],
    [
      'a volume that many may write to',
      [service, claim('ReadWriteMany'), ...cart(1, { spec: VOLUMES })],
      ONE,
    ],
    ['no budget', [service, ...cart(2)], NO_BUDGET],
    [
      'a budget of others',
      [service, budget({ matchLabels: { app: 'x' } }), ...cart(2)],
      NO_BUDGET,
    ],
    [
      'an autoscaler that keeps two',
      [service, autoscaler(2), ...cart(1)],
      NO_BUDGET,
    ],
    [
      'one node of two',
      [
        node('worker-1'),
        node('worker-2'),
        ...cart(2, { nodes: ['worker-1', 'worker-1'] }),
      ],
      ['resources.no-spread medium Deployment/cart'],
    ],
    [
      'one zone of two',
      [
        node('worker-1', 'a'),
        node('worker-2', 'a'),
        node('worker-3', 'b'),
        ...cart(2, { nodes: ['worker-1', 'worker-2'] }),
      ],
      ['resources.no-spread low Deployment/cart'],
    ],
    [
      'no time to stop',
      [
        service,
        budget(),
        ...cart(2, { spec: { terminationGracePeriodSeconds: 0 } }),
      ],
      ['resources.no-graceful-stop medium Deployment/cart'],
    ],
  ])('speaks of %s', (_, objects, expected) => {
    expect(told(objects)).toEqual(expected);
  });

  it.each<[string, Ingredient[]]>([
    ['a workload that nothing routes to', cart(1)],
    [
      'a volume that only one node may write to',
      [service, claim('ReadWriteOnce'), ...cart(1, { spec: VOLUMES })],
    ],
    ['a budget', [service, budget(), ...cart(2)]],
    ['a budget for the whole namespace', [service, budget({}), ...cart(2)]],
    [
      'unread budgets',
      [service, unreadKind('PodDisruptionBudget'), ...cart(2)],
    ],
    [
      'unread autoscalers',
      [service, unreadKind('HorizontalPodAutoscaler'), ...cart(1)],
    ],
    [
      'a single pod without owner',
      [service, barePod({ metadata: { labels: LABELS } })],
    ],
    [
      'pods on two nodes',
      [
        node('worker-1'),
        node('worker-2'),
        ...cart(2, { nodes: ['worker-1', 'worker-2'] }),
      ],
    ],
    [
      'the only node',
      [node('worker-1'), ...cart(2, { nodes: ['worker-1', 'worker-1'] })],
    ],
    [
      'the only node for ordinary pods',
      [
        node('worker-1'),
        node('control', undefined, {
          taints: [
            {
              key: 'node-role.kubernetes.io/control-plane',
              effect: 'NoSchedule',
            },
          ],
        }),
        ...cart(2, { nodes: ['worker-1', 'worker-1'] }),
      ],
    ],
    [
      'unread nodes',
      [unreadKind('Node'), ...cart(2, { nodes: ['worker-1', 'worker-1'] })],
    ],
    [
      'constraints of its own',
      [
        node('worker-1'),
        node('worker-2'),
        ...cart(2, {
          nodes: ['worker-1', 'worker-1'],
          spec: { topologySpreadConstraints: [{ topologyKey: 'zone' }] },
        }),
      ],
    ],
    [
      'the usual time to stop',
      [
        service,
        budget(),
        ...cart(2, { spec: { terminationGracePeriodSeconds: 30 } }),
      ],
    ],
    [
      'a workload scaled to zero',
      [
        service,
        object('Deployment', 'cart', {
          spec: {
            replicas: 0,
            template: {
              metadata: { labels: LABELS },
              spec: {
                containers: [{ name: 'a' }],
                terminationGracePeriodSeconds: 0,
              },
            },
          },
        }),
      ],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });
});

describe('meta.owner-missing', () => {
  const other = object('Deployment', 'web', {
    spec: {
      template: {
        metadata: { labels: { team: 'web' } },
        spec: { containers: [{ name: 'a' }] },
      },
    },
  });

  it('speaks where others name their owner', () => {
    expect(told([other, ...cart(1)])).toEqual([
      'meta.owner-missing low Deployment/cart',
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['nobody names owners', cart(1)],
    [
      'the pod names one',
      [
        other,
        ...cart(1, {
          metadata: { annotations: { 'example.org/owner': 'me' } },
        }),
      ],
    ],
    [
      'the catalog knows it',
      [
        other,
        ...cart(1, {
          metadata: { labels: { 'backstage.io/kubernetes-id': 'cart' } },
        }),
      ],
    ],
    [
      'the namespace names one',
      [
        other,
        object('Namespace', 'shop', {}, { labels: { team: 'shop' } }),
        ...cart(1),
      ],
    ],
  ])('is silent when %s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });
});
