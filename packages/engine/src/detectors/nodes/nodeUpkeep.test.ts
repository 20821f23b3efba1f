import { days, hours, minutes } from '../../snapshot/durations';
import { ago, object, ownedBy } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { nodeDetectors } from '.';

const run = detectorRunner(...nodeDetectors);
const told = (...ingredients: Ingredient[]) =>
  run(ingredients).map(each =>
    `${each.detector} ${each.tier} ${each.subject.name} ${each.key ?? ''}`.trim(),
  );

const CORDON = 'node.kubernetes.io/unschedulable';

function node(
  name: string,
  spec: object = {},
  options: { age?: number; readySince?: number; metadata?: object } = {},
) {
  const { age = days(30), readySince = hours(9), metadata = {} } = options;
  return object(
    'Node',
    name,
    {
      spec,
      status: {
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            lastTransitionTime: ago(readySince),
          },
        ],
      } as object,
    },
    { age, metadata: metadata as Record<string, unknown> },
  );
}

const cordoned = (age: number, metadata: object = {}) =>
  node(
    'a',
    {
      unschedulable: true,
      taints: [{ key: CORDON, effect: 'NoSchedule', timeAdded: ago(age) }],
    },
    { metadata },
  );

const LABELS = { app: 'cart' };
function pod(
  name: string,
  options: {
    ready?: boolean;
    owner?: string;
    labels?: object;
    tolerations?: object[];
  } = {},
) {
  const {
    ready = true,
    owner = 'ReplicaSet',
    labels = LABELS,
    tolerations,
  } = options;
  return ownedBy(
    { apiVersion: 'apps/v1', kind: owner, metadata: { name: 'cart' } },
    object(
      'Pod',
      name,
      {
        spec: {
          nodeName: 'a',
          ...(tolerations ? { tolerations } : {}),
        } as object,
        status: {
          phase: 'Running',
          conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
        },
      },
      { labels: labels as Record<string, string> },
    ),
  );
}

const budget = (status: object, spec: object = {}, name = 'cart') =>
  object('PodDisruptionBudget', name, {
    spec: { selector: { matchLabels: LABELS }, ...spec },
    status: status as object,
  } as object);
const EXHAUSTED = budget({
  disruptionsAllowed: 0,
  currentHealthy: 1,
  desiredHealthy: 1,
  expectedPods: 2,
});
const SHORT = budget({
  disruptionsAllowed: 0,
  currentHealthy: 1,
  desiredHealthy: 2,
  expectedPods: 2,
});

describe('node.drain-blocked', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a budget that is used up',
      [EXHAUSTED, pod('cart-1')],
      'problem a shop/cart',
    ],
    [
      'an unready pod of a budget that is short',
      [SHORT, pod('cart-1', { ready: false })],
      'problem a shop/cart',
    ],
    [
      'two budgets',
      [
        budget({ disruptionsAllowed: 1 }),
        budget({ disruptionsAllowed: 1 }, {}, 'twin'),
        pod('cart-1'),
      ],
      'problem a shop/cart,shop/twin',
    ],
    [
      'a budget, with pods that drains leave alone',
      [
        EXHAUSTED,
        pod('cart-1'),
        pod('agent', { owner: 'DaemonSet', labels: {} }),
      ],
      'problem a shop/cart',
    ],
    [
      'a budget, perhaps without a drain',
      [EXHAUSTED, pod('cart-1'), pod('other', { labels: {} })],
      'risk a shop/cart',
    ],
  ])('names %s', (_, ingredients, expected) => {
    expect(told(cordoned(minutes(20)), ...ingredients)).toEqual([
      `node.drain-blocked ${expected}`,
    ]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'the drain has only begun',
      [cordoned(minutes(10)), EXHAUSTED, pod('cart-1')],
    ],
    ['the node is in use', [node('a'), EXHAUSTED, pod('cart-1')]],
    [
      'a pod may go',
      [cordoned(minutes(20)), budget({ disruptionsAllowed: 1 }), pod('cart-1')],
    ],
    [
      'an unready pod may go',
      [cordoned(minutes(20)), EXHAUSTED, pod('cart-1', { ready: false })],
    ],
    [
      'the budget lets unready pods go',
      [
        cordoned(minutes(20)),
        budget(
          { disruptionsAllowed: 0, currentHealthy: 1, desiredHealthy: 2 },
          { unhealthyPodEvictionPolicy: 'AlwaysAllow' },
        ),
        pod('cart-1', { ready: false }),
      ],
    ],
    ['nothing is protected', [cordoned(minutes(20)), pod('cart-1')]],
  ])('is silent where %s', (_, ingredients) => {
    expect(told(...ingredients)).toEqual([]);
  });

  it('lists the pods that stay and since when', () => {
    const [found] = run([cordoned(minutes(20)), EXHAUSTED, pod('cart-1')]);
    expect(found).toMatchObject({
      since: ago(minutes(20)),
      affected: [{ kind: 'Pod', name: 'cart-1', node: 'a' }],
      evidence: [
        { path: 'spec.unschedulable', value: true },
        { path: 'status.disruptionsAllowed', value: 0 },
      ],
    });
  });
});

describe('node.cordoned', () => {
  it('tells of a node that was forgotten', () => {
    expect(told(cordoned(hours(3)))).toEqual(['node.cordoned risk a']);
  });

  it.each<[string, Ingredient]>([
    ['cordoned a while ago', cordoned(hours(1))],
    [
      'under maintenance',
      cordoned(hours(3), {
        annotations: { 'weave.works/kured-reboot-in-progress': 'x' },
      }),
    ],
    [
      'being deleted',
      cordoned(hours(3), { deletionTimestamp: ago(minutes(1)) }),
    ],
    ['cordoned nobody knows when', node('a', { unschedulable: true })],
    ['in use', node('a')],
  ])('accepts a node that is %s', (_, one) => {
    expect(told(one)).toEqual([]);
  });
});

