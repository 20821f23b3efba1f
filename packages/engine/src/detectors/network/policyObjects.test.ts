import type { NetworkPolicySpec } from 'kubernetes-types/networking/v1';
import { namespace, policy } from '../../network/testPolicies';
import { minutes } from '../../snapshot/durations';
import { object, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { emptySelections } from './emptySelections';
import { policyMissing } from './policyMissing';
import { policyPorts } from './policyPorts';
import { DB_SERVICE, NAMESPACES, server } from './testTraffic';

const WORLD = [
  ...NAMESPACES,
  DB_SERVICE,
  ...server('db', { ports: [{ name: 'sql', containerPort: 15432 }] }),
];

const told = (run: ReturnType<typeof detectorRunner>, objects: Ingredient[]) =>
  run([...WORLD, ...objects]).map(
    ({ detector, severity, subject, key }) =>
      `${detector} ${severity} ${subject.kind}/${subject.name}${key ? ` ${key}` : ''}`,
  );

/** In namespace data, for the pods of the database. */
const forDb = (spec: Partial<NetworkPolicySpec>, age?: number) =>
  policy(
    { podSelector: { matchLabels: { app: 'db' } }, ...spec },
    { namespace: 'data', age },
  );
const toDb = (ports: object[]) =>
  policy({
    egress: [
      {
        to: [
          {
            namespaceSelector: {},
            podSelector: { matchLabels: { app: 'db' } },
          },
        ],
        ports,
      },
    ],
  });

describe('ports of policies', () => {
  const run = detectorRunner(...policyPorts);

  it.each<[string, Ingredient[], string[]]>([
    [
      'the port of the Service for ingress',
      [forDb({ ingress: [{ ports: [{ port: 5432 }] }] })],
      ['netpol.uses-service-port medium NetworkPolicy/rules 5432'],
    ],
    [
      'the port of the Service for egress',
      [toDb([{ port: 5432 }])],
      ['netpol.uses-service-port medium NetworkPolicy/rules 5432'],
    ],
    [
      'a name that no selected pod has',
      [forDb({ ingress: [{ ports: [{ port: 'http' }] }] })],
      ['netpol.named-port-unknown medium NetworkPolicy/rules http'],
    ],
    [
      'a name of another protocol',
      [toDb([{ port: 'sql', protocol: 'UDP' }])],
      ['netpol.named-port-unknown medium NetworkPolicy/rules sql'],
    ],
  ])('fire for %s', (_, objects, expected) => {
    expect(told(run, objects)).toEqual(expected);
  });

  it.each<[string, Ingredient[]]>([
    [
      'the port of the pods',
      [forDb({ ingress: [{ ports: [{ port: 15432 }] }] })],
    ],
    ['the name of the port', [toDb([{ port: 'sql' }])]],
    [
      'both ports, to be sure',
      [forDb({ ingress: [{ ports: [{ port: 5432 }, { port: 'sql' }] }] })],
    ],
    [
      'a range',
      [forDb({ ingress: [{ ports: [{ port: 5432, endPort: 6000 }] }] })],
    ],
    ['a port of which no Service knows', [toDb([{ port: 9000 }])]],
    [
      'no pods',
      [
        policy({
          podSelector: { matchLabels: { app: 'none' } },
          ingress: [{ ports: [{ port: 'http' }] }],
        }),
      ],
    ],
    ['every peer', [policy({ egress: [{ ports: [{ port: 'http' }] }] })]],
    [
      'pods that declare no port',
      [
        ...server('bare', { labels: { app: 'db' } }),
        forDb({ ingress: [{ ports: [{ port: 5432 }] }] }),
      ],
    ],
    ['unread pods', [toDb([{ port: 'x' }]), unreadKind('Pod')]],
  ])('are silent for %s', (_, objects) => {
    expect(told(run, objects)).toEqual([]);
  });
});

describe('selections of policies', () => {
  const run = detectorRunner(...emptySelections);
  const NODE = object('Node', 'worker', { spec: { podCIDR: '10.244.2.0/24' } });
  const from = (...peers: object[]) =>
    forDb({ ingress: [{ from: peers }] }, minutes(90));
  const pods = (app: string) => ({ podSelector: { matchLabels: { app } } });
  const block = (cidr: string) => ({ ipBlock: { cidr } });

  it.each<[string, Ingredient[], string[]]>([
    [
      'labels that nothing carries',
      [forDb({ podSelector: { matchLabels: { app: 'dbb' } } })],
      ['netpol.selects-nothing low NetworkPolicy/rules'],
    ],
    [
      'expressions that nothing satisfies',
      [
        forDb({
          podSelector: {
            matchExpressions: [{ key: 'tier', operator: 'Exists' }],
          },
        }),
      ],
      ['netpol.selects-nothing low NetworkPolicy/rules'],
    ],
    [
      'peers of the own namespace that are elsewhere',
      [from(pods('cart'))],
      [
        'netpol.peer-matches-nothing low NetworkPolicy/rules spec.ingress[0].from',
      ],
    ],
    [
      'a namespace that does not exist',
      [from({ namespaceSelector: { matchLabels: { team: 'x' } } })],
      [
        'netpol.peer-matches-nothing low NetworkPolicy/rules spec.ingress[0].from',
      ],
    ],
    [
      'the address that a pod had once',
      [NODE, from(block('10.244.2.99/32'))],
      [
        'netpol.ipblock-matches-nothing info NetworkPolicy/rules 10.244.2.99/32',
      ],
    ],
  ])('are told of %s', (_, objects, expected) => {
    expect(told(run, objects)).toEqual(expected);
  });

  it.each<[string, Ingredient[]]>([
    ['an empty selector', [policy({})]],
    ['labels that a pod carries', [forDb({})]],
    [
      'labels that a workload without pods would give',
      [
        policy({ podSelector: { matchLabels: { app: 'idle' } } }),
        object('CronJob', 'idle', {
          spec: {
            jobTemplate: {
              spec: { template: { metadata: { labels: { app: 'idle' } } } },
            },
          },
        }),
      ],
    ],
    ['one peer of several', [from(pods('cart'), pods('db'))]],
    [
      'a namespace without pods',
      [
        namespace('empty', { team: 'y' }),
        from({ namespaceSelector: { matchLabels: { team: 'y' } } }),
      ],
    ],
    ['a block outside of the cluster', [NODE, from(block('192.0.2.7/32'))]],
    ['a block that holds a pod', [NODE, from(block('10.244.2.0/28'))]],
    [
      'a policy younger than an hour',
      [forDb({ podSelector: { matchLabels: { app: 'dbb' } } }, minutes(59))],
    ],
    [
      'unread workloads',
      [
        forDb({ podSelector: { matchLabels: { app: 'dbb' } } }),
        unreadKind('CronJob'),
      ],
    ],
  ])('are silent for %s', (_, objects) => {
    expect(told(run, objects)).toEqual([]);
  });
});

describe('netpol.missing', () => {
  const run = detectorRunner(policyMissing);

  it.each<[string, Ingredient[], string[]]>([
    ['a namespace without policies', [], ['netpol.missing low Namespace/data']],
    [
      'a workload that policies for others leave out',
      [
        policy(
          { podSelector: { matchLabels: { app: 'x' } } },
          { namespace: 'data' },
        ),
      ],
      ['netpol.missing low Deployment/db ingress'],
    ],
  ])('fires for %s', (_, objects, expected) => {
    expect(told(run, objects)).toEqual(expected);
  });

  it.each<[string, Ingredient[]]>([
    ['a policy for every pod', [policy({}, { namespace: 'data' })]],
    ['unread policies', [unreadKind('NetworkPolicy')]],
    ['unread custom kinds', [unreadKind('CustomResourceDefinition')]],
    [
      'policies of cluster administrators',
      [
        object(
          'CustomResourceDefinition',
          'adminnetworkpolicies.policy.networking.k8s.io',
        ),
      ],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(told(run, objects)).toEqual([]);
  });

  it('is silent for system namespaces and for pods on the node’s network', () => {
    expect(
      run([
        ...server('proxy', { namespace: 'kube-system' }),
        ...server('agent', { spec: { hostNetwork: true } }),
      ]),
    ).toEqual([]);
  });
});
