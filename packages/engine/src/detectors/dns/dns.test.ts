import { minutes, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { ago, object, ownedBy, unreadKind } from '../../testing/builders';
import { deployedPod } from '../../testing/deployedPod';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { dnsDetectors } from '.';

const run = detectorRunner(...dnsDetectors);
const LABELS = { 'k8s-app': 'kube-dns' };
const HOME = { namespace: 'kube-system' };
const GOOD =
  '.:53 {\n  kubernetes cluster.local\n  forward . /etc/resolv.conf\n}\n';

interface Server {
  ready?: boolean;
  restarts?: number;
  age?: number;
}

function cluster(
  servers: readonly Server[] = [{}, {}],
  corefile = GOOD,
  age = minutes(30),
): Ingredient[] {
  const deployment = object(
    'Deployment',
    'coredns',
    {
      spec: { template: { metadata: { labels: LABELS } } },
    } as object,
    HOME,
  );
  return [
    object(
      'Service',
      'kube-dns',
      {
        spec: {
          selector: LABELS,
          clusterIP: '10.96.0.10',
          ports: [{ port: 53, protocol: 'UDP' }],
        },
      },
      { ...HOME, labels: LABELS },
    ),
    object('Service', 'db', { spec: { clusterIP: '10.96.3.3' } }),
    deployment,
    object(
      'ConfigMap',
      'coredns',
      { data: { Corefile: corefile } },
      { ...HOME, age },
    ),
    ...servers.map((each, index) => ownedBy(deployment, server(each, index))),
  ];
}

function server(
  { ready = true, restarts = 0, age = minutes(10) }: Server,
  index: number,
): KnownKinds['Pod'] {
  const ended = { exitCode: 1, finishedAt: ago(minutes(5)) };
  return object(
    'Pod',
    `coredns-${index}`,
    {
      spec: {
        containers: [{ name: 'coredns' }],
        volumes: [{ name: 'config', configMap: { name: 'coredns' } }],
      },
      status: {
        phase: 'Running',
        podIP: `10.244.0.${index}`,
        conditions: [
          {
            type: 'Ready',
            status: ready ? 'True' : 'False',
            lastTransitionTime: ago(age),
          },
        ],
        containerStatuses: [
          {
            name: 'coredns',
            ready,
            restartCount: restarts,
            ...(restarts > 0 ? { lastState: { terminated: ended } } : {}),
          },
        ],
      },
    } as object,
    { ...HOME, labels: LABELS },
  );
}

const told = (
  objects: readonly Ingredient[],
  logs: Record<string, string> = {},
) =>
  run(objects, new Map(Object.entries(logs))).map(
    ({ detector, tier, severity, subject, key }) =>
      `${detector} ${tier} ${severity} ${subject.kind}/${subject.name}${key ? ` ${key}` : ''}`,
  );

const LOG = 'kube-system/coredns-0';
const LOOP =
  '[FATAL] plugin/loop: Loop (127.0.0.1:55953 -> :53) detected for zone "."';
const FAILED = Array.from(
  { length: 5 },
  (_, index) =>
    `[ERROR] plugin/errors: 2 api${index}.example.org. A: read udp 10.244.0.2:39451->192.0.2.53:53: i/o timeout`,
).join('\n');
const BAD = { ready: false };
const DOMAIN = object(
  'ConfigMap',
  'kubelet-config',
  {
    data: { kubelet: 'clusterDNS:\n- 10.96.0.10\nclusterDomain: acme.local\n' },
  },
  HOME,
);

describe('cluster DNS', () => {
  it.each<[string, Ingredient[], Record<string, string>, string[]]>([
    [
      'no ready server',
      cluster([BAD, BAD]),
      {},
      ['dns.service-down problem critical Service/kube-dns'],
    ],
    [
      'one server of two that is not ready',
      cluster([BAD, {}]),
      {},
      ['dns.degraded problem high Deployment/coredns'],
    ],
    [
      'one server of three that restarts often',
      cluster([{ restarts: 4 }, {}, {}]),
      {},
      ['dns.degraded problem medium Deployment/coredns'],
    ],
    [
      'braces that do not match, while the old configuration serves',
      cluster([{}, {}], '.:53 {\n  kubernetes cluster.local\n'),
      {},
      ['dns.corefile-invalid risk high ConfigMap/coredns'],
    ],
    [
      'a server that cannot read its configuration',
      cluster([BAD, {}]),
      {
        [LOG]:
          '/etc/coredns/Corefile:3 - Error during parsing: Unknown directive',
      },
      [
        'dns.corefile-invalid problem critical ConfigMap/coredns',
        'dns.degraded problem high Deployment/coredns',
      ],
    ],
    [
      'no plugin for the cluster',
      cluster([{}, {}], '.:53 {\n  forward . 192.0.2.53\n}\n'),
      {},
      ['dns.corefile-invalid problem critical ConfigMap/coredns'],
    ],
    [
      'another domain than the kubelets’',
      [...cluster(), DOMAIN],
      {},
      ['dns.corefile-invalid problem critical ConfigMap/coredns'],
    ],
    [
      'a loop',
      cluster([{ ready: false, restarts: 9 }, {}]),
      { [LOG]: LOOP },
      ['dns.forward-loop problem high Deployment/coredns'],
    ],
    [
      'servers behind it that do not answer',
      cluster(),
      { [LOG]: FAILED },
      ['dns.upstream-failing risk medium Deployment/coredns 192.0.2.53'],
    ],
    [
      'servers behind it that a program misses',
      [...cluster(), ...deployedPod()],
      {
        [LOG]: FAILED,
        'shop/cart-6d5f-x2x4z': 'getaddrinfo ENOTFOUND api1.example.org',
      },
      ['dns.upstream-failing problem high Deployment/coredns 192.0.2.53'],
    ],
    [
      'a rewritten Service',
      cluster(
        [{}, {}],
        '.:53 {\n  rewrite name db.shop.svc.cluster.local other.example.org\n  kubernetes cluster.local\n}\n',
      ),
      {},
      [
        'dns.corefile-overrides-cluster-name risk high ConfigMap/coredns db.shop.svc.cluster.local',
      ],
    ],
    [
      'a Service among the hosts',
      cluster(
        [{}, {}],
        '.:53 {\n  hosts {\n    192.0.2.9 db.shop.svc.cluster.local\n    fallthrough\n  }\n  kubernetes cluster.local\n}\n',
      ),
      {},
      [
        'dns.corefile-overrides-cluster-name risk high ConfigMap/coredns db.shop.svc.cluster.local',
      ],
    ],
  ])('has a fault: %s', (_, objects, logs, expected) => {
    expect(told(objects, logs).sort()).toEqual(expected);
  });

  it.each<[string, Ingredient[], Record<string, string>?]>([
    ['all servers are ready', cluster()],
    [
      'servers have only just failed',
      cluster([{ ready: false, age: seconds(20) }, {}]),
    ],
    [
      'all servers have only just started',
      cluster([{ ready: false, age: seconds(90) }]),
    ],
    ['its Service is unread', [...cluster([BAD]), unreadKind('Service')]],
    ['its pods are unread', [...cluster([]), unreadKind('Pod')]],
    [
      'its Service goes by another name',
      [object('Service', 'names', { spec: { ports: [{ port: 53 }] } }, HOME)],
    ],
    [
      'a provider keeps its pods',
      [
        object(
          'Service',
          'kube-dns',
          { spec: { ports: [{ port: 53 }] } },
          { ...HOME, labels: LABELS },
        ),
      ],
    ],
    [
      'the configuration has just been changed',
      cluster([{}, {}], '.:53 {', minutes(1)),
    ],
    [
      'parts of the configuration are imported',
      cluster([{}, {}], '.:53 {\n  import custom/*.override\n}\n'),
    ],
    [
      'the configuration is unread',
      [
        ...cluster([{}, {}], '.:53 {'),
        { ...unreadKind('ConfigMap', 'complete'), metadataOnly: true },
      ],
    ],
    ['the loop was long ago', cluster(), { [LOG]: LOOP }],
    ['few questions failed', cluster(), { [LOG]: FAILED.split('\n')[0] }],
    [
      'names of the cluster failed',
      cluster(),
      { [LOG]: FAILED.replace(/example\.org/g, 'shop.svc.cluster.local') },
    ],
    [
      'entries give the Service’s own address',
      cluster(
        [{}, {}],
        '.:53 {\n  hosts {\n    10.96.3.3 db.shop.svc.cluster.local\n  }\n  kubernetes cluster.local\n}\n',
      ),
    ],
    [
      'entries are for other names',
      cluster(
        [{}, {}],
        '.:53 {\n  rewrite name shop.example.org db.shop.svc.cluster.local\n  kubernetes cluster.local\n}\n',
      ),
    ],
  ])('is well although %s', (_, objects, logs = {}) => {
    expect(told(objects, logs)).toEqual([]);
  });
});

describe('dns.hostnetwork-policy', () => {
  const consumer = (
    spec: Record<string, unknown>,
    value = 'tcp://db.shop.svc.cluster.local:5432',
  ) =>
    deployedPod({
      spec,
      containers: { app: { spec: { env: [{ name: 'DB_URL', value }] } } },
    });
  const onNode = { hostNetwork: true, dnsPolicy: 'ClusterFirst' };
  const UNRESOLVED = 'dial tcp: lookup db.shop.svc.cluster.local: no such host';

  it('fires for a full name of a Service', () => {
    expect(told(consumer(onNode))).toEqual([
      'dns.hostnetwork-policy risk medium Deployment/cart',
    ]);
    expect(
      told(consumer(onNode), { 'shop/cart-6d5f-x2x4z': UNRESOLVED }),
    ).toEqual(['dns.hostnetwork-policy problem high Deployment/cart']);
  });

  it.each<[string, Ingredient[]]>([
    ['the network of pods', consumer({ dnsPolicy: 'ClusterFirst' })],
    [
      'the policy for it',
      consumer({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' }),
    ],
    [
      'servers of its own',
      consumer({ ...onNode, dnsConfig: { nameservers: ['10.96.0.10'] } }),
    ],
    ['names outside', consumer(onNode, 'tcp://db.example.org:5432')],
  ])('is silent with %s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });
});
