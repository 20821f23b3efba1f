import { hours, minutes } from '../../snapshot/durations';
import { ago, object, ownedBy, unreadKind } from '../../testing/builders';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import { disruptionDetectors } from '.';

const run = detectorRunner(...disruptionDetectors);
const told = (...ingredients: Ingredient[]) =>
  run(ingredients).map(each =>
    `${each.detector} ${each.tier} ${subjectOf(each)} ${each.key ?? ''}`.trim(),
  );

const LABELS = { app: 'cart' };

function budget(
  spec: object,
  status: object = {},
  { name = 'cart', age = hours(2), metadata = {} } = {},
) {
  return object(
    'PodDisruptionBudget',
    name,
    {
      spec: { selector: { matchLabels: LABELS }, ...spec },
      status: status as object,
    } as object,
    { age, metadata },
  );
}

const counted = (desiredHealthy: number, expectedPods: number) => ({
  currentHealthy: expectedPods,
  disruptionsAllowed: Math.max(0, expectedPods - desiredHealthy),
  desiredHealthy,
  expectedPods,
});

function cart(replicas?: number) {
  return object('Deployment', 'cart', {
    spec: { replicas, template: { metadata: { labels: LABELS } } } as object,
  });
}

function pod(
  name: string,
  options: { ready?: boolean; labels?: object; owner?: string } = {},
) {
  const { ready = true, labels = LABELS, owner = 'Deployment' } = options;
  return ownedBy(
    { ...cart(), kind: owner },
    object(
      'Pod',
      name,
      {
        spec: { nodeName: 'worker' },
        status: {
          phase: 'Running',
          conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
        },
      },
      { labels: labels as Record<string, string> },
    ),
  );
}

function cordoned(age: number) {
  return object('Node', 'worker', {
    spec: {
      unschedulable: true,
      taints: [
        {
          key: 'node.kubernetes.io/unschedulable',
          effect: 'NoSchedule',
          timeAdded: ago(age),
        },
      ],
    },
  });
}

const ALL = budget({ maxUnavailable: 0 }, counted(2, 2));
const BLOCKS = 'pdb.blocks-all risk PodDisruptionBudget/cart';

