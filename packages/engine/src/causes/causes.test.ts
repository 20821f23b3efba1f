import { minutes } from '../snapshot/durations';
import { ago, object, unreadKind } from '../testing/builders';
import { deployedPod, podEvent } from '../testing/deployedPod';
import { causesOf, crashing, incidentsOf, serviceWith } from './testCrash';

const refused = 'Error: connect ECONNREFUSED 10.96.0.20:5432';
const unresolved = 'Error: getaddrinfo ENOTFOUND orders-db';

describe('service-name-wrong', () => {
  it('is proved by a log that names an absent Service', () => {
    expect(causesOf({ log: unresolved })).toEqual(['service-name-wrong 0.96']);
  });

  it('says where the name is written and what is near it', () => {
    const [incident] = incidentsOf(
      [
        ...crashing({
          container: { env: [{ name: 'X', value: 'http://u:p@orders-db/' }] },
        }),
        object('Service', 'order-db'),
      ],
      { cart: unresolved },
    );
    const [{ message, evidence }] = incident.causes;
    expect(message).toContain('Service shop/orders-db does not exist');
    expect(evidence).toContainEqual(
      expect.objectContaining({ path: 'metadata.name', value: 'order-db' }),
    );
  });

  it.each([
    ['Services are unread', unreadKind('Service')],
    ['the Service exists', object('Service', 'orders-db')],
  ])('is not claimed while %s', (_, ingredient) => {
    expect(causesOf({ log: unresolved }, ingredient).join()).not.toContain(
      'service-name-wrong',
    );
  });

  it('names the unread Service as what to read next', () => {
    const [incident] = incidentsOf([...crashing(), unreadKind('Service')], {
      cart: unresolved,
    });
    expect(incident.causes).toMatchObject([
      {
        cause: 'not-determinable',
        confidence: 0,
        missing: [{ object: { kind: 'Service', name: 'orders-db' } }],
      },
    ]);
  });
});

describe('dependency-down', () => {
  it('blames the workload behind a Service that refuses connections', () => {
    const [incident] = incidentsOf(
      [...crashing(), ...serviceWith('orders-db', false)],
      { cart: refused },
    );
    expect([
      ...incident.causes,
      ...(incident.links ?? []).map(each => each.because),
    ]).toContainEqual(
      expect.objectContaining({
        cause: 'dependency-down',
        confidence: 0.92,
        subject: expect.objectContaining({ name: 'orders-db' }),
      }),
    );
  });

  it('is refuted by a Service that is well', () => {
    expect(
      causesOf({ log: refused }, ...serviceWith('orders-db', true)),
    ).toEqual(['not-determinable 0']);
  });

  it('is only possible without a log', () => {
    const container = {
      env: [{ name: 'DB_HOST', value: 'orders-db.shop.svc' }],
    };
    const [incident] = incidentsOf([
      ...crashing({ container }),
      ...serviceWith('orders-db', false),
    ]);
    const told = [
      ...incident.causes,
      ...(incident.links ?? []).map(each => each.because),
    ];
    expect(told).toContainEqual(
      expect.objectContaining({
        cause: 'dependency-down',
        confidence: 0.65,
        missing: [
          expect.objectContaining({
            reason: 'log of container app, previous run: not captured',
          }),
        ],
      }),
    );
  });
});

