import { minutes, seconds } from '../../snapshot/durations';
import { ago, object, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { ingressDetectors } from '.';

const run = detectorRunner(...ingressDetectors);
const told = (ingredients: readonly Ingredient[]) =>
  run(ingredients).map(({ detector, subject, key = '', severity }) =>
    `${detector} ${subject.name} ${key} ${severity}`.replace(/ {2,}/g, ' '),
  );

const ADDRESS = { loadBalancer: { ingress: [{ ip: '192.0.2.7' }] } };
const nginx = object('IngressClass', 'nginx', {
  spec: { controller: 'k8s.io/ingress-nginx' },
});
const cart = object('Service', 'cart', {
  spec: { ports: [{ name: 'http', port: 80 }] },
});

function ingress(
  fields: {
    spec?: Record<string, unknown>;
    port?: Record<string, unknown>;
    service?: string;
    status?: Record<string, unknown>;
    age?: number;
    name?: string;
    annotations?: Record<string, string>;
    deleted?: boolean;
  } = {},
) {
  const { service = 'cart', port = { number: 80 }, annotations } = fields;
  const backend = { service: { name: service, port } };
  return object(
    'Ingress',
    fields.name ?? 'web',
    {
      spec: {
        ingressClassName: 'nginx',
        rules: [{ http: { paths: [{ path: '/', backend }] } }],
        ...fields.spec,
      },
      status: fields.status ?? ADDRESS,
    },
    {
      age: fields.age,
      metadata: {
        ...(annotations ? { annotations } : {}),
        ...(fields.deleted ? { deletionTimestamp: ago(0) } : {}),
      },
    },
  );
}

const controllerPod = (ready: string) =>
  object('Pod', 'controller', {
    spec: {
      containers: [
        {
          name: 'controller',
          image: 'registry.example.org/ingress-nginx/controller:v1.12.0',
        },
      ],
    },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: ready }],
    },
  });

describe('backends', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a Service that does not exist',
      [ingress({ service: 'kart' }), cart],
      'ingress.backend-service-missing web kart high',
    ],
    [
      'a default backend that does not exist',
      [
        ingress({
          spec: { defaultBackend: { service: { name: 'gone', port: {} } } },
        }),
        cart,
      ],
      'ingress.backend-service-missing web gone high',
    ],
    [
      'a port number that the Service lacks',
      [ingress({ port: { number: 8080 } }), cart],
      'ingress.backend-port-missing web cart:8080 high',
    ],
    [
      'a port name that the Service lacks',
      [ingress({ port: { name: 'https' } }), cart],
      'ingress.backend-port-missing web cart:https high',
    ],
    [
      'an object of a kind that was read',
      [
        ingress({
          spec: {
            rules: [],
            defaultBackend: {
              resource: {
                apiGroup: 'k8s.example.com',
                kind: 'Bucket',
                name: 'assets',
              },
            },
          },
        }),
        {
          apiVersion: 'k8s.example.com/v1',
          kind: 'Bucket',
          metadata: { name: 'other', namespace: 'shop' },
        },
      ],
      'ingress.backend-resource-missing web Bucket/assets medium',
    ],
  ])('tells of %s', (_, ingredients, expected) => {
    expect(told([nginx, ...ingredients])).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    ['a port by number', [ingress(), cart]],
    ['a port by name', [ingress({ port: { name: 'http' } }), cart]],
    [
      'an ExternalName Service, which needs no ports',
      [
        ingress({ port: { number: 443 } }),
        object('Service', 'cart', {
          spec: { type: 'ExternalName', externalName: 'cart.example.org' },
        }),
      ],
    ],
    [
      'a backend that annotations describe',
      [ingress({ service: 'redirect', port: { name: 'use-annotation' } })],
    ],
    [
      'an action of the load balancer',
      [
        ingress({
          service: 'redirect',
          annotations: { 'alb.ingress.kubernetes.io/actions.redirect': '{}' },
        }),
      ],
    ],
    ['Services that may not be read', [ingress(), unreadKind('Service')]],
    ['an Ingress of this moment', [ingress({ age: seconds(20) })]],
    ['an Ingress that is being deleted', [ingress({ deleted: true })]],
    [
      'a backend object of a kind that nobody read',
      [
        ingress({
          spec: {
            rules: [],
            defaultBackend: {
              resource: { apiGroup: 'x.io', kind: 'Bucket', name: 'a' },
            },
          },
        }),
      ],
    ],
  ])('accepts %s', (_, ingredients) => {
    expect(told([nginx, ...ingredients])).toEqual([]);
  });

  it('tells of a Service once, with every path', () => {
    const paths = ['/a', '/b'].map(path => ({
      path,
      backend: { service: { name: 'gone', port: { number: 80 } } },
    }));
    expect(
      told([nginx, ingress({ spec: { rules: [{ http: { paths } }] } })]),
    ).toEqual(['ingress.backend-service-missing web gone high']);
  });
});

