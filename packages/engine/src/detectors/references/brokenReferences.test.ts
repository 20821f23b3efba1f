import { seconds } from '../../snapshot/durations';
import { object, unreadKind } from '../../testing/builders';
import { Ingredient } from '../../testing/detectorRunner';
import { brokenReferences } from './brokenReferences';
import {
  NAMESPACES,
  backend,
  consumer,
  crashing,
  run,
  service,
  told,
} from './testServices';

describe('ref.service-missing', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a full name',
      consumer('DB', 'postgres.data.svc.cluster.local:5432'),
      'postgres.data.svc.cluster.local high problem',
    ],
    [
      'a full name in a namespace that does not exist',
      consumer('DB_URL', 'postgres://u:p@postgres.gone.svc/shop'),
      'postgres.gone.svc high problem',
    ],
    [
      'a pod of a Service',
      consumer('BROKERS', 'kafka-0.kafka.data.svc:9092'),
      'kafka-0.kafka.data.svc high problem',
    ],
    [
      'a name with a namespace',
      consumer('DB_HOST', 'postgres.data'),
      'postgres.data high problem',
    ],
    [
      'a word that another Service nearly has',
      [...consumer('DB_HOST', 'postgers'), service('postgres')],
      'postgers high problem',
    ],
    [
      'a word that a Service of another namespace has',
      [...consumer('DB_HOST', 'postgres'), service('postgres', 'data')],
      'postgres high problem',
    ],
    [
      'a word whose consumer crashes',
      consumer('DB_HOST', 'postgres', { container: crashing }),
      'postgres high problem',
    ],
    [
      'a word whose consumer is well',
      consumer('CACHE_URL', 'redis://redis:6379/0'),
      'redis medium risk',
    ],
    [
      'an argument',
      consumer('A', 'b', {
        container: { spec: { args: ['--db-host=postgres.data.svc'] } },
      }),
      'postgres.data.svc high problem',
    ],
    [
      'a ConfigMap as environment',
      [
        ...consumer('A', 'b', {
          container: {
            spec: { envFrom: [{ configMapRef: { name: 'settings' } }] },
          },
        }),
        object('ConfigMap', 'settings', {
          data: { 'db.host': 'postgres.data.svc' },
        }),
      ],
      'postgres.data.svc high problem',
    ],
    [
      'a key of a ConfigMap',
      [
        ...consumer('A', 'b', {
          container: {
            spec: {
              env: [
                {
                  name: 'DB',
                  valueFrom: {
                    configMapKeyRef: { name: 'settings', key: 'db' },
                  },
                },
              ],
            },
          },
        }),
        object('ConfigMap', 'settings', { data: { db: 'postgres.data.svc' } }),
      ],
      'postgres.data.svc high problem',
    ],
  ])('tells of %s', (_, ingredients, expected) => {
    expect(
      told([...NAMESPACES, service('web', 'data'), ...ingredients]),
    ).toEqual([`ref.service-missing Deployment/cart ${expected}`]);
  });

  it.each<[string, Ingredient[]]>([
    ['a Service that exists', [...consumer('DB_HOST', 'db'), service('db')]],
    [
      'one in another namespace',
      [...consumer('DB_HOST', 'db.data'), service('db', 'data')],
    ],
    [
      'a pod of a headless Service of its own namespace',
      [
        ...consumer('DB_HOST', 'db-0.data'),
        service('data', 'shop', { clusterIP: 'None' }),
      ],
    ],
    ['a public name', consumer('API_URL', 'https://api.example.com')],
    ['a public name with an svc part', consumer('A', 'a.b.svc.example.com')],
    ['another cluster', consumer('A', 'a.data.svc.clusterset.local')],
    [
      'a public domain like a namespace',
      [...consumer('DOCS_URL', 'https://web.dev'), object('Namespace', 'dev')],
    ],
    ['an address', consumer('DB_HOST', '192.0.2.1:5432')],
    ['itself', consumer('APP_HOST', 'cart')],
    ['localhost', consumer('DB_HOST', 'localhost')],
    ['a word that sets something', consumer('CACHE_URL', 'memory')],
    ['a word under another key', consumer('LOG_LEVEL', 'debug')],
    ['the name of a service, not its host', consumer('DD_SERVICE', 'shop-web')],
    ['a bind address', consumer('BIND_HOST', 'eth-alias')],
    ['a list of exceptions', consumer('NO_PROXY', 'a.data.svc,b.data.svc')],
    ['the API server', consumer('API', 'https://kubernetes.default.svc')],
    ['a name that is composed later', consumer('DB', '$(HOST).data.svc')],
    ['a sentence', consumer('MOTD', 'talk to postgres.data.svc or so')],
    ['a file', consumer('FILE', 'settings.data')],
    [
      'a name that the pod brings along',
      consumer('DB_HOST', 'postgres.data', {
        spec: {
          hostAliases: [{ ip: '192.0.2.1', hostnames: ['postgres.data'] }],
        },
      }),
    ],
    [
      'short names where the node resolves them',
      consumer('DB_HOST', 'postgres.data', { spec: { hostNetwork: true } }),
    ],
    [
      'a search list of its own',
      consumer('DB_HOST', 'postgres', {
        spec: { dnsConfig: { searches: ['corp.example.com'] } },
      }),
    ],
    [
      'a feature that is switched off',
      consumer('A', 'b', {
        container: {
          spec: {
            env: [
              { name: 'TRACING_ENABLED', value: 'false' },
              { name: 'TRACING_URL', value: 'http://jaeger.data.svc:4318' },
            ],
          },
        },
      }),
    ],
    [
      'Services that may not be read',
      [...consumer('DB', 'db.data.svc'), unreadKind('Service')],
    ],
    [
      'a namespace that was not read',
      [
        ...consumer('DB', 'db.data.svc'),
        { kind: 'Service', state: 'complete', namespaces: ['shop'] },
      ],
    ],
    ['a young pod', consumer('DB', 'db.data.svc', { age: seconds(30) })],
  ])('accepts %s', (_, ingredients) => {
    const missing = told([
      ...NAMESPACES,
      service('web', 'data'),
      ...ingredients,
    ]).filter(each => each.startsWith('ref.service-missing'));
    expect(missing).toEqual([]);
  });

  it('shows where the name was read and hides the credentials beside it', () => {
    const [found] = run([
      ...NAMESPACES,
      ...consumer('DB_URL', 'postgres://user:hunter2@postgres.data.svc:1/x'),
    ]);
    expect(found.evidence[0]).toMatchObject({
      path: 'spec.containers[0].env[0].value',
      value: 'postgres.data.svc:1',
    });
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  it('believes a word that the log complains of', () => {
    const logs = new Map([
      ['shop/cart-6d5f-x2x4z/app', 'lookup postgres: no such host'],
    ]);
    expect(
      told([...NAMESPACES, ...consumer('DB_HOST', 'postgres')], logs),
    ).toEqual(['ref.service-missing Deployment/cart postgres high problem']);
  });
});

