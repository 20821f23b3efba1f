import type {
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
} from 'kubernetes-types/networking/v1';
import { object, unreadKind } from '../testing/builders';
import { Ingredient, snapshotOf } from '../testing/detectorRunner';
import { Connection, judgeConnection } from './judgeConnection';
import { namespace, policy } from './testPolicies';

const pod = (
  name: string,
  home: string,
  labels: Record<string, string>,
  fields: { hostNetwork?: boolean; podIP?: string } = {},
) =>
  object(
    'Pod',
    name,
    {
      spec: {
        hostNetwork: fields.hostNetwork,
        containers: [
          { name: 'app', ports: [{ name: 'api', containerPort: 8080 }] },
        ],
      },
      status: { podIP: fields.podIP ?? '10.244.1.7' },
    },
    { namespace: home, labels },
  );

const WEB = pod('web', 'front', { app: 'web' });
const CART = pod('cart', 'shop', { app: 'cart' });
const DB = pod('db', 'shop', { app: 'db' });

const NAMESPACES = [
  namespace('shop', { team: 'orders' }),
  namespace('front', { team: 'portal' }),
];

/** What becomes of web in namespace front calling port 8080 of cart in namespace shop, unless stated. */
function verdict(
  ingredients: readonly Ingredient[],
  connection: Partial<Connection> = {},
) {
  return judgeConnection(
    { from: WEB, to: CART, port: 8080, ...connection },
    snapshotOf([...NAMESPACES, ...ingredients]),
  );
}

const answer = (...given: Parameters<typeof verdict>) =>
  verdict(...given).answer;

const ingress = (
  from: NetworkPolicyPeer[] | undefined,
  ports?: NetworkPolicyPort[],
) => policy({ policyTypes: ['Ingress'], ingress: [{ from, ports }] });

const fromPods = (labels: Record<string, string>): NetworkPolicyPeer => ({
  podSelector: { matchLabels: labels },
});
const fromTeam = (team: string): NetworkPolicyPeer => ({
  namespaceSelector: { matchLabels: { team } },
});

describe('isolation', () => {
  it.each<[string, Partial<NetworkPolicySpec>]>([
    ['that denies all ingress', { policyTypes: ['Ingress'] }],
    ['that names no types', {}],
    ['that lacks a pod selector', { podSelector: undefined as never }],
    [
      'that selects by expression',
      {
        podSelector: {
          matchExpressions: [{ key: 'app', operator: 'In', values: ['cart'] }],
        },
      },
    ],
    [
      'with rules for egress only, which still isolates ingress',
      { egress: [{}] },
    ],
  ])('begins with a policy %s', (_, spec) => {
    expect(answer([policy(spec)])).toBe('refused');
  });

  it.each<[string, Ingredient[]]>([
    ['there is no policy', []],
    [
      'the policy selects other pods',
      [policy({ podSelector: { matchLabels: { app: 'db' } } })],
    ],
    [
      'the policy stands in another namespace',
      [policy({}, { namespace: 'x' })],
    ],
    ['the policy is for egress', [policy({ policyTypes: ['Egress'] })]],
    [
      'a second policy allows it',
      [policy({}), policy({ ingress: [{}] }, { name: 'open' })],
    ],
  ])('does not concern the connection when %s', (_, policies) => {
    expect(answer(policies)).toBe('allowed');
  });

  it('names the policies that isolate the pod', () => {
    const denies = policy({});
    expect(verdict([denies])).toMatchObject({
      answer: 'refused',
      direction: 'ingress',
      by: [{ metadata: { name: 'rules' } }],
    });
  });
});

describe('egress of the sender', () => {
  const egress = (spec: Partial<NetworkPolicySpec>) =>
    policy(spec, { namespace: 'front' });

  it.each<[string, Partial<NetworkPolicySpec>, string]>([
    ['is refused without a rule', { policyTypes: ['Egress'] }, 'refused'],
    ['is open with an empty rule', { egress: [{}], ingress: [] }, 'allowed'],
    [
      'is refused to pods of its own namespace only',
      { egress: [{ to: [fromPods({ app: 'cart' })] }] },
      'refused',
    ],
    [
      'is allowed to the namespace',
      { egress: [{ to: [fromTeam('orders')] }] },
      'allowed',
    ],
    [
      'is refused on the port of a Service in front of the pod',
      { egress: [{ ports: [{ port: 80 }] }] },
      'refused',
    ],
    [
      'is allowed on a port that the receiver names',
      { egress: [{ ports: [{ port: 'api' }] }] },
      'allowed',
    ],
    [
      'is unknown for a block that holds the pod’s address',
      { egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] },
      'unknown',
    ],
    [
      'is unknown for a block that holds the Service’s address',
      { egress: [{ to: [{ ipBlock: { cidr: '172.20.0.10/32' } }] }] },
      'unknown',
    ],
    [
      'is refused for a block of other addresses',
      { egress: [{ to: [{ ipBlock: { cidr: '192.0.2.0/24' } }] }] },
      'refused',
    ],
    [
      'is refused for a block that leaves the pod out',
      {
        egress: [
          {
            to: [
              { ipBlock: { cidr: '10.0.0.0/8', except: ['10.244.0.0/16'] } },
            ],
          },
        ],
      },
      'refused',
    ],
  ])('%s', (_, spec, expected) => {
    expect(answer([egress(spec)], { via: ['172.20.0.10'] })).toBe(expected);
  });

  it('matters although the receiver allows it', () => {
    const open = ingress(undefined);
    expect(verdict([open, egress({ policyTypes: ['Egress'] })])).toMatchObject({
      direction: 'egress',
    });
  });
});

