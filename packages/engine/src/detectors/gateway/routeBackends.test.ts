import { Ingredient, detectorRunner, object, unreadKind } from '../../testing';
import { gatewayDetectors } from '.';
import { gateway, gatewayClass, grant, route } from './testGateways';

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
const edge = [gatewayClass(), service()];

describe('backends of routes', () => {
  const payment = { name: 'pay', namespace: 'payment', port: 80 };

  it.each<[string, Ingredient[], string]>([
    [
      'a Service that does not exist',
      [route({ backends: [{ name: 'kart', port: 80 }] })],
      'route.backend-missing HTTPRoute/cart kart high',
    ],
    [
      'a missing Service that gets no requests yet',
      [
        route({
          backends: [
            { name: 'cart', port: 80 },
            { name: 'next', port: 80, weight: 0 },
          ],
        }),
      ],
      'route.backend-missing HTTPRoute/cart next low',
    ],
    [
      'a port that the Service lacks',
      [route({ kind: 'GRPCRoute', backends: [{ name: 'cart', port: 8080 }] })],
      'route.backend-port-missing GRPCRoute/cart cart:8080 high',
    ],
    [
      'the target of a mirror',
      [
        route({
          rules: [
            {
              filters: [
                {
                  type: 'RequestMirror',
                  requestMirror: { backendRef: { name: 'shadow', port: 80 } },
                },
              ],
              backendRefs: [{ name: 'cart', port: 80 }],
            },
          ],
        }),
      ],
      'route.backend-missing HTTPRoute/cart shadow high',
    ],
    [
      'another namespace without a grant',
      [route({ backends: [payment] }), service('pay', 'payment')],
      'route.reference-not-granted HTTPRoute/cart payment/pay high',
    ],
    [
      'a grant for another namespace',
      [
        route({ backends: [payment] }),
        service('pay', 'payment'),
        grant({ kind: 'HTTPRoute', namespace: 'blog' }, { kind: 'Service' }),
      ],
      'route.reference-not-granted HTTPRoute/cart payment/pay high',
    ],
    [
      'weights that are all zero',
      [route({ backends: [{ name: 'cart', port: 80, weight: 0 }] })],
      'route.no-weight HTTPRoute/cart cart high',
    ],
  ])('tells of %s', (_, ingredients, expected) => {
    expect(told([...edge, gateway(), ...ingredients])).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a granted backend of another namespace',
      [
        route({ backends: [payment] }),
        service('pay', 'payment'),
        grant(
          { kind: 'HTTPRoute', namespace: 'shop' },
          { kind: 'Service', name: 'pay' },
        ),
      ],
    ],
    [
      'grants that were not read',
      [
        route({ backends: [payment] }),
        service('pay', 'payment'),
        unreadKind('ReferenceGrant.gateway.networking.k8s.io'),
      ],
    ],
    [
      'Services that were not read',
      [route({ backends: [{ name: 'x', port: 80 }] }), unreadKind('Service')],
    ],
    [
      'backends of other kinds',
      [route({ backends: [{ group: 'x.io', kind: 'Bucket', name: 'b' }] })],
    ],
    [
      'a Service that leads out of the cluster',
      [
        route({ backends: [{ name: 'out', port: 443 }] }),
        object('Service', 'out', {
          spec: { type: 'ExternalName', externalName: 'shop.example.org' },
        }),
      ],
    ],
    [
      'a redirect',
      [
        route({
          rules: [
            {
              filters: [{ type: 'RequestRedirect' }],
              backendRefs: [{ name: 'cart', port: 80, weight: 0 }],
            },
          ],
        }),
      ],
    ],
    [
      'a rollout that has moved all weight to the new version',
      [
        route({
          backends: [
            { name: 'cart', port: 80, weight: 0 },
            { name: 'next', port: 80, weight: 100 },
          ],
        }),
        service('next'),
      ],
    ],
    ['a rule without backends', [route({ rules: [{}] })]],
    ['rules that are none', [route({ rules: 'all' as never })]],
  ])('accepts %s', (_, ingredients) => {
    expect(told([...edge, gateway(), ...ingredients])).toEqual([]);
  });
});