describe('ref.service-port-unknown', () => {
  it.each<[string, Ingredient[]]>([
    [
      'a port that the Service lacks',
      [...consumer('DB_HOST', 'db:3306'), service('db'), backend('db', true)],
    ],
    [
      'a port that no pod of a headless Service declares',
      [
        ...consumer('DB_HOST', 'db:3306'),
        service('db', 'shop', { clusterIP: 'None' }),
        backend('db', true),
      ],
    ],
  ])('tells of %s', (_, ingredients) => {
    expect(told([...NAMESPACES, ...ingredients])).toEqual([
      'ref.service-port-unknown Deployment/cart db:3306 high problem',
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['a port that exists', [...consumer('DB_HOST', 'db:5432'), service('db')]],
    ['no port', [...consumer('DB_HOST', 'db'), service('db')]],
    [
      'an ExternalName Service',
      [
        ...consumer('DB_HOST', 'db:3306'),
        service('db', 'shop', { type: 'ExternalName' }),
      ],
    ],
    [
      'the port of the pods behind a headless Service',
      [
        ...consumer('DB_HOST', 'db:3306'),
        service('db', 'shop', {
          clusterIP: 'None',
          ports: [{ port: 80, targetPort: 3306 }],
        }),
      ],
    ],
  ])('accepts %s', (_, ingredients) => {
    expect(told([...NAMESPACES, ...ingredients, backend('db', true)])).toEqual(
      [],
    );
  });
});

it.each([
  ['ref.service-missing', false],
  ['ref.service-port-unknown', false],
  ['ref.backend-no-endpoints', true],
])('silence of %s rests on autoscalers: %s', (id, expected) => {
  const row = brokenReferences.find(each => each.id === id);
  expect(row?.concludesFrom?.includes('ScaledObject.keda.sh')).toBe(expected);
});
