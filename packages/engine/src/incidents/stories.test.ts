import { crashing, incidentsOf } from '../causes/testCrash';
import { hours, minutes } from '../snapshot/durations';
import { ago, object, ownedBy, unreadKind } from '../testing/builders';
import {
  ContainerFields,
  barePod,
  ended,
  waiting,
} from '../testing/deployedPod';
import { Ingredient } from '../testing/detectorRunner';
import { Incident } from './Incident';

const refused = 'dial tcp: connect to orders-db port 5432: connection refused';

function serviceOf(name: string, port = 8080): Ingredient {
  return object('Service', name, {
    spec: {
      selector: { app: name },
      clusterIP: '10.96.0.7',
      ports: [{ port }],
    },
  });
}

function ingressTo(name: string): Ingredient {
  return object('Ingress', name, {
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host: 'shop.example.org',
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name, port: { number: 8080 } } },
              },
            ],
          },
        },
      ],
    },
  });
}

/** A database of which the only pod cannot start, as its Secret does not exist. */
function databaseWithoutSecret(age = minutes(20)): Ingredient[] {
  const labels = { app: 'orders-db' };
  const spec = {
    env: [
      {
        name: 'PASSWORD',
        valueFrom: { secretKeyRef: { name: 'orders-db', key: 'password' } },
      },
    ],
  };
  const set = object(
    'StatefulSet',
    'orders-db',
    {
      spec: {
        replicas: 1,
        serviceName: 'orders-db',
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'main', ...spec }] },
        },
      },
      status: { replicas: 1, readyReplicas: 0, observedGeneration: 1 },
    },
    { age: hours(5), metadata: { generation: 1 } },
  );
  const pod = barePod({
    name: 'orders-db-0',
    age,
    metadata: { labels },
    status: { phase: 'Pending' },
    containers: {
      main: {
        spec,
        status: waiting(
          'CreateContainerConfigError',
          'secret "orders-db" not found',
        ),
      },
    },
  });
  return [set, ownedBy(set, pod), serviceOf('orders-db', 5432)];
}

/** `cause Kind/name`, then the detectors of what the incident holds. */
function told({ causes: [best], findings, subject }: Incident) {
  return {
    cause: `${best.cause} ${best.subject.kind}/${best.subject.name}`,
    subject: subject.name,
    findings: findings.length,
  };
}

describe('a Secret that is missing, four steps from the Ingress', () => {
  const chain = [
    ...databaseWithoutSecret(),
    ...crashing({ name: 'api', age: minutes(20) }),
    serviceOf('api'),
    ingressTo('api'),
    object('IngressClass', 'nginx'),
  ];

  it('is the root of one incident with all that follows from it', () => {
    const incidents = incidentsOf(chain, { api: refused });
    expect(incidents.map(told)).toEqual([
      {
        cause: 'config-reference-missing StatefulSet/orders-db',
        subject: 'orders-db',
        findings: expect.any(Number),
      },
    ]);
    expect(incidents[0].findings.length).toBeGreaterThanOrEqual(3);
    expect(incidents[0].links?.[0].because.cause).toBe('dependency-down');
  });

  it.each(['EndpointSlice', 'Event', 'ReplicaSet', 'ControllerRevision'])(
    'is so too where %s is unread',
    kind => {
      const incidents = incidentsOf([...chain, unreadKind(kind)], {
        api: refused,
      });
      expect(incidents.map(told)[0]).toMatchObject({
        cause: 'config-reference-missing StatefulSet/orders-db',
      });
    },
  );

  it('rests on the kubelet’s word alone while Secrets are unread', () => {
    const [known] = incidentsOf(chain, { api: refused });
    const [incident] = incidentsOf([...chain, unreadKind('Secret')], {
      api: refused,
    });
    expect(told(incident)).toEqual(told(known));
    expect(incident.causes[0].confidence).toBeLessThan(
      known.causes[0].confidence,
    );
  });
});

describe('independent faults in one namespace', () => {
  it('are two incidents', () => {
    const incidents = incidentsOf(
      [
        ...databaseWithoutSecret(),
        ...crashing({ name: 'mailer' }),
        ...crashing({ name: 'search' }),
      ],
      {
        mailer: 'panic: nil map',
        search: 'password authentication failed for user "search"',
      },
    );
    expect(incidents.map(each => told(each).cause).sort()).toEqual([
      'application-bug Deployment/mailer',
      'config-reference-missing StatefulSet/orders-db',
      'credentials-wrong Deployment/search',
    ]);
  });

  it('stay apart on one node, though one of them began earlier', () => {
    const noisy = barePod({
      name: 'batch-0',
      age: hours(6),
      containers: {
        app: {
          spec: { resources: { limits: { memory: '64Mi' } } },
          status: waiting('CrashLoopBackOff', 'back-off', {
            restartCount: 60,
            lastState: ended(137, minutes(2), 'OOMKilled'),
          }),
        },
      },
    });
    const incidents = incidentsOf(
      [noisy, object('Node', 'worker-1'), ...crashing({ name: 'cart' })],
      { cart: 'panic: nil map' },
    );
    expect(incidents.map(each => told(each).cause).sort()).toEqual([
      'application-bug Deployment/cart',
      'memory-limit-too-low Pod/batch-0',
    ]);
  });
});

describe('what is long over', () => {
  it('does not outrank what fails now', () => {
    const restarted = barePod({
      name: 'cache-0',
      age: hours(30),
      status: {
        conditions: [
          { type: 'Ready', status: 'True', lastTransitionTime: ago(hours(9)) },
        ],
      },
      containers: {
        app: {
          status: {
            ready: true,
            restartCount: 4,
            state: { running: { startedAt: ago(hours(9)) } },
            lastState: ended(1, hours(9)),
          },
        },
      },
    });
    const incidents = incidentsOf([restarted, ...crashing({ name: 'cart' })], {
      cart: 'panic: nil map',
    });
    expect(incidents.map(each => told(each).cause)).toEqual([
      'application-bug Deployment/cart',
    ]);
  });
});

describe('a rollout that is stuck while old pods serve', () => {
  it('is not what the consumers of the Service fail for', () => {
    const labels = { app: 'orders' };
    const owner = object('Deployment', 'orders', {
      spec: { template: { metadata: { labels } } },
    });
    const pod = (
      name: string,
      status: Record<string, unknown>,
      containers: Record<string, ContainerFields>,
    ) =>
      ownedBy(
        owner,
        barePod({
          name,
          metadata: { labels },
          status,
          containers,
        }),
      );
    const ready = {
      conditions: [
        { type: 'Ready', status: 'True', lastTransitionTime: ago(hours(1)) },
      ],
    };
    const incidents = incidentsOf([
      owner,
      serviceOf('orders'),
      pod('orders-1', ready, { app: {} }),
      pod(
        'orders-2',
        { phase: 'Pending' },
        {
          app: {
            status: waiting(
              'ImagePullBackOff',
              'manifest unknown: manifest unknown',
            ),
          },
        },
      ),
      ...crashing({
        name: 'cart',
        container: {
          env: [{ name: 'ORDERS_URL', value: 'http://orders:8080' }],
        },
      }),
    ]);
    expect(incidents.map(each => told(each).cause).sort()).toEqual([
      'image-reference-wrong Deployment/orders',
      'not-determinable Deployment/cart',
    ]);
  });
});
