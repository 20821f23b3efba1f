import { hours } from '../../snapshot/durations';
import { Ingredient, unreadKind } from '../../testing';
import { istio, pod, service, told } from './testMesh';

const meshed = pod(
  'cart-1',
  { app: 'cart' },
  {
    containers: [{ name: 'app' }, { name: 'istio-proxy' }],
  },
);
const rule = (mode: string, rest: object = {}) =>
  istio('destinationRule', 'cart', {
    host: 'cart',
    trafficPolicy: { tls: { mode } },
    ...rest,
  });
const demand = (
  mode: string,
  fields: object = {},
  options: { namespace?: string; name?: string; age?: number } = {},
) =>
  istio(
    'peerAuthentication',
    options.name ?? 'default',
    { mtls: { mode }, ...fields },
    options,
  );
const cart = [service(), meshed];
const ofCart = { selector: { matchLabels: { app: 'cart' } } };

describe('istio.mtls-conflict', () => {
  it.each<[string, Ingredient[]]>([
    ['plain text against the namespace', [rule('DISABLE'), demand('STRICT')]],
    [
      'other TLS against the mesh',
      [rule('SIMPLE'), demand('STRICT', {}, { namespace: 'istio-system' })],
    ],
    [
      'plain text against the workload',
      [
        rule('DISABLE'),
        demand('PERMISSIVE'),
        demand('STRICT', ofCart, { name: 'cart' }),
      ],
    ],
    [
      'a namespace that leaves it to the mesh',
      [
        rule('DISABLE'),
        demand('UNSET'),
        demand('STRICT', {}, { namespace: 'istio-system' }),
      ],
    ],
    [
      'the older of two',
      [
        rule('DISABLE'),
        demand('PERMISSIVE'),
        demand('STRICT', {}, { name: 'first', age: hours(5) }),
      ],
    ],
  ])('speaks of %s', (_, ingredients) => {
    expect(told([...cart, ...ingredients])).toEqual([
      'istio.mtls-conflict DestinationRule/cart Service shop/cart high',
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['the mesh’s own mode', [...cart, rule('ISTIO_MUTUAL'), demand('STRICT')]],
    ['pods that take both', [...cart, rule('DISABLE'), demand('PERMISSIVE')]],
    ['no demand', [...cart, rule('DISABLE')]],
    [
      'a workload that is exempt',
      [
        ...cart,
        rule('DISABLE'),
        demand('STRICT'),
        demand('PERMISSIVE', ofCart, { name: 'cart' }),
      ],
    ],
    [
      'the demand of another namespace',
      [...cart, rule('DISABLE'), demand('STRICT', {}, { namespace: 'blog' })],
    ],
    [
      'ports of their own',
      [
        ...cart,
        rule('DISABLE'),
        demand('STRICT', { portLevelMtls: { 80: { mode: 'DISABLE' } } }),
      ],
    ],
    [
      'rules by port',
      [
        ...cart,
        rule('DISABLE', {
          trafficPolicy: { tls: { mode: 'DISABLE' }, portLevelSettings: [{}] },
        }),
        demand('STRICT'),
      ],
    ],
    [
      'pods without the proxy',
      [
        service(),
        pod('cart-1', { app: 'cart' }),
        rule('DISABLE'),
        demand('STRICT'),
      ],
    ],
    [
      'demands that were not read',
      [
        ...cart,
        rule('DISABLE'),
        unreadKind('PeerAuthentication.security.istio.io'),
      ],
    ],
    ['a Service without pods', [service(), rule('DISABLE'), demand('STRICT')]],
  ])('is silent for %s', (_, ingredients) => {
    expect(told(ingredients)).toEqual([]);
  });
});
