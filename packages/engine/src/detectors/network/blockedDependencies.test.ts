import { policy } from '../../network/testPolicies';
import { object, unreadKind } from '../../testing/builders';
import { ended } from '../../testing/deployedPod';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { blockedDependencies } from './blockedDependencies';
import { DB_SERVICE, NAMESPACES, consumer, server } from './testTraffic';

const run = detectorRunner(blockedDependencies);

const WORLD = [
  ...NAMESPACES,
  DB_SERVICE,
  ...server('db', { ports: [{ containerPort: 15432 }] }),
];
const DENY_INGRESS = policy({}, { namespace: 'data', name: 'deny-all' });
const denyEgress = (...egress: object[]) =>
  policy({ policyTypes: ['Egress'], egress });

const told = (objects: readonly Ingredient[], log?: string) =>
  run(
    [...WORLD, ...objects],
    log ? new Map([['shop/cart-6d5f-x2x4z', log]]) : undefined,
  ).map(
    ({ tier, severity, subject, key }) =>
      `${tier} ${severity} ${subject.kind}/${subject.name} ${key}`,
  );

const TIMEOUT = 'dial tcp db.data:5432: i/o timeout';
const RISK = 'risk medium Deployment/cart Deployment data/db:15432';
const PROBLEM = 'problem high Deployment/cart Deployment data/db:15432';