describe('budgets that cannot work out', () => {
  it.each<[string, Ingredient[], string]>([
    ['all pods must stay', [ALL, cart(2)], BLOCKS],
    [
      'one of one must stay',
      [budget({ minAvailable: 1 }, counted(1, 1)), cart(1)],
      BLOCKS,
    ],
    [
      'a share is rounded up to all',
      [budget({ minAvailable: '51%' }, counted(1, 1)), cart()],
      BLOCKS,
    ],
    [
      'more must stay than there are',
      [budget({ minAvailable: 3 }, counted(3, 2)), cart(2)],
      'pdb.min-above-replicas risk PodDisruptionBudget/cart',
    ],
    [
      'more must stay than the autoscaler keeps',
      [
        budget({ minAvailable: 3 }, counted(3, 5)),
        cart(5),
        object('HorizontalPodAutoscaler', 'cart', {
          spec: {
            minReplicas: 2,
            scaleTargetRef: { kind: 'Deployment', name: 'cart' },
          } as object,
        }),
      ],
      'pdb.min-above-replicas risk PodDisruptionBudget/cart',
    ],
    [
      'it protects nothing',
      [budget({ maxUnavailable: 1 }, counted(0, 0))],
      'pdb.matches-nothing hygiene PodDisruptionBudget/cart',
    ],
    [
      'an expression matches nothing',
      [
        budget(
          {
            selector: {
              matchExpressions: [
                { key: 'app', operator: 'In', values: ['kart'] },
              ],
            },
          },
          counted(0, 0),
        ),
        cart(2),
        pod('cart-1'),
      ],
      'pdb.matches-nothing hygiene PodDisruptionBudget/cart',
    ],
  ])('are told of where %s', (_, ingredients, expected) => {
    expect(told(...ingredients)).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    ['one pod may go', [budget({ maxUnavailable: 1 }, counted(1, 2)), cart(2)]],
    [
      'the controller has not counted yet',
      [budget({ maxUnavailable: 0 }), cart(2)],
    ],
    [
      'the count is of an older version',
      [
        budget(
          { maxUnavailable: 1 },
          { ...counted(2, 2), observedGeneration: 1 },
          { metadata: { generation: 2 } },
        ),
        cart(2),
      ],
    ],
    [
      'the workload is scaled to zero',
      [budget({ minAvailable: 1 }, counted(1, 0)), cart(0)],
    ],
    [
      'as many must stay as the share says',
      [budget({ minAvailable: '50%' }, counted(1, 2)), cart(2)],
    ],
    [
      'it is new',
      [budget({ maxUnavailable: 1 }, counted(0, 0), { age: minutes(50) })],
    ],
    [
      'workloads are unread',
      [budget({ maxUnavailable: 1 }, counted(0, 0)), unreadKind('StatefulSet')],
    ],
    [
      'it selects all pods of an empty namespace',
      [budget({ selector: {} }, counted(0, 0))],
    ],
    [
      'an operator made it',
      [ownedBy(object('Deployment', 'operator'), budget({}, counted(0, 0)))],
    ],
    [
      'the autoscaler is unread',
      [
        budget({ minAvailable: 3 }, counted(3, 4)),
        cart(2),
        unreadKind('HorizontalPodAutoscaler'),
      ],
    ],
    ['it is bare', [object('PodDisruptionBudget', 'cart')]],
  ])('are silent where %s', (_, ingredients) => {
    expect(told(...ingredients)).toEqual([]);
  });

  it('are a problem once a drain waits for them', () => {
    const [found] = run([ALL, cart(2), cordoned(minutes(20)), pod('cart-1')]);
    expect(found).toMatchObject({
      tier: 'problem',
      severity: 'high',
      since: ago(minutes(20)),
      message:
        'Budget shop/cart needs 2 healthy pods of 2, so none may be evicted, and node worker cannot be drained',
    });
    expect(found.evidence).toMatchObject([
      { path: 'spec.maxUnavailable', value: 0 },
      { path: 'status.desiredHealthy', value: 2 },
      { path: 'status.expectedPods', value: 2 },
      { path: 'spec.unschedulable', value: true },
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['has only begun', [cordoned(minutes(10)), pod('cart-1')]],
    [
      'has not touched what it may evict',
      [cordoned(minutes(20)), pod('cart-1'), pod('other', { labels: {} })],
    ],
    [
      'is of a node without its pods',
      [cordoned(minutes(20)), pod('agent', { owner: 'DaemonSet' })],
    ],
  ])('stay a risk while a drain %s', (_, ingredients) => {
    expect(told(ALL, cart(2), ...ingredients)).toEqual([BLOCKS]);
  });
});

describe('pdb.overlap', () => {
  const one = budget({ maxUnavailable: 1 }, counted(1, 2));
  const other = budget({ maxUnavailable: 1, selector: {} }, counted(1, 2), {
    name: 'all',
  });

  it('tells of pods that two budgets count, once for a workload', () => {
    const found = run([one, other, cart(2), pod('cart-1'), pod('cart-2')]);
    expect(found).toMatchObject([
      {
        detector: 'pdb.overlap',
        subject: { kind: 'Deployment', name: 'cart' },
        key: 'all,cart',
        affected: [{ name: 'cart-1' }, { name: 'cart-2' }],
      },
    ]);
  });

  it.each<[string, Ingredient]>([
    [
      'of another namespace',
      object(
        'PodDisruptionBudget',
        'all',
        { spec: { selector: {} } },
        { namespace: 'other' },
      ),
    ],
    [
      'without a selector',
      budget({ selector: undefined }, counted(0, 0), { name: 'none' }),
    ],
    [
      'being deleted',
      { ...other, metadata: { ...other.metadata, deletionTimestamp: ago(0) } },
    ],
  ])('does not count a budget %s', (_, second) => {
    expect(told(one, second, cart(2), pod('cart-1'))).toEqual([]);
  });
});
