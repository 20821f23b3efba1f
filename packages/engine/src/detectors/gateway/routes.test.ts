import { minutes, seconds } from '../../snapshot/durations';
import {
  Ingredient,
  ago,
  condition,
  detectorRunner,
  object,
  unreadKind,
} from '../../testing';
import { gatewayDetectors } from '.';
import { gateway, gatewayClass, listener, route } from './testGateways';

const run = detectorRunner(...gatewayDetectors);
const told = (ingredients: readonly Ingredient[]) =>
  run(ingredients).map(({ detector, subject, key = '', severity }) =>
    `${detector} ${subject.kind}/${subject.name} ${key} ${severity}`.replace(
      / {2,}/g,
      ' ',
    ),
  );

const service = (name = 'cart', namespace = 'shop') =>
  object(
    'Service',
    name,
    { spec: { ports: [{ name: 'http', port: 80 }] } },
    { namespace },
  );
const namespace = (name: string, labels: Record<string, string>) =>
  object('Namespace', name, {}, { labels });
const admits = (from: string, rest: object = {}) =>
  listener({ allowedRoutes: { namespaces: { from, ...rest } } });
const refused = [condition('Accepted', 'False', 'NotAllowedByListeners')];
const edge = [gatewayClass(), service()];

describe('parents of routes', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a Gateway that does not exist',
      [gateway(), route({ parents: [{ name: 'pubic' }], conditions: [] })],
      'route.parent-missing HTTPRoute/cart Gateway/pubic high',
    ],
    [
      'a Service of a mesh that does not exist',
      [
        gateway(),
        route({
          parents: [{ group: '', kind: 'Service', name: 'kart' }],
          conditions: [],
        }),
      ],
      'route.parent-missing HTTPRoute/cart Service/kart high',
    ],
    [
      'a section that the Gateway lacks',
      [
        gateway(),
        route({
          parents: [{ name: 'public', sectionName: 'https' }],
          conditions: refused,
        }),
      ],
      'route.listener-unmatched HTTPRoute/cart Gateway/public:https high',
    ],
    [
      'a port that the Gateway lacks',
      [
        gateway(),
        route({
          parents: [{ name: 'public', port: 8080 }],
          conditions: refused,
        }),
      ],
      'route.listener-unmatched HTTPRoute/cart Gateway/public:8080 high',
    ],
    [
      'host names without a listener',
      [
        gateway({ listeners: [listener({ hostname: '*.example.com' })] }),
        route({ hostnames: ['cart.example.org'], conditions: refused }),
      ],
      'route.listener-unmatched HTTPRoute/cart Gateway/public high',
    ],
    [
      'another namespace',
      [
        gateway({ namespace: 'edge' }),
        route({
          parents: [{ name: 'public', namespace: 'edge' }],
          conditions: refused,
        }),
      ],
      'route.not-allowed HTTPRoute/cart Gateway/edge/public high',
    ],
    [
      'a namespace without the label',
      [
        gateway({
          listeners: [
            admits('Selector', {
              selector: { matchLabels: { exposed: 'yes' } },
            }),
          ],
        }),
        namespace('shop', { exposed: 'no' }),
        route({ conditions: refused }),
      ],
      'route.not-allowed HTTPRoute/cart Gateway/public high',
    ],
    [
      'another kind of route',
      [
        gateway({
          listeners: [
            listener({ allowedRoutes: { kinds: [{ kind: 'GRPCRoute' }] } }),
          ],
        }),
        route({ conditions: refused }),
      ],
      'route.not-allowed HTTPRoute/cart Gateway/public high',
    ],
    [
      'a protocol that fits no such route',
      [gateway(), route({ kind: 'TCPRoute', conditions: refused })],
      'route.not-allowed TCPRoute/cart Gateway/public high',
    ],
    [
      'a refusal for other reasons',
      [
        gateway(),
        route({
          conditions: [condition('Accepted', 'False', 'IncompatibleFilters')],
        }),
      ],
      'route.not-accepted HTTPRoute/cart Gateway/public high',
    ],
    [
      'references that the controller cannot resolve',
      [
        gateway(),
        route({
          conditions: [
            condition('Accepted', 'True', 'Accepted'),
            condition('ResolvedRefs', 'False', 'InvalidKind'),
          ],
        }),
      ],
      'route.not-accepted HTTPRoute/cart Gateway/public high',
    ],
    [
      'a route that no controller takes up',
      [gateway(), route({ conditions: [] })],
      'route.unclaimed HTTPRoute/cart medium',
    ],
  ])('tells of %s', (_, ingredients, expected) => {
    expect(told([...edge, ...ingredients])).toEqual([expected]);
  });

  it('shows what the listeners say', () => {
    const [found] = run([
      ...edge,
      gateway({ namespace: 'edge', listeners: [admits('Same')] }),
      route({
        parents: [{ name: 'public', namespace: 'edge' }],
        conditions: refused,
      }),
    ]);
    expect(found.evidence).toContainEqual(
      expect.objectContaining({
        path: 'spec.listeners[0].allowedRoutes',
        value: { namespaces: { from: 'Same' } },
      }),
    );
    expect(found.symptoms.map(each => each.detector)).toEqual([
      'route.not-accepted',
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['a route that is taken', [gateway(), route()]],
    [
      'a host name below a wildcard',
      [
        gateway({ listeners: [listener({ hostname: '*.example.com' })] }),
        route({
          hostnames: ['a.b.example.com'],
          conditions: [condition('Accepted', 'Unknown', 'Pending')],
        }),
      ],
    ],
    [
      'what the controller accepts for reasons of its own',
      [gateway(), route({ parents: [{ name: 'public', sectionName: 'x' }] })],
    ],
    [
      'all namespaces',
      [
        gateway({ namespace: 'edge', listeners: [admits('All')] }),
        route({ parents: [{ name: 'public', namespace: 'edge' }] }),
      ],
    ],
    [
      'namespaces that were not read',
      [
        gateway({
          namespace: 'edge',
          listeners: [
            admits('Selector', {
              selector: { matchLabels: { exposed: 'yes' } },
            }),
          ],
        }),
        route({ parents: [{ name: 'public', namespace: 'edge' }] }),
        unreadKind('Namespace'),
      ],
    ],
    [
      'a parent of another kind',
      [
        gateway(),
        route({ parents: [{ group: 'x.io', kind: 'Mesh', name: 'm' }] }),
      ],
    ],
    [
      'Gateways that were read in part',
      [
        route({ parents: [{ name: 'gone' }] }),
        unreadKind('Gateway.gateway.networking.k8s.io', 'partial'),
      ],
    ],
    [
      'a route of this moment',
      [gateway(), route({ conditions: [], age: seconds(20) })],
    ],
    [
      'a route of these minutes',
      [gateway(), route({ conditions: [], age: minutes(3) })],
    ],
    [
      'a route whose Gateway is not taken up either',
      [gateway({ conditions: [] }), route({ conditions: [] })],
    ],
    [
      'a route that is being deleted',
      [
        gateway(),
        route({
          parents: [{ name: 'gone' }],
          metadata: { deletionTimestamp: ago(0) },
        }),
      ],
    ],
    [
      'a refusal of an earlier spec',
      [
        gateway(),
        route({
          conditions: [
            condition('Accepted', 'False', 'UnsupportedValue', {
              observedGeneration: 1,
            }),
          ],
          metadata: { generation: 2 },
        }),
      ],
    ],
    [
      'parents that are no list',
      [gateway(), route({ parents: {} as never, conditions: [] })],
    ],
  ])('accepts %s', (_, ingredients) => {
    expect(told([...edge, ...ingredients])).toEqual([]);
  });
});
