import { hours, minutes, seconds } from '../../snapshot/durations';
import { ago, object, unreadKind } from '../../testing/builders';
import {
  ContainerFields,
  deployedPod,
  ended,
  podEvent,
} from '../../testing/deployedPod';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { livenessTooTight } from './livenessTooTight';
import { probeFailures } from './probeFailures';
import { probePorts } from './probePorts';
import { probeTimeout } from './probeTimeout';

const run = detectorRunner(
  ...probePorts,
  ...probeFailures,
  probeTimeout,
  livenessTooTight,
);
const told = (ingredients: readonly Ingredient[]) =>
  run(ingredients).map(
    ({ detector, key, severity, tier }) =>
      `${detector} ${key} ${severity} ${tier}`,
  );

type Spec = ContainerFields['spec'];
const PORTS = [{ name: 'http', containerPort: 8080 }];
const http = (port: number | string, rest = {}) => ({
  periodSeconds: 10,
  failureThreshold: 3,
  httpGet: { path: '/ready', port, ...rest },
});
const app = (
  spec: Spec,
  status: ContainerFields['status'] = { ready: false },
  pod: Record<string, unknown> = {},
) =>
  deployedPod({
    containers: { app: { spec: { ports: PORTS, ...spec }, status } },
    spec: pod,
  });
const says = (
  text: string,
  rest: { probe?: string; age?: number; count?: number; first?: number } = {},
) => {
  const { probe = 'Readiness', age = minutes(1), count = 20 } = rest;
  return podEvent('Unhealthy', `${probe} probe failed: ${text}`, {
    container: 'app',
    age,
    fields: { count, firstTimestamp: ago(rest.first ?? minutes(30)) },
  });
};
const kill = (probe: string, age = minutes(2)) =>
  podEvent(
    'Killing',
    `Container app failed ${probe} probe, will be restarted`,
    {
      container: 'app',
      age,
    },
  );

const REFUSED =
  'Get "http://10.0.0.8:8080/ready": dial tcp 10.0.0.8:8080: connect: connection refused';
const WELL = { ready: true, started: true };

describe('ports of probes', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a readiness probe of an unknown name',
      app({ readinessProbe: http('web') }),
      'probe.port-name-unknown app/readiness high problem',
    ],
    [
      'a startup probe of an unknown name',
      app(
        { startupProbe: { tcpSocket: { port: 'web' } } },
        { ready: false, started: false },
      ),
      'probe.port-name-unknown app/startup high problem',
    ],
    [
      'a liveness probe of an unknown name, which never acts',
      app({ livenessProbe: http('web') }, WELL),
      'probe.port-name-unknown app/liveness medium risk',
    ],
    [
      'an undeclared number that is refused',
      [...app({ readinessProbe: http(9090) }), says(REFUSED)],
      'probe.port-number-undeclared app/readiness high problem',
    ],
  ])('%s', (_, ingredients, expected) => {
    expect(told(ingredients)).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    ['a known name', app({ readinessProbe: http('http') })],
    ['a declared number', app({ readinessProbe: http(8080) })],
    ['a number written as text', app({ readinessProbe: http('8080') })],
    [
      'an undeclared number that answers',
      app({ readinessProbe: http(9090) }, WELL),
    ],
    [
      'an undeclared number that was refused while the program started',
      [...app({ readinessProbe: http(9090) }, WELL), says(REFUSED)],
    ],
    [
      'an undeclared number of a container that is still starting',
      [
        ...app(
          { readinessProbe: http(9090) },
          {
            ready: false,
            state: { running: { startedAt: ago(seconds(25)) } },
          },
        ),
        says(REFUSED, { age: seconds(5) }),
      ],
    ],
    [
      'an undeclared number of a container that crashes by itself',
      [
        ...app(
          { readinessProbe: http(9090) },
          {
            ready: false,
            restartCount: 9,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
          },
        ),
        says(REFUSED),
      ],
    ],
    [
      'an undeclared number of a container that is not ready for another reason',
      app({ readinessProbe: http(9090) }),
    ],
    ['a container without ports', app({ ports: [], readinessProbe: http(90) })],
    ['another host', app({ readinessProbe: http(9090, { host: 'db' }) })],
    ['a port of the mesh', app({ readinessProbe: http(15021) })],
    [
      'the network of the node',
      app({ readinessProbe: http(9090) }, WELL, { hostNetwork: true }),
    ],
    [
      'a port of another container',
      deployedPod({
        containers: {
          app: { spec: { ports: PORTS, readinessProbe: http(9901) } },
          proxy: { spec: { ports: [{ containerPort: 9901 }] } },
        },
      }),
    ],
    [
      'a command',
      app({ readinessProbe: { exec: { command: ['pg_isready'] } } }),
    ],
    [
      'a pod that is done',
      deployedPod({
        containers: { app: { spec: { readinessProbe: http('web') } } },
        status: { phase: 'Succeeded' },
      }),
    ],
  ])('silent for %s', (_, ingredients) => {
    expect(told(ingredients)).toEqual([]);
  });
});

