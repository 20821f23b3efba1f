import { policy } from '../../network/testPolicies';
import { object, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { blockedDns } from './blockedDns';
import { NAMESPACES, consumer, server } from './testTraffic';

const run = detectorRunner(blockedDns);

const DNS = [
  object(
    'Service',
    'kube-dns',
    {
      spec: {
        selector: { 'k8s-app': 'kube-dns' },
        clusterIP: '10.96.0.10',
        ports: [
          { name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 as never },
          { name: 'dns-tcp', port: 53, targetPort: 53 as never },
        ],
      },
    },
    { namespace: 'kube-system' },
  ),
  ...server('coredns', {
    namespace: 'kube-system',
    labels: { 'k8s-app': 'kube-dns' },
  }),
];

const egress = (...rules: object[]) =>
  policy({ policyTypes: ['Egress'], egress: rules });
const toSystem = {
  namespaceSelector: {
    matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' },
  },
};

const told = (objects: readonly Ingredient[], log?: string) =>
  run(
    [...NAMESPACES, ...DNS, ...consumer('db.data:5432'), ...objects],
    log ? new Map([['shop/cart-6d5f-x2x4z', log]]) : undefined,
  ).map(
    ({ tier, severity, subject, key }) =>
      `${tier} ${severity} ${subject.kind}/${subject.name}${key ? ` ${key}` : ''}`,
  );

describe('netpol.blocks-dns', () => {
  it.each<[string, Ingredient[], string | undefined, string]>([
    ['no egress at all', [egress()], undefined, 'risk medium Deployment/cart'],
    [
      'egress to other ports',
      [egress({ ports: [{ port: 5432 }] })],
      undefined,
      'risk medium Deployment/cart',
    ],
    [
      'egress within the namespace',
      [egress({ to: [{ podSelector: {} }] })],
      undefined,
      'risk medium Deployment/cart',
    ],
    [
      'cluster DNS that admits its own namespace only',
      [
        policy(
          { ingress: [{ from: [{ podSelector: {} }] }] },
          { namespace: 'kube-system' },
        ),
      ],
      undefined,
      'risk medium Deployment/cart',
    ],
    [
      'a log that tells of names that are not resolved',
      [egress()],
      'Error: getaddrinfo EAI_AGAIN db.data',
      'problem high Deployment/cart',
    ],
    [
      'egress by UDP only',
      [egress({ to: [toSystem], ports: [{ port: 53, protocol: 'UDP' }] })],
      undefined,
      'risk low Deployment/cart TCP',
    ],
  ])('fires for %s', (_, policies, log, expected) => {
    expect(told(policies, log)).toEqual([expected]);
  });

  it('names the policy and the way', () => {
    const [found] = run([
      ...NAMESPACES,
      ...DNS,
      ...consumer('db.data'),
      egress(),
    ]);
    expect(found.message).toBe(
      'Deployment shop/cart may not ask kube-system/kube-dns for names: NetworkPolicy shop/rules allows no egress for UDP or TCP port 53',
    );
    expect(found.evidence).toMatchObject([
      { object: { kind: 'NetworkPolicy' }, path: 'spec.egress', value: [] },
      { object: { name: 'kube-dns' }, path: 'spec.ports' },
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['no policies', []],
    ['egress to everybody', [egress({})]],
    ['egress to the namespace of DNS', [egress({ to: [toSystem] })]],
    [
      'egress to port 53 of anybody',
      [egress({ ports: [{ port: 53 }, { port: 53, protocol: 'UDP' }] })],
    ],
    [
      'egress to the address of the Service',
      [egress({ to: [{ ipBlock: { cidr: '10.96.0.10/32' } }] })],
    ],
    ['ingress policies', [policy({})]],
    [
      'a DNS cache on the nodes',
      [
        egress(),
        object('DaemonSet', 'node-local-dns', {}, { namespace: 'kube-system' }),
      ],
    ],
    ['unread policies', [egress(), unreadKind('NetworkPolicy')]],
    ['unread Services', [egress(), unreadKind('Service')]],
  ])('is silent for %s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });

  it.each([
    ['other servers', { dnsPolicy: 'None' }],
    ['the node’s servers', { dnsPolicy: 'Default' }],
    ['the node’s network', { hostNetwork: true }],
  ])('is silent for pods that use %s', (_, spec) => {
    const pods = consumer('db.data:5432', { spec });
    expect(run([...NAMESPACES, ...DNS, ...pods, egress()])).toEqual([]);
  });
});
