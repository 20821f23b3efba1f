import { Ingredient, object, unreadKind } from '../../testing';
import { istio, pod, routeTo, service, told, virtualService } from './testMesh';

const rule = (subsets: unknown, host = 'cart') =>
  istio('destinationRule', 'cart', { host, subsets });
const entry = (...hosts: string[]) =>
  istio('serviceEntry', 'outside', { hosts, ports: [{ number: 443 }] });
const stable = { name: 'stable', labels: { version: 'v1' } };
const cart = [service(), pod('cart-1', { app: 'cart', version: 'v1' })];

describe('destinations of the mesh', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a Service that does not exist',
      [routeTo({ host: 'kart' })],
      'istio.destination-host-missing VirtualService/cart kart high',
    ],
    [
      'a full name that does not exist',
      [routeTo({ host: 'cart.blog.svc.cluster.local' })],
      'istio.destination-host-missing VirtualService/cart cart.blog.svc.cluster.local high',
    ],
    [
      'a host outside without an entry',
      [routeTo({ host: 'pay.example.com' }), entry('api.example.com')],
      'istio.destination-host-missing VirtualService/cart pay.example.com high',
    ],
    [
      'a rule for a host that does not exist',
      [rule([], 'kart')],
      'istio.destination-host-missing DestinationRule/cart kart low',
    ],
    [
      'a port that the Service lacks',
      [routeTo({ host: 'cart', port: { number: 8080 } })],
      'istio.destination-port-missing VirtualService/cart cart:8080 high',
    ],
    [
      'a port that the entry lacks',
      [
        routeTo({ host: 'api.example.com', port: { number: 80 } }),
        entry('api.example.com'),
      ],
      'istio.destination-port-missing VirtualService/cart api.example.com:80 high',
    ],
    [
      'a subset that no rule defines',
      [routeTo({ host: 'cart', subset: 'canary' }), rule([stable])],
      'istio.subset-undefined VirtualService/cart cart/canary high',
    ],
    [
      'a subset without any rule',
      [routeTo({ host: 'cart', subset: 'canary' })],
      'istio.subset-undefined VirtualService/cart cart/canary high',
    ],
    [
      'a subset that no pod belongs to',
      [
        routeTo({ host: 'cart', subset: 'canary' }),
        rule([stable, { name: 'canary', labels: { version: 'v2' } }]),
      ],
      'istio.subset-empty DestinationRule/cart canary high',
    ],
    [
      'faults on purpose',
      [
        virtualService({
          http: [
            {
              fault: { abort: { percentage: { value: 10 }, httpStatus: 500 } },
            },
          ],
        }),
      ],
      'istio.fault-injection-active VirtualService/cart medium',
    ],
  ])('are told of for %s', (_, ingredients, expected) => {
    expect(told([...cart, ...ingredients])).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    ['a Service', [routeTo({ host: 'cart', port: { number: 80 } })]],
    ['a full name', [routeTo({ host: 'cart.shop.svc.cluster.local' })]],
    [
      'a host of an entry',
      [routeTo({ host: 'api.example.com' }), entry('api.example.com')],
    ],
    [
      'a wildcard of an entry',
      [routeTo({ host: 'api.example.com' }), entry('*.example.com')],
    ],
    [
      'entries that were not read',
      [
        routeTo({ host: 'kart' }),
        unreadKind('ServiceEntry.networking.istio.io'),
      ],
    ],
    [
      'a mesh of several clusters',
      [
        routeTo({ host: 'kart' }),
        object(
          'Secret',
          'remote',
          {},
          { labels: { 'istio/multiCluster': 'true' } },
        ),
      ],
    ],
    [
      'a port that was called',
      [
        routeTo({ host: 'web' }),
        object('Service', 'web', {
          spec: { ports: [{ port: 80 }, { port: 81 }] },
        }),
      ],
    ],
    ['a wildcard', [rule([], '*.example.com')]],
    [
      'a subset with pods',
      [routeTo({ host: 'cart', subset: 'stable' }), rule([stable])],
    ],
    [
      'a subset that a rule of a wildcard defines',
      [
        routeTo({ host: 'cart', subset: 'stable' }),
        rule([stable], '*.shop.svc.cluster.local'),
      ],
    ],
    [
      'an empty subset without traffic',
      [
        virtualService({
          http: [
            {
              route: [
                {
                  destination: { host: 'cart', subset: 'stable' },
                  weight: 100,
                },
                { destination: { host: 'cart', subset: 'canary' }, weight: 0 },
              ],
            },
          ],
        }),
        rule([stable, { name: 'canary', labels: { version: 'v2' } }]),
      ],
    ],
    [
      'rules that were read in part',
      [
        routeTo({ host: 'cart', subset: 'canary' }),
        unreadKind('DestinationRule.networking.istio.io', 'partial'),
      ],
    ],
    [
      'pods that were not read',
      [
        routeTo({ host: 'cart', subset: 'canary' }),
        rule([{ name: 'canary', labels: { version: 'v2' } }]),
        unreadKind('Pod', 'partial'),
      ],
    ],
    [
      'a fault without a percentage',
      [virtualService({ http: [{ fault: { delay: { fixedDelay: '5s' } } }] })],
    ],
    [
      'a fault of zero percent',
      [
        virtualService({
          http: [{ fault: { abort: { percentage: { value: 0 } } } }],
        }),
      ],
    ],
    [
      'routes that are none',
      [virtualService({ http: [null, { route: 'all' }] })],
    ],
  ])('are accepted for %s', (_, ingredients) => {
    expect(told([...cart, ...ingredients])).toEqual([]);
  });
});
