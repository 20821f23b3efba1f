import { ago, object, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { days, hours } from '../../snapshot/durations';
import { nodeCapacity } from './nodeCapacity';
import { nodeVersions } from './nodeVersions';

const runCapacity = detectorRunner(...nodeCapacity);
const runVersions = detectorRunner(...nodeVersions);

function node(
  name: string,
  fields: {
    allocatable?: object;
    info?: object;
    spec?: object;
    labels?: Record<string, string>;
    metadata?: object;
  } = {},
) {
  const {
    allocatable = { cpu: '4', memory: '8Gi', pods: '10' },
    info,
    spec = {},
    labels,
    metadata,
  } = fields;
  return object(
    'Node',
    name,
    {
      spec,
      status: {
        allocatable,
        nodeInfo: info,
        conditions: [{ type: 'Ready', status: 'True' }],
      } as object,
    },
    { labels, metadata: metadata as Record<string, unknown> },
  );
}

function pods(
  count: number,
  resources: object = {},
  nodeName = 'a',
  status: object = { phase: 'Running' },
) {
  return Array.from({ length: count }, (_, index) =>
    object('Pod', `${nodeName}-${index}`, {
      spec: { nodeName, containers: [{ name: 'app', resources }] } as object,
      status,
    }),
  );
}

const told = (...ingredients: Ingredient[]) =>
  runCapacity(ingredients).map(each =>
    `${each.detector} ${each.severity} ${each.subject.kind}/${each.subject.name} ${each.key ?? ''}`.trim(),
  );
const cpu = (amount: string) => ({ requests: { cpu: amount } });

describe('capacity of nodes', () => {
  it.each<[string, Ingredient[], string[]]>([
    [
      'nine of ten pods',
      [node('a'), ...pods(9)],
      ['node.pod-capacity medium Node/a'],
    ],
    [
      'as many pods as it may',
      [node('a'), ...pods(10)],
      ['node.pod-capacity high Node/a'],
    ],
    [
      'generous memory limits',
      [
        node('a'),
        ...pods(4, { limits: { memory: '4Gi' }, requests: { memory: '1Gi' } }),
      ],
      ['node.limits-overcommit low Node/a memory'],
    ],
    [
      'all its CPU booked',
      [node('a'), ...pods(2, cpu('2'))],
      ['node.requests-saturated medium NodePool/workers cpu'],
    ],
    [
      'a full pool beside an empty one',
      [
        node('a', { labels: { 'eks.amazonaws.com/nodegroup': 'big' } }),
        node('b', { labels: { 'eks.amazonaws.com/nodegroup': 'small' } }),
        ...pods(2, cpu('2')),
      ],
      ['node.requests-saturated medium NodePool/big cpu'],
    ],
  ])('is told of for %s', (_, ingredients, expected) => {
    expect(told(...ingredients)).toEqual(expected);
  });

  it.each<[string, Ingredient[]]>([
    ['eight of ten pods', [node('a'), ...pods(8)]],
    [
      'pods that have finished',
      [node('a'), ...pods(10, cpu('1'), 'a', { phase: 'Succeeded' })],
    ],
    [
      'limits within reason',
      [
        node('a'),
        ...pods(3, { limits: { memory: '4Gi' }, requests: { memory: '1Gi' } }),
      ],
    ],
    [
      'room on one node of the pool',
      [node('a'), node('b'), ...pods(2, cpu('2'))],
    ],
    [
      'the control plane',
      [
        node('a', { labels: { 'node-role.kubernetes.io/control-plane': '' } }),
        ...pods(2, cpu('2')),
      ],
    ],
    [
      'nodes that Karpenter adds',
      [
        node('a', { labels: { 'karpenter.sh/nodepool': 'x' } }),
        ...pods(2, cpu('2')),
      ],
    ],
    [
      'nodes that an autoscaler adds',
      [
        node('a'),
        object(
          'ConfigMap',
          'cluster-autoscaler-status',
          {},
          { namespace: 'kube-system' },
        ),
        ...pods(2, cpu('2')),
      ],
    ],
    [
      'nodes of which nobody knows whether an autoscaler adds some',
      [node('a'), unreadKind('ConfigMap'), ...pods(2, cpu('2'))],
    ],
    ['unread pods', [node('a'), unreadKind('Pod'), ...pods(10)]],
    [
      'a node that is leaving',
      [node('a', { metadata: { deletionTimestamp: ago(0) } }), ...pods(10)],
    ],
    ['a bare node', [object('Node', 'a')]],
  ])('is not told of for %s', (_, ingredients) => {
    expect(told(...ingredients)).toEqual([]);
  });
});

const versions = (...ingredients: Ingredient[]) =>
  runVersions(ingredients).map(
    each =>
      `${each.detector} ${each.severity} ${each.subject.name} ${each.key}`,
  );
const kubelet = (name: string, version: string) =>
  node(name, { info: { kubeletVersion: version } });
const apiServer = (version: string, age = days(9)) =>
  object(
    'Pod',
    'kube-apiserver-a',
    {
      spec: {
        containers: [
          {
            name: 'kube-apiserver',
            image: `registry.example.org:5000/kube-apiserver:${version}`,
          },
        ],
      },
    },
    {
      age,
      namespace: 'kube-system',
      metadata: { annotations: { 'kubernetes.io/config.mirror': 'x' } },
    },
  );

describe('versions of nodes', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a kubelet four versions behind',
      [kubelet('a', 'v1.30.1-eks-1'), apiServer('v1.34.0')],
      'node.version-skew medium a 1.30',
    ],
    [
      'an old kubelet three versions behind',
      [kubelet('a', 'v1.24.9'), apiServer('v1.27.3')],
      'node.version-skew medium a 1.24',
    ],
    [
      'a kubelet four versions behind another',
      [kubelet('a', 'v1.30.1+k3s1'), kubelet('b', 'v1.34.0')],
      'node.version-skew medium a 1.30',
    ],
    [
      'a kubelet that is newer',
      [kubelet('a', 'v1.35.0'), apiServer('v1.34.2')],
      'node.version-skew high a 1.35',
    ],
    [
      'containerd 1',
      [node('a', { info: { containerRuntimeVersion: 'containerd://1.7.20' } })],
      'node.runtime-unsupported low a containerd 1',
    ],
  ])('are told of for %s', (_, ingredients, expected) => {
    expect(versions(...ingredients)).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a kubelet three versions behind',
      [kubelet('a', 'v1.31.1'), apiServer('v1.34.0')],
    ],
    ['equal versions', [kubelet('a', 'v1.35.0'), kubelet('b', 'v1.35.0')]],
    [
      'an upgrade that is running',
      [kubelet('a', 'v1.35.0'), apiServer('v1.34.0', hours(3))],
    ],
    ['what is no version', [kubelet('a', 'latest'), apiServer('main')]],
    [
      'containerd 2',
      [node('a', { info: { containerRuntimeVersion: 'containerd://2.1.4' } })],
    ],
    [
      'another runtime',
      [node('a', { info: { containerRuntimeVersion: 'cri-o://1.30.1' } })],
    ],
    ['a bare node', [object('Node', 'a')]],
  ])('are accepted for %s', (_, ingredients) => {
    expect(versions(...ingredients)).toEqual([]);
  });
});