const tainted = (
  key: string,
  fields: object = {},
  options: Parameters<typeof node>[2] = {},
) => node('a', { taints: [{ key, effect: 'NoSchedule', ...fields }] }, options);
const ANYWHERE = pod('other', { tolerations: [{ operator: 'Exists' }] });

describe('node.taint-left-behind', () => {
  it.each([
    ['node.cloudprovider.kubernetes.io/uninitialized', {}],
    ['node.kubernetes.io/not-ready', { timeAdded: ago(minutes(30)) }],
    ['node.cilium.io/agent-not-ready', { value: 'true' }],
    [
      'ToBeDeletedByClusterAutoscaler',
      { value: String((Date.parse(ago(0)) - hours(2)) / 1000) },
    ],
  ])('tells of %s', (key, fields) => {
    expect(told(tainted(key, fields), ANYWHERE)).toEqual([
      `node.taint-left-behind problem a ${key}`,
    ]);
  });

  const NOT_READY = 'node.kubernetes.io/not-ready';
  it.each<[string, Ingredient]>([
    [
      'has only just become ready',
      tainted(NOT_READY, {}, { readySince: minutes(5) }),
    ],
    [
      'was tainted a moment ago',
      tainted(NOT_READY, { timeAdded: ago(minutes(2)) }),
    ],
    [
      'is new',
      tainted('node.cilium.io/agent-not-ready', {}, { age: minutes(9) }),
    ],
    [
      'is being deleted',
      tainted(NOT_READY, {}, { metadata: { deletionTimestamp: ago(0) } }),
    ],
    ['is reserved', tainted('example.org/gpu')],
    [
      'is being scaled down',
      tainted('ToBeDeletedByClusterAutoscaler', {
        value: String(Date.parse(ago(minutes(5))) / 1000),
      }),
    ],
    [
      'is not ready at all',
      object('Node', 'a', {
        spec: { taints: [{ key: NOT_READY, effect: 'NoSchedule' }] },
      }),
    ],
  ])('accepts a node that %s', (_, one) => {
    expect(told(one, ANYWHERE)).toEqual([]);
  });
});

describe('node.taint-untolerated-by-all', () => {
  const GPU = tainted('example.org/gpu', { value: 'yes' });
  const elsewhere = (tolerations: object[]) =>
    object('Deployment', 'training', {
      spec: { template: { spec: { tolerations } } } as object,
    });

  it.each<[string, Ingredient[]]>([
    ['nothing tolerates it', [GPU]],
    [
      'only a DaemonSet does',
      [
        GPU,
        pod('agent', {
          owner: 'DaemonSet',
          tolerations: [{ operator: 'Exists' }],
        }),
      ],
    ],
    [
      'another value is tolerated',
      [GPU, elsewhere([{ key: 'example.org/gpu', value: 'no' }])],
    ],
  ])('tells of a taint where %s', (_, ingredients) => {
    expect(told(...ingredients)).toEqual([
      'node.taint-untolerated-by-all hygiene a example.org/gpu',
    ]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a template tolerates it',
      [GPU, elsewhere([{ key: 'example.org/gpu', operator: 'Exists' }])],
    ],
    ['a pod runs there', [GPU, pod('cart-1')]],
    ['the node is new', [tainted('example.org/gpu', {}, { age: hours(2) })]],
    [
      'it is a mere preference',
      [tainted('example.org/gpu', { effect: 'PreferNoSchedule' })],
    ],
    ['it keeps nodes spare', [tainted('example.org/spare-capacity')]],
    [
      'it guards the control plane',
      [
        tainted(
          'node-role.kubernetes.io/control-plane',
          {},
          {
            metadata: {
              labels: { 'node-role.kubernetes.io/control-plane': '' },
            },
          },
        ),
      ],
    ],
  ])('is silent where %s', (_, ingredients) => {
    expect(told(...ingredients)).toEqual([]);
  });
});

describe('node.single-control-plane', () => {
  const main = (name: string) =>
    node(
      name,
      {},
      { metadata: { labels: { 'node-role.kubernetes.io/control-plane': '' } } },
    );

  it('tells of the only one', () => {
    expect(told(main('a'), node('b'))).toEqual([
      'node.single-control-plane hygiene a',
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['several', [main('a'), main('b'), node('c')]],
    ['none that can be seen', [node('a'), node('b')]],
    ['a single node', [main('a')]],
  ])('accepts %s', (_, ingredients) => {
    expect(told(...ingredients)).toEqual([]);
  });
});

describe('node.rebooted', () => {
  const event = (reason: string, age: number) =>
    object('Event', reason, {
      involvedObject: { kind: 'Node', name: 'a', uid: 'a' },
      reason,
      lastTimestamp: ago(age),
    });

  it('tells of a reboot that nobody announced', () => {
    expect(told(node('a'), event('Rebooted', minutes(30)))).toEqual([
      'node.rebooted risk a',
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['long ago', [event('Rebooted', hours(2))]],
    [
      'after a cordon',
      [
        event('Rebooted', minutes(30)),
        event('NodeNotSchedulable', minutes(40)),
      ],
    ],
  ])('accepts a reboot %s', (_, events) => {
    expect(told(node('a'), ...events)).toEqual([]);
  });
});
