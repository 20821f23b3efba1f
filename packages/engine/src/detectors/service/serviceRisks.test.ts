import { minutes } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { ago, object, ownedBy, unreadKind } from '../../testing/builders';
import { deployedPod } from '../../testing/deployedPod';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { appProtocol } from './appProtocol';
import { headlessPortRemap } from './headlessPortRemap';
import { localTraffic } from './localTraffic';
import { multiWorkload } from './multiWorkload';
import { singleEndpoint } from './singleEndpoint';

const run = detectorRunner(
  ...localTraffic,
  headlessPortRemap,
  multiWorkload,
  appProtocol,
  singleEndpoint,
);
const told = (objects: readonly Ingredient[], log?: string) =>
  run(objects, log ? new Map([['shop/cart-6d5f-x2x4z', log]]) : undefined).map(
    ({ detector, tier, severity, subject, key }) =>
      `${detector} ${tier} ${severity} ${subject.kind}/${subject.name}${key ? ` ${key}` : ''}`,
  );

const service = (spec: object = {}) =>
  object('Service', 'db', {
    spec: { selector: { app: 'db' }, ports: [{ port: 5432 }], ...spec },
  });

/** Deployment cart on node worker-1, which connects to Service db. */
const consumer = (value = 'tcp://db:5432') =>
  deployedPod({
    containers: { app: { spec: { env: [{ name: 'DB_URL', value }] } } },
  });

function backend(
  options: {
    name?: string;
    owner?: string;
    node?: string;
    ready?: boolean;
    age?: number;
    labels?: Record<string, string>;
    container?: object;
    kind?: 'Deployment' | 'StatefulSet' | 'Job';
  } = {},
): KnownKinds['Pod'] {
  const { owner = 'db', ready = true, age = minutes(30) } = options;
  const pod = object(
    'Pod',
    options.name ?? 'db-1',
    {
      spec: {
        nodeName: options.node ?? 'worker-2',
        containers: [{ name: 'app', ...options.container }],
      },
      status: {
        phase: 'Running',
        conditions: [
          {
            type: 'Ready',
            status: ready ? 'True' : 'False',
            lastTransitionTime: ago(age),
          },
        ],
      },
    } as object,
    { labels: { app: 'db', ...options.labels } },
  );
  return ownedBy(object(options.kind ?? 'Deployment', owner), pod);
}

const slice = (...nodes: string[]) =>
  object(
    'EndpointSlice',
    'db-1',
    {
      endpoints: nodes.map(nodeName => ({
        addresses: [],
        nodeName,
        conditions: { ready: true },
      })),
    },
    { labels: { 'kubernetes.io/service-name': 'db' } },
  );

const node = (name: string, spec: object = {}) =>
  object('Node', name, {
    spec,
    status: {
      conditions: [
        { type: 'Ready', status: 'True', lastTransitionTime: ago(minutes(40)) },
      ],
    },
  });