describe('failures of probes', () => {
  const readiness = { readinessProbe: http(8080) };
  const exec = { readinessProbe: { exec: { command: ['check'] } } };
  const grpc = { readinessProbe: { grpc: { port: 8080 } } as never };

  it.each<[string, Ingredient[], string]>([
    [
      'refused',
      [...app(readiness), says(REFUSED)],
      'probe.connection-refused app/readiness high problem',
    ],
    [
      'killed for being refused',
      [
        ...app(
          { livenessProbe: http(8080) },
          { ready: false, state: { waiting: { reason: 'CrashLoopBackOff' } } },
        ),
        says(REFUSED, { probe: 'Liveness', age: minutes(3) }),
        kill('liveness'),
      ],
      'probe.connection-refused app/liveness high problem',
    ],
    [
      'not started',
      [
        ...app({ startupProbe: http(8080) }, { ready: false, started: false }),
        says('HTTP probe failed with statuscode: 503', { probe: 'Startup' }),
      ],
      'probe.http-status app/startup medium problem',
    ],
    [
      'path unknown',
      [...app(readiness), says('HTTP probe failed with statuscode: 404')],
      'probe.http-status app/readiness medium problem',
    ],
    [
      'HTTPS to plain HTTP',
      [
        ...app({ readinessProbe: http(8080, { scheme: 'HTTPS' }) }),
        says('http: server gave HTTP response to HTTPS client'),
      ],
      'probe.scheme-mismatch app/readiness high problem',
    ],
    [
      'plain HTTP to a TLS port',
      [
        ...app({
          ports: [{ name: 'https', containerPort: 8443 }],
          readinessProbe: http('https'),
        }),
        says('HTTP probe failed with statuscode: 400'),
      ],
      'probe.scheme-mismatch app/readiness high problem',
    ],
    [
      'plain HTTP to a binary answer',
      [...app(readiness), says('malformed HTTP response "\\x15\\x03"')],
      'probe.scheme-mismatch app/readiness high problem',
    ],
    [
      'a command that does not exist',
      [
        ...app(exec),
        podEvent(
          'Unhealthy',
          'Readiness probe errored and resulted in unknown state: rpc error: code = Unknown desc = failed to exec in container: failed to start exec "1": OCI runtime exec failed: exec failed: unable to start container process: exec: "check": executable file not found in $PATH: unknown',
          { container: 'app' },
        ),
      ],
      'probe.exec-broken app/readiness high problem',
    ],
    [
      'a command that the shell does not find',
      [...app(exec), says('/bin/sh: 1: check: not found')],
      'probe.exec-broken app/readiness high problem',
    ],
    [
      'a liveness command that never acts',
      [
        ...app({ livenessProbe: { exec: { command: ['check'] } } }, WELL),
        podEvent(
          'Unhealthy',
          'Liveness probe errored: failed to exec in container: exec: "check": permission denied',
          { container: 'app' },
        ),
      ],
      'probe.exec-broken app/liveness medium risk',
    ],
    [
      'no health service',
      [
        ...app(grpc),
        says(
          'error: this server does not implement the grpc health protocol (grpc.health.v1.Health): unknown service',
        ),
      ],
      'probe.grpc-unserved app/readiness medium problem',
    ],
    [
      'too slow',
      [
        ...app(readiness, WELL),
        says('context deadline exceeded (Client.Timeout exceeded)', {
          count: 3,
          first: minutes(5),
        }),
      ],
      'probe.timeout app/readiness medium problem',
    ],
  ])('%s', (_, ingredients, expected) => {
    expect(told(ingredients)).toEqual([expected]);
  });

  const since = (milliseconds: number) => ({
    state: { running: { startedAt: ago(milliseconds) } },
  });
  it.each<[string, Ingredient[]]>([
    [
      'a container that has become ready',
      [...app(readiness, WELL), says(REFUSED)],
    ],
    ['an old event', [...app(readiness), says(REFUSED, { age: minutes(16) })]],
    [
      'an event of an earlier run',
      [
        ...app(readiness, { ready: false, ...since(minutes(2)) }),
        says(REFUSED, { age: minutes(3) }),
      ],
    ],
    [
      'a container that still starts',
      [
        ...app(readiness, { ready: false, ...since(seconds(50)) }),
        says(REFUSED, { age: seconds(5) }),
      ],
    ],
    [
      'a container within its initial delay',
      [
        ...app(
          { readinessProbe: { ...http(8080), initialDelaySeconds: 300 } },
          { ready: false, ...since(minutes(5)) },
        ),
        says(REFUSED, { age: seconds(5) }),
      ],
    ],
    [
      'a container that crashes by itself',
      [
        ...app(readiness, {
          ready: false,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: ended(1, minutes(1)),
        }),
        says(REFUSED),
      ],
    ],
    [
      'a liveness probe that has not killed',
      [
        ...app({ livenessProbe: http(8080) }, WELL),
        says(REFUSED, { probe: 'Liveness' }),
      ],
    ],
    [
      'a container that recovered from a kill',
      [
        ...app(
          { livenessProbe: http(8080) },
          { ...WELL, ...since(minutes(5)) },
        ),
        says(REFUSED, { probe: 'Liveness', age: minutes(6) }),
        kill('liveness', minutes(6)),
      ],
    ],
    [
      'status 400 of a plain port, which is an answer',
      [...app({}, WELL), says('HTTP probe failed with statuscode: 400')],
    ],
    [
      'the verdict of a command',
      [...app(exec), says('database is starting up')],
    ],
    [
      'two timeouts',
      [
        ...app(readiness, WELL),
        says('context deadline exceeded', { count: 2, first: minutes(5) }),
      ],
    ],
    [
      'timeouts over days',
      [
        ...app(readiness, WELL),
        says('context deadline exceeded', { count: 40, first: hours(72) }),
      ],
    ],
    [
      'timeouts on a node that does not report',
      [
        ...app(readiness, WELL),
        says('context deadline exceeded', { count: 9, first: minutes(5) }),
        object('Node', 'worker-1', {
          status: { conditions: [{ type: 'Ready', status: 'Unknown' }] },
        }),
      ],
    ],
    ['events that may not be read', [...app(readiness), unreadKind('Event')]],
  ])('silent for %s', (_, ingredients) => {
    expect(told(ingredients)).toEqual([]);
  });

  it('tells a refused connection once, under the port that explains it', () => {
    const [found, ...rest] = run([
      ...app({ readinessProbe: http(9090) }),
      says(REFUSED),
    ]);
    expect(rest).toEqual([]);
    expect(found.symptoms).toMatchObject([
      { detector: 'probe.connection-refused' },
    ]);
  });
});
