import { seconds } from '../../snapshot/durations';
import { Ingredient, ago, object, unreadKind } from '../../testing';
import { istio, pod, told, virtualService } from './testMesh';

const SELECTOR = { istio: 'ingressgateway' };
const ingressGateway = pod('ingress', SELECTOR, {
  namespace: 'istio-system',
  containers: [
    { name: 'istio-proxy', ports: [{ name: 'web', containerPort: 8080 }] },
  ],
});
const ingressService = object(
  'Service',
  'ingress',
  {
    spec: {
      selector: SELECTOR,
      ports: [
        { name: 'http', port: 80, targetPort: 'web' },
        { name: 'https', port: 443, targetPort: 8443 },
      ],
    },
  },
  { namespace: 'istio-system' },
);
const edge = [ingressGateway, ingressService];

interface Fields {
  selector?: object;
  server?: object;
  hosts?: readonly string[];
  age?: number;
  metadata?: Record<string, unknown>;
}

const gateway = ({
  selector = SELECTOR,
  server,
  hosts,
  age,
  metadata,
}: Fields = {}) =>
  istio(
    'gateway',
    'public',
    {
      selector,
      servers: [
        {
          port: { number: 80, name: 'http', protocol: 'HTTP' },
          hosts: hosts ?? ['*.example.com'],
          ...server,
        },
      ],
    },
    { age, metadata },
  );
const tls = (fields: object) => ({
  port: { number: 443, name: 'https', protocol: 'HTTPS' },
  tls: { mode: 'SIMPLE', ...fields },
});

describe('Gateways of Istio', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'one that selects no pod',
      [gateway({ selector: { istio: 'ingres' } })],
      'istio.gateway-selects-nothing Gateway/public high',
    ],
    [
      'a certificate that is not where the proxy is',
      [
        gateway({ server: tls({ credentialName: 'web-tls' }) }),
        object('Secret', 'web-tls'),
      ],
      'istio.gateway-credential-missing Gateway/public web-tls high',
    ],
    [
      'a port that no Service has',
      [gateway({ server: { port: { number: 9090 } } })],
      'istio.gateway-port-not-exposed Gateway/public 9090 high',
    ],
  ])('are told of for %s', (_, ingredients, expected) => {
    expect(told([...edge, ...ingredients])).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    ['a port of the Service', [...edge, gateway()]],
    [
      'a port of the pods',
      [...edge, gateway({ server: { port: { number: 8080 } } })],
    ],
    [
      'a port number of the pods',
      [...edge, gateway({ server: { port: { number: 8443 } } })],
    ],
    ['pods that no Service selects', [ingressGateway, gateway()]],
    [
      'Services that were not read',
      [ingressGateway, gateway(), unreadKind('Service')],
    ],
    [
      'pods on the network of their nodes',
      [
        pod('host', SELECTOR, {
          namespace: 'istio-system',
          spec: { hostNetwork: true },
        }),
        ingressService,
        gateway({ server: { port: { number: 9090 } } }),
      ],
    ],
    ['all proxies', [...edge, gateway({ selector: {} })]],
    ['pods that were read in part', [gateway(), unreadKind('Pod', 'partial')]],
    [
      'a workload without pods, which is told of itself',
      [
        object('Deployment', 'ingress', {
          spec: { replicas: 0, template: { metadata: { labels: SELECTOR } } },
        }),
        gateway(),
      ],
    ],
    [
      'a certificate that is there',
      [
        ...edge,
        gateway({ server: tls({ credentialName: 'web-tls' }) }),
        object('Secret', 'web-tls', {}, { namespace: 'istio-system' }),
      ],
    ],
    [
      'Secrets that were not read',
      [
        ...edge,
        gateway({ server: tls({ credentialName: 'x' }) }),
        unreadKind('Secret'),
      ],
    ],
    [
      'TLS that passes through',
      [
        ...edge,
        gateway({ server: tls({ mode: 'PASSTHROUGH', credentialName: 'x' }) }),
      ],
    ],
    [
      'certificates of the mesh',
      [...edge, gateway({ server: tls({ mode: 'ISTIO_MUTUAL' }) })],
    ],
    [
      'another source of certificates',
      [...edge, gateway({ server: tls({ credentialName: 'vault://web' }) })],
    ],
    ['one of this moment', [gateway({ age: seconds(30) })]],
    [
      'one that is being deleted',
      [gateway({ metadata: { deletionTimestamp: ago(0) } })],
    ],
    [
      'servers that are none',
      [
        ...edge,
        istio('gateway', 'odd', { selector: SELECTOR, servers: 'all' }),
      ],
    ],
  ])('are accepted for %s', (_, ingredients) => {
    expect(told(ingredients)).toEqual([]);
  });
});

describe('Gateways that VirtualServices name', () => {
  const bound = (
    gateways: unknown,
    hosts: readonly string[] = ['cart.example.com'],
  ) => virtualService({ gateways, hosts });

  it.each<[string, Ingredient[], string]>([
    [
      'one that does not exist',
      [bound(['pubic'])],
      'istio.route-gateway-missing VirtualService/cart pubic high',
    ],
    [
      'one of another namespace that does not exist',
      [bound(['edge/public'])],
      'istio.route-gateway-missing VirtualService/cart edge/public high',
    ],
    [
      'hosts that it does not carry',
      [bound(['public'], ['cart.example.org'])],
      'istio.route-host-not-on-gateway VirtualService/cart public medium',
    ],
    [
      'hosts that it carries for another namespace',
      [bound(['public']), gateway({ hosts: ['blog/*.example.com'] })],
      'istio.route-host-not-on-gateway VirtualService/cart public medium',
    ],
  ])('are told of for %s', (_, ingredients, expected) => {
    expect(told([...edge, ...ingredients, gateway()])).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    ['the same name', [bound(['public']), gateway()]],
    ['the own namespace', [bound(['./public', 'shop/public']), gateway()]],
    ['the mesh', [bound(['mesh'])]],
    ['no Gateway', [bound(undefined)]],
    ['any host', [bound(['public'], ['*']), gateway()]],
    [
      'hosts of the own namespace',
      [bound(['public']), gateway({ hosts: ['./cart.example.com'] })],
    ],
    ['the older spelling', [bound(['public.shop.svc.cluster.local'])]],
    [
      'Gateways that were not read',
      [bound(['gone']), unreadKind('Gateway.networking.istio.io', 'partial')],
    ],
  ])('are accepted for %s', (_, ingredients) => {
    expect(told([...edge, ...ingredients])).toEqual([]);
  });
});