describe('traffic that stays on a node', () => {
  const LOCAL = service({ internalTrafficPolicy: 'Local' });
  const PORT = service({ type: 'NodePort', externalTrafficPolicy: 'Local' });
  const NODES = [node('worker-1'), node('worker-2')];
  const GAP = 'service.internal-local-gap problem medium Service/db';

  it.each<[string, Ingredient[], string[]]>([
    [
      'a consumer on a node without endpoint',
      [LOCAL, ...consumer(), slice('worker-2')],
      [GAP],
    ],
    [
      'a node port on a node without endpoint',
      [PORT, ...NODES, backend(), slice('worker-2')],
      ['service.external-local-gap risk low Service/db'],
    ],
  ])('is lost: %s', (_, objects, expected) => {
    expect(told(objects)).toEqual(expected);
  });

  it('is surely lost where the log tells so', () => {
    const objects = [LOCAL, ...consumer(), slice('worker-2')];
    expect(told(objects, 'dial tcp db:5432: i/o timeout')).toEqual([
      GAP.replace('medium', 'high'),
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['an endpoint on the node', [LOCAL, ...consumer(), slice('worker-1')]],
    ['no endpoint at all', [LOCAL, ...consumer(), slice()]],
    ['another policy', [service(), ...consumer(), slice('worker-2')]],
    [
      'a pod that is being replaced',
      [
        LOCAL,
        ...consumer(),
        slice('worker-2'),
        backend({ node: 'worker-1', ready: false, age: minutes(1) }),
      ],
    ],
    [
      'unread slices',
      [LOCAL, ...consumer(), slice('worker-2'), unreadKind('EndpointSlice')],
    ],
    [
      'a load balancer',
      [
        service({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' }),
        ...NODES,
        slice('worker-2'),
      ],
    ],
    [
      'nodes that take no pods',
      [
        PORT,
        node('worker-2'),
        node('cordoned', { unschedulable: true }),
        node('tainted', { taints: [{ key: 'x', effect: 'NoSchedule' }] }),
        slice('worker-2'),
      ],
    ],
    ['unread nodes', [PORT, ...NODES, slice('worker-2'), unreadKind('Node')]],
  ])('arrives, or may, with %s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });
});

describe('service.headless-port-remap', () => {
  const headless = (port: object) =>
    service({ clusterIP: 'None', ports: [{ port: 5432, ...port }] });
  const declaring = (containerPort: number) =>
    backend({ container: { ports: [{ containerPort }] } });
  const MAPPED = headless({ targetPort: 15432 });

  it('fires for a port that would have to be translated', () => {
    const objects = [MAPPED, ...consumer(), declaring(15432)];
    const expected = 'service.headless-port-remap risk medium Service/db 5432';
    expect(told(objects)).toEqual([expected]);
    expect(told(objects, 'connect db:5432: connection refused')).toEqual([
      expected.replace('risk medium', 'problem high'),
    ]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'the same port',
      [headless({ targetPort: 5432 }), ...consumer(), declaring(5432)],
    ],
    [
      'a port by name',
      [headless({ targetPort: 'sql' }), ...consumer(), declaring(15432)],
    ],
    ['pods that listen on both', [MAPPED, ...consumer(), declaring(5432)]],
    ['pods that declare nothing', [MAPPED, ...consumer(), backend()]],
    [
      'the target port in use',
      [MAPPED, ...consumer('tcp://db:15432'), declaring(15432)],
    ],
    ['nobody who uses it', [MAPPED, declaring(15432)]],
  ])('is silent for %s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });
});

describe('service.multi-workload', () => {
  const tier = service({ selector: { tier: 'data' } });
  const member = (app: string, options: Parameters<typeof backend>[0] = {}) =>
    backend({
      name: `${app}-1`,
      owner: app,
      ...options,
      labels: { app, tier: 'data', ...options.labels },
    });

  it('fires for pods of two applications', () => {
    const [found] = run([tier, member('db'), member('cache')]);
    expect(found).toMatchObject({
      detector: 'service.multi-workload',
      tier: 'risk',
      message:
        'Service shop/db selects pods of different applications: Deployment shop/cache, Deployment shop/db',
    });
  });

  it.each<[string, Ingredient[]]>([
    [
      'one application in two colours',
      [tier, member('db'), member('db', { name: 'db-2', owner: 'db-green' })],
    ],
    [
      'parts of one application',
      [
        tier,
        ...['reader', 'writer'].map(each =>
          member(each, { labels: { 'app.kubernetes.io/name': 'loki' } }),
        ),
      ],
    ],
    [
      'a headless Service',
      [
        service({ selector: { tier: 'data' }, clusterIP: 'None' }),
        member('db'),
        member('cache'),
      ],
    ],
    [
      'a pod that has just come',
      [tier, member('db'), member('cache', { age: minutes(2) })],
    ],
    ['pods of a Job', [tier, member('db'), member('cache', { kind: 'Job' })]],
  ])('is silent for %s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });
});

describe('service.app-protocol-conflict', () => {
  const port = (fields: object) =>
    service({ ports: [{ port: 443, targetPort: 8443, ...fields }] });
  const named = (name: string) =>
    backend({ container: { ports: [{ name, containerPort: 8443 }] } });
  const probed = (scheme?: string) =>
    backend({
      container: {
        ports: [{ name: 'web', containerPort: 8443 }],
        readinessProbe: { httpGet: { port: 'web', scheme } },
      },
    });

  it.each<[string, Ingredient[], string]>([
    ['names', [port({ name: 'https' }), named('http-web')], 'https'],
    [
      'the application protocol',
      [port({ name: 'web', appProtocol: 'https' }), probed()],
      'web',
    ],
    ['a probe by TLS', [port({ name: 'http' }), probed('HTTPS')], 'http'],
  ])('fires for %s', (_, objects, key) => {
    expect(told(objects)).toEqual([
      `service.app-protocol-conflict risk low Service/db ${key}`,
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['names that agree', [port({ name: 'https' }), named('https')]],
    ['a probe that agrees', [port({ name: 'https' }), probed('HTTPS')]],
    ['names that tell nothing', [port({ name: 'grpc' }), named('http')]],
    [
      'a load balancer that ends TLS',
      [
        service({
          type: 'LoadBalancer',
          ports: [{ name: 'https', port: 443, targetPort: 8443 }],
        }),
        named('http'),
      ],
    ],
    ['no pods', [port({ name: 'https' })]],
  ])('is silent for %s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });
});

describe('service.single-endpoint', () => {
  it('fires for a Service that another workload uses', () => {
    expect(told([service(), ...consumer(), backend()])).toEqual([
      'service.single-endpoint hygiene low Service/db',
    ]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'two endpoints',
      [service(), ...consumer(), backend(), backend({ name: 'db-2' })],
    ],
    ['nobody who uses it', [service(), backend()]],
    [
      'a StatefulSet',
      [service(), ...consumer(), backend({ kind: 'StatefulSet' })],
    ],
    [
      'a pod that has just become ready',
      [service(), ...consumer(), backend({ age: minutes(5) })],
    ],
    [
      'a pod that is not ready',
      [service(), ...consumer(), backend({ ready: false })],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });
});