describe('peers of a rule', () => {
  it.each<[string, NetworkPolicyPeer[] | undefined, string]>([
    ['nobody in particular', undefined, 'allowed'],
    ['an empty list', [], 'allowed'],
    ['pods of the policy’s namespace', [fromPods({ app: 'web' })], 'refused'],
    ['the namespace', [fromTeam('portal')], 'allowed'],
    ['another namespace', [fromTeam('orders')], 'refused'],
    ['all namespaces', [{ namespaceSelector: {} }], 'allowed'],
    [
      'pods of the namespace, in one entry',
      [{ ...fromTeam('portal'), ...fromPods({ app: 'other' }) }],
      'refused',
    ],
    [
      'pods or the namespace, in two entries',
      [fromTeam('portal'), fromPods({ app: 'other' })],
      'allowed',
    ],
    [
      'the namespace by its own name',
      [
        {
          namespaceSelector: {
            matchLabels: { 'kubernetes.io/metadata.name': 'front' },
          },
        },
      ],
      'allowed',
    ],
    ['an entry without content', [{}], 'refused'],
  ])('%s', (_, from, expected) => {
    expect(answer([ingress(from)])).toBe(expected);
  });

  it('reach pods of the own namespace by their labels', () => {
    const rule = ingress([fromPods({ app: 'db' })]);
    expect(answer([rule], { from: DB })).toBe('allowed');
  });
});

describe('ports of a rule', () => {
  it.each<[string, NetworkPolicyPort[] | undefined, string]>([
    ['no list', undefined, 'allowed'],
    ['the number', [{ port: 8080 }], 'allowed'],
    ['another number', [{ port: 80 }], 'refused'],
    [
      'the number of another protocol',
      [{ port: 8080, protocol: 'UDP' }],
      'refused',
    ],
    ['every port of the protocol', [{ protocol: 'TCP' }], 'allowed'],
    ['every port of another protocol', [{ protocol: 'UDP' }], 'refused'],
    ['a range', [{ port: 8000, endPort: 8080 }], 'allowed'],
    ['a range below', [{ port: 8000, endPort: 8079 }], 'refused'],
    ['the name', [{ port: 'api' }], 'allowed'],
    ['another name', [{ port: 'http' }], 'refused'],
    ['one of several', [{ port: 80 }, { port: 8080 }], 'allowed'],
  ])('%s', (_, ports, expected) => {
    expect(answer([ingress(undefined, ports)])).toBe(expected);
  });
});

describe('what is not known', () => {
  const host = { hostNetwork: true };
  it.each<[string, Ingredient[], Partial<Connection>, string]>([
    ['unread policies', [unreadKind('NetworkPolicy')], {}, 'unknown'],
    [
      'policies that were read in part and refuse',
      [policy({}), unreadKind('NetworkPolicy', 'partial')],
      {},
      'unknown',
    ],
    [
      'a sender on the node’s network',
      [policy({})],
      { from: pod('agent', 'front', {}, host) },
      'unknown',
    ],
    [
      'a receiver on the node’s network that is not isolated',
      [],
      { to: pod('agent', 'shop', {}, host) },
      'allowed',
    ],
    [
      'a namespace whose labels are unread',
      [ingress([fromTeam('portal')]), unreadKind('Namespace')],
      { from: pod('job', 'batch', {}) },
      'unknown',
    ],
  ])('%s', (_, ingredients, connection, expected) => {
    expect(answer(ingredients, connection)).toBe(expected);
  });

  it('is nothing where a pod calls itself', () => {
    expect(answer([policy({})], { from: CART })).toBe('allowed');
  });
});