describe('classes', () => {
  const pending = (rest: Parameters<typeof ingress>[0] = {}) =>
    ingress({ status: {}, ...rest });
  const classless = (rest: Parameters<typeof ingress>[0] = {}) =>
    pending({ ...rest, spec: { ingressClassName: undefined } });
  const served = ingress({ name: 'served' });

  it.each<[string, Ingredient[], string]>([
    [
      'a class that does not exist',
      [pending({ spec: { ingressClassName: 'ngnix' } }), nginx],
      'ingress.class-missing web ngnix high',
    ],
    [
      'a class that does not exist, though a controller took the Ingress',
      [ingress({ spec: { ingressClassName: 'ngnix' } }), nginx],
      'ingress.class-missing web ngnix medium',
    ],
    [
      'an Ingress without class and no default',
      [classless(), nginx],
      'ingress.no-class web medium',
    ],
    [
      'an Ingress that its controller passes over',
      [pending(), served, nginx],
      'ingress.no-address web medium',
    ],
    [
      'a controller without pods',
      [pending(), nginx],
      'ingress.controller-absent nginx k8s.io/ingress-nginx high',
    ],
    [
      'a controller whose pods are not ready',
      [pending(), nginx, controllerPod('False')],
      'ingress.controller-absent nginx k8s.io/ingress-nginx high',
    ],
  ])('tells of %s', (_, ingredients, expected) => {
    expect(told([cart, ...ingredients])).toEqual([expected]);
  });

  const defaultClass = object('IngressClass', 'main', undefined, {
    metadata: {
      annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' },
    },
  });
  it.each<[string, Ingredient[]]>([
    ['a class that exists', [served, nginx]],
    ['unread classes', [pending(), unreadKind('IngressClass')]],
    [
      'a class by the old annotation',
      [classless({ annotations: { 'kubernetes.io/ingress.class': 'gce' } })],
    ],
    ['a default class', [classless(), defaultClass]],
    [
      'a controller that takes Ingresses without class',
      [ingress({ spec: { ingressClassName: undefined } }), nginx],
    ],
    ['a young Ingress without class', [classless({ age: minutes(4) }), nginx]],
    ['a young Ingress', [pending({ age: minutes(9) }), served, nginx]],
    [
      'a controller that publishes no addresses',
      [pending(), nginx, controllerPod('True')],
    ],
    [
      'a controller that nobody knows',
      [
        pending({ spec: { ingressClassName: 'cloud' } }),
        object('IngressClass', 'cloud', { spec: { controller: 'cloud/lb' } }),
      ],
    ],
    [
      'a controller whose pods may not be read',
      [pending(), nginx, unreadKind('Pod')],
    ],
  ])('accepts %s', (_, ingredients) => {
    expect(told([cart, ...ingredients])).toEqual([]);
  });
});

describe('TLS', () => {
  const secure = (rest: Parameters<typeof ingress>[0] = {}) =>
    ingress({ ...rest, spec: { tls: [{ secretName: 'web-tls' }] } });
  const secret = (fields: Record<string, unknown>) =>
    object('Secret', 'web-tls', fields);

  it.each<[string, Ingredient[]]>([
    ['a Secret that does not exist', [secure()]],
    [
      'a Secret without a private key',
      [secure(), secret({ type: 'Opaque', data: { 'tls.crt': '' } })],
    ],
    [
      'a Secret that cert-manager has not made in an hour',
      [secure({ annotations: { 'cert-manager.io/issuer': 'main' } })],
    ],
  ])('tells of %s', (_, ingredients) => {
    expect(told([nginx, cart, ...ingredients])).toEqual([
      'ingress.tls-secret-missing web web-tls medium',
    ]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a certificate',
      [
        secure(),
        secret({
          type: 'kubernetes.io/tls',
          data: { 'tls.crt': '', 'tls.key': '' },
        }),
      ],
    ],
    [
      'a certificate in an opaque Secret',
      [
        secure(),
        secret({ type: 'Opaque', data: { 'tls.crt': '', 'tls.key': '' } }),
      ],
    ],
    ['Secrets that may not be read', [secure(), unreadKind('Secret')]],
    [
      'a Secret of which only the name was read',
      [
        secure(),
        secret({ type: 'Opaque' }),
        { kind: 'Secret', state: 'complete', metadataOnly: true },
      ],
    ],
    ["the controller's own certificate", [ingress({ spec: { tls: [{}] } })]],
    [
      'a Secret that cert-manager is making',
      [
        secure({
          age: minutes(10),
          annotations: { 'cert-manager.io/cluster-issuer': 'main' },
        }),
      ],
    ],
  ])('accepts %s', (_, ingredients) => {
    expect(told([nginx, cart, ...ingredients])).toEqual([]);
  });
});

it('tells in which words a load balancer refuses a port', () => {
  const port = { port: 443, protocol: 'TCP', error: 'PortTaken' };
  const status = {
    loadBalancer: { ingress: [{ ip: '192.0.2.7', ports: [port] }] },
  };
  expect(told([nginx, cart, ingress({ status })])).toEqual([
    'ingress.port-error web 443 medium',
  ]);
});
