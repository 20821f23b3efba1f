import { hours, minutes, seconds } from '../../snapshot/durations';
import { FieldEvidence } from '../../findings/Finding';
import { ago } from '../../testing/builders';
import {
  ContainerFields,
  deployedPod,
  ended,
  podEvent,
} from '../../testing/deployedPod';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { probeKills } from './probeKills';

const run = detectorRunner(...probeKills);

const app = (status: ContainerFields['status'], spec = {}) =>
  deployedPod({ containers: { app: { status, spec } } });
const running = (milliseconds: number) => ({
  state: { running: { startedAt: ago(milliseconds) } },
});
const kill = (probe: string, age = minutes(2)) =>
  podEvent(
    'Killing',
    `Container app failed ${probe} probe, will be restarted`,
    {
      container: 'app',
      age,
    },
  );
const failure = (probe: string, age = minutes(1)) =>
  podEvent(
    'Unhealthy',
    `${probe} probe failed: Get "http://10.0.0.8:8080/health": context deadline exceeded`,
    { container: 'app', age, fields: { firstTimestamp: ago(minutes(9)) } },
  );
const startupProbe = {
  initialDelaySeconds: 5,
  failureThreshold: 5,
  periodSeconds: 5,
  httpGet: {
    path: '/health?key=hunter2',
    port: 80,
    httpHeaders: [{ name: 'Authorization', value: 'Bearer secret' }],
  },
};
const NO_REQUEST = { ...startupProbe, httpGet: undefined };

describe('probe kills', () => {
  it.each<[string, string, Ingredient[]]>([
    [
      'pod.liveness-killing',
      'an event of the kill',
      [...app({ ready: false, restartCount: 3 }), kill('liveness')],
    ],
    [
      'pod.liveness-killing',
      'failures before a restart',
      [
        ...app({
          restartCount: 1,
          ...running(minutes(1)),
          lastState: ended(137, minutes(1)),
        }),
        failure('Liveness'),
      ],
    ],
    [
      'pod.startup-probe-failing',
      'an event of the kill',
      [...app({ ready: false, started: false }), kill('startup')],
    ],
    [
      'pod.startup-probe-failing',
      'a container beyond its budget',
      app(
        { ready: false, started: false, ...running(seconds(31)) },
        { startupProbe },
      ),
    ],
  ])('%s speaks for %s', (detector, _, objects) => {
    expect(run(objects)).toMatchObject([
      { detector, key: 'app', severity: 'high', tier: 'problem' },
    ]);
  });

  it.each([
    ['a request', startupProbe, { path: '/health', port: 80 }],
    [
      'a command',
      { ...NO_REQUEST, exec: { command: ['redis-cli', '-a', 'hunter2'] } },
      { command: ['redis-cli'] },
    ],
  ])('shows of %s nothing that may be secret', (_, probe, shown) => {
    const [found, ...others] = run(
      app(
        { ready: false, started: false, ...running(minutes(1)) },
        { startupProbe: probe },
      ),
    );
    const [{ value }] = found.evidence.filter(
      each => each.type === 'field' && each.path.endsWith('startupProbe'),
    ) as FieldEvidence[];
    expect(value).toMatchObject(
      'exec' in probe ? { exec: shown } : { httpGet: shown },
    );
    expect(others).toEqual([]);
    expect(JSON.stringify(found)).not.toMatch(/Bearer|hunter2/);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a container within its startup budget',
      app(
        { ready: false, started: false, ...running(seconds(29)) },
        { startupProbe },
      ),
    ],
    [
      'a container that has been ready for long since',
      [
        ...app({ ready: true, ...running(minutes(31)) }),
        kill('liveness', minutes(35)),
      ],
    ],
    [
      'a kill more than an hour ago',
      [...app({ ready: false }), kill('liveness', hours(2))],
    ],
    [
      'failures without a restart',
      [...app({ ready: true, ...running(minutes(9)) }), failure('Liveness')],
    ],
    [
      'a kill at start that was overcome',
      [...app({ started: true, ...running(minutes(3)) }), kill('startup')],
    ],
    [
      'the kill of another container',
      [
        ...deployedPod({ containers: { web: { status: { ready: false } } } }),
        kill('liveness'),
      ],
    ],
  ])('are not found for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});