describe('netpol.blocks-dependency', () => {
  const wellAndTold = consumer('db.data:5432');
  const crashing = consumer('db.data:5432', {
    container: {
      spec: { env: [{ name: 'DB_URL', value: 'tcp://db.data:5432' }] },
      status: { ready: false, lastState: ended(1, 60_000) },
    },
  });

  it.each<[string, Ingredient[], string | undefined, string]>([
    ['no ingress at the provider', [DENY_INGRESS], undefined, RISK],
    ['no egress at the consumer', [denyEgress()], undefined, RISK],
    [
      'egress to the port of the Service in place of the pods’',
      [denyEgress({ ports: [{ port: 5432 }] })],
      undefined,
      RISK,
    ],
    [
      'ingress from other pods only',
      [
        policy(
          { ingress: [{ from: [{ podSelector: {} }] }] },
          { namespace: 'data' },
        ),
      ],
      undefined,
      RISK,
    ],
    ['a log that tells of timeouts', [DENY_INGRESS], TIMEOUT, PROBLEM],
  ])('fires for %s', (_, policies, log, expected) => {
    expect(told([...wellAndTold, ...policies], log)).toEqual([expected]);
  });

  it('is a problem of a container that fails and whose log is unknown', () => {
    expect(told([...crashing, DENY_INGRESS])).toEqual([PROBLEM]);
  });

  it('is no problem of a container whose log tells of something else', () => {
    expect(told([...crashing, DENY_INGRESS], 'panic: no licence')).toEqual([
      RISK,
    ]);
  });

  it('speaks of symptoms although policies of other kinds are unread', () => {
    const unread = unreadKind('CustomResourceDefinition');
    expect(told([...wellAndTold, DENY_INGRESS, unread])).toEqual([]);
    expect(told([...wellAndTold, DENY_INGRESS, unread], TIMEOUT)).toEqual([
      PROBLEM,
    ]);
  });

  it('shows the rules and where the name was read', () => {
    const [found] = run([...WORLD, ...wellAndTold, DENY_INGRESS]);
    expect(found.message).toBe(
      'Container app of Deployment shop/cart connects to db.data, but NetworkPolicy data/deny-all allows no ingress for port 15432 of Deployment data/db',
    );
    expect(found.evidence).toMatchObject([
      { object: { name: 'deny-all' }, path: 'spec.ingress', value: null },
      { path: 'spec.containers[0].env[0].value', value: 'db.data' },
      { object: { name: 'db' }, path: 'spec.ports' },
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['no policies', []],
    [
      'policies that allow it',
      [
        denyEgress({ to: [{ namespaceSelector: {} }] }),
        policy(
          { ingress: [{ ports: [{ port: 15432 }] }] },
          { namespace: 'data' },
        ),
      ],
    ],
    [
      'a policy for other pods',
      [
        policy(
          { podSelector: { matchLabels: { app: 'x' } } },
          { namespace: 'data' },
        ),
      ],
    ],
    [
      'a block that holds the address of the Service',
      [denyEgress({ to: [{ ipBlock: { cidr: '10.96.0.0/12' } }] })],
    ],
    ['unread policies', [DENY_INGRESS, unreadKind('NetworkPolicy')]],
    ['unread namespaces', [DENY_INGRESS, unreadKind('Namespace')]],
    [
      'a network plugin that enforces none',
      [
        DENY_INGRESS,
        object(
          'DaemonSet',
          'kube-flannel-ds',
          {},
          { namespace: 'kube-flannel' },
        ),
      ],
    ],
    ['unread DaemonSets', [DENY_INGRESS, unreadKind('DaemonSet')]],
    [
      'policies of Cilium',
      [
        DENY_INGRESS,
        {
          apiVersion: 'cilium.io/v2',
          kind: 'CiliumNetworkPolicy',
          metadata: { name: 'allow', namespace: 'data' },
        },
      ],
    ],
    [
      'global policies of Calico',
      [
        DENY_INGRESS,
        object(
          'CustomResourceDefinition',
          'globalnetworkpolicies.crd.projectcalico.org',
        ),
      ],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(told([...wellAndTold, ...objects])).toEqual([]);
  });

  it('is silent for a consumer on the node’s network', () => {
    const spec = { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' };
    const consuming = consumer('db.data:5432', { spec });
    expect(told([...consuming, DENY_INGRESS])).toEqual([]);
  });
});

describe('netpol.blocks-dependency at the edge', () => {
  const CLASS = object('IngressClass', 'nginx', {
    spec: { controller: 'k8s.io/ingress-nginx' },
  });
  const INGRESS = object(
    'Ingress',
    'web',
    {
      spec: {
        ingressClassName: 'nginx',
        defaultBackend: { service: { name: 'db', port: { number: 5432 } } },
      },
    },
    { namespace: 'data' },
  );
  const controller = (spec: object = {}) =>
    server('controller', {
      namespace: 'shop',
      spec: {
        containers: [{ name: 'nginx', image: 'example.org/ingress-nginx:1' }],
        ...spec,
      },
    });
  const REFUSED = 'upstream timed out, upstream: "http://10.244.2.3:15432/"';

  it('fires for an ingress controller that may not reach a backend', () => {
    const objects = [...WORLD, CLASS, INGRESS, ...controller(), DENY_INGRESS];
    expect(run(objects)).toMatchObject([
      {
        tier: 'risk',
        message:
          'Ingress data/web is served by Deployment shop/controller, to which NetworkPolicy data/deny-all allows no ingress for port 15432 of Deployment data/db',
      },
    ]);
    expect(
      run(objects, new Map([['shop/controller-1', REFUSED]])),
    ).toMatchObject([{ tier: 'problem', severity: 'high' }]);
  });

  it.each<[string, number, string]>([
    ['runs', 3, 'problem'],
    ['does not run', 0, 'risk'],
  ])(
    'is sure of it where a plugin that enforces policies %s',
    (_, numberReady, tier) => {
      const plugin = object(
        'DaemonSet',
        'kube-network-policies',
        { status: { numberReady } },
        { namespace: 'kube-system' },
      );
      expect(
        run([...WORLD, CLASS, INGRESS, plugin, ...controller(), DENY_INGRESS]),
      ).toMatchObject([{ tier }]);
    },
  );

  it.each<[string, Ingredient[]]>([
    ['no policy', [...controller()]],
    ['no controller', [DENY_INGRESS]],
    [
      'a controller on the node’s network',
      [...controller({ hostNetwork: true }), DENY_INGRESS],
    ],
    [
      'a policy that allows its namespace',
      [
        ...controller(),
        policy(
          { ingress: [{ from: [{ namespaceSelector: {} }] }] },
          { namespace: 'data' },
        ),
      ],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(run([...WORLD, CLASS, INGRESS, ...objects])).toEqual([]);
  });
});