describe('crash loops', () => {
  it.each<[string, Parameters<typeof causesOf>[0], string[]]>([
    [
      'a host outside of the cluster',
      { log: 'Could not resolve host: api.example.com' },
      ['external-dependency-failing 0.6'],
    ],
    [
      'refused credentials',
      { log: 'password authentication failed for user "cart"' },
      ['credentials-wrong 0.6'],
    ],
    [
      'a variable that nothing defines',
      { log: "KeyError: 'DATABASE_URL'" },
      ['app-config-wrong 0.96'],
    ],
    [
      'a variable whose Secret may lack it',
      {
        log: "KeyError: 'DATABASE_URL'",
        container: {
          env: [
            {
              name: 'DATABASE_URL',
              valueFrom: { fieldRef: { fieldPath: 'metadata.name' } },
            },
          ],
        },
      },
      ['app-config-wrong 0.6'],
    ],
    [
      'a variable that is set after all',
      {
        log: "KeyError: 'DATABASE_URL'",
        container: {
          env: [{ name: 'DATABASE_URL', value: 'pg://192.0.2.1/x' }],
        },
      },
      ['not-determinable 0'],
    ],
    [
      'a table that is missing',
      { log: 'relation "orders" does not exist' },
      ['migration-missing 0.6'],
    ],
    [
      'a command that is not found',
      { exitCode: 127, container: { command: ['/app/servr'] } },
      ['command-wrong 0.8'],
    ],
    [
      'an entrypoint that is not found',
      { exitCode: 127 },
      ['image-broken 0.8'],
    ],
    [
      'a module that is missing',
      { log: "Error: Cannot find module 'express'" },
      ['image-broken 0.6'],
    ],
    [
      'a start script whose interpreter is missing',
      {
        exitCode: 255,
        container: { command: ['/app/start.sh'] },
        log: 'exec /app/start.sh: no such file or directory',
      },
      ['image-broken 0.6'],
    ],
    [
      'workers that the kernel killed',
      {
        container: { resources: { limits: { memory: '256Mi' } } },
        log: 'Worker (pid:311) was sent SIGKILL! Perhaps out of memory?',
      },
      ['memory-limit-too-low 0.6'],
    ],
    [
      'workers that were killed without a limit',
      { log: 'Worker (pid:311) was sent SIGKILL! Perhaps out of memory?' },
      ['not-determinable 0'],
    ],
    [
      'workers that their master killed for being slow',
      {
        container: { resources: { limits: { memory: '256Mi' } } },
        log: '[CRITICAL] WORKER TIMEOUT (pid:311)\nWorker (pid:311) was sent SIGKILL! Perhaps out of memory?',
      },
      ['not-determinable 0'],
    ],
    [
      'data that another member wrote',
      {
        log: "Stored node id 1 doesn't match previous node id 3 in meta.properties file",
      },
      ['app-config-wrong 0.6'],
    ],
    [
      'a repository that wants a password',
      {
        exitCode: 128,
        log: "fatal: could not read Username for 'https://git.example.com': No such device or address",
      },
      ['credentials-wrong 0.6'],
    ],
    ['a panic', { log: 'panic: nil map' }, ['application-bug 0.6']],
    [
      'a panic in the message with which the container ended',
      { message: 'panic: nil map' },
      ['application-bug 0.6'],
    ],
    [
      'a traceback that only tells of something else',
      {
        log: 'Traceback (most recent call last):\n  File "a.py"\npassword authentication failed for user "x"',
      },
      ['credentials-wrong 0.6'],
    ],
    [
      'a heap that is too small',
      { log: 'java.lang.OutOfMemoryError: Java heap space' },
      ['heap-too-small 0.6'],
    ],
    [
      'a volume that its user may not write to',
      {
        log: "mkdir '/data/index': permission denied",
        container: { volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      },
      ['volume-permissions 0.6'],
    ],
    [
      'a file that its user may not open',
      { log: 'open /etc/app/key: permission denied' },
      ['runtime-user-unfit 0.6'],
    ],
    ['a log that says nothing', { log: 'starting' }, ['not-determinable 0']],
    ['no log', {}, ['not-determinable 0']],
  ])('put down to %s', (_, crash, causes) => {
    expect(causesOf(crash)).toEqual(causes);
  });

  it('say which log to read when it was not captured', () => {
    const [incident] = incidentsOf(crashing());
    expect(incident.causes[0].missing).toEqual([
      {
        type: 'unread',
        object: expect.objectContaining({ kind: 'Pod', name: 'cart-2-x' }),
        reason: 'log of container app, previous run: not captured',
      },
    ]);
  });
});

describe('failing probes', () => {
  const probed = (message: string, log?: string) => {
    const [incident] = incidentsOf(
      deployedPod({
        name: 'cart-2-x',
        containers: {
          app: {
            spec: {
              ports: [{ name: 'http', containerPort: 8080 }],
              readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
            },
            status: { ready: false },
          },
        },
      }).concat(
        podEvent('Unhealthy', `Readiness probe failed: ${message}`, {
          name: 'cart-2-x',
          container: 'app',
          fields: { count: 20, firstTimestamp: ago(minutes(30)) },
        }),
      ),
      log === undefined ? {} : { cart: log },
    );
    return incident.causes.map(each => `${each.cause} ${each.confidence}`);
  };
  const notThere =
    'Get "http://10.0.0.8:8080/ready": dial tcp 10.0.0.8:8080: connect: connection refused';

  it.each<[string, string, string | undefined, string[]]>([
    [
      'a path that does not exist',
      'HTTP probe failed with statuscode: 404',
      undefined,
      ['probe-misconfigured 0.6'],
    ],
    [
      'an application that is not well, and says why',
      'HTTP probe failed with statuscode: 503',
      'password authentication failed for user "x"',
      ['credentials-wrong 0.6'],
    ],
    [
      'an application that does not say why',
      'HTTP probe failed with statuscode: 503',
      'starting',
      ['not-determinable 0'],
    ],
    [
      'another port',
      notThere,
      'Server listening on 0.0.0.0:3000',
      ['app-listens-elsewhere 0.96'],
    ],
    [
      'the loopback address',
      notThere,
      'Uvicorn running on http://127.0.0.1:8080',
      ['app-listens-elsewhere 0.96'],
    ],
    [
      'a program that listens where it is asked',
      notThere,
      'Listening on :8080',
      ['not-determinable 0'],
    ],
  ])('are put down to %s', (_, message, log, causes) => {
    expect(probed(message, log)).toEqual(causes);
  });
});

describe('rbac-missing', () => {
  const log =
    'pods is forbidden: User "system:serviceaccount:shop:cart" cannot list resource "pods" in API group "" in the namespace "shop"';
  const role = (verbs: string[]) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'reader' },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs }],
  });
  const binding = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'reader' },
    roleRef: { kind: 'ClusterRole', name: 'reader' },
    subjects: [{ kind: 'ServiceAccount', namespace: 'shop', name: 'cart' }],
  };

  it.each([
    ['only said while roles are unread', [], ['rbac-missing 0.6']],
    ['proved by roles', [role(['get']), binding], ['rbac-missing 0.96']],
    ['refuted by a grant', [role(['list']), binding], ['not-determinable 0']],
  ])('is %s', (_, objects, causes) => {
    expect(causesOf({ log }, ...objects)).toEqual(causes);
  });
});
