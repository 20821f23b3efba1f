import { hours, minutes, seconds } from '../../snapshot/durations';
import { ago, object } from '../../testing/builders';
import {
  ContainerFields,
  deployedPod,
  ended,
  waiting,
} from '../../testing/deployedPod';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import { nodeOomVictim } from './nodeOomVictim';
import { oomKills } from './oomKills';
import { sigkillUnexplained } from './sigkillUnexplained';

const run = detectorRunner(...oomKills, nodeOomVictim, sigkillUnexplained);

const limited = { resources: { limits: { memory: '128Mi' } } };
const killed = (milliseconds: number, reason = 'OOMKilled', exitCode = 137) =>
  ended(exitCode, milliseconds, reason);
const app = (status: ContainerFields['status'], spec: object = limited) =>
  deployedPod({ containers: { app: { spec, status } } });

const nodeEvent = (message: string) => [
  object('Node', 'worker-1'),
  object(
    'Event',
    'worker-1.oom',
    {
      reason: 'OOMKilling',
      message,
      involvedObject: { kind: 'Node', name: 'worker-1', uid: 'worker-1' },
      lastTimestamp: ago(minutes(5)),
    },
    { namespace: 'default' },
  ),
];

describe('kills for lack of memory', () => {
  it.each<[string, string, Ingredient[]]>([
    [
      'pod.oom-killed',
      'a container that waits',
      app(waiting('CrashLoopBackOff', '', { lastState: killed(minutes(2)) })),
    ],
    [
      'pod.oom-killed',
      'a container that is ready again',
      app({ restartCount: 1, lastState: killed(minutes(50)) }),
    ],
    [
      'pod.oom-killed',
      'a child process, whatever the exit code',
      app({ lastState: killed(minutes(5), 'OOMKilled', 1) }),
    ],
    [
      'pod.oom-killed',
      'two kills within a day',
      app({
        ready: false,
        state: killed(hours(2)),
        lastState: killed(hours(5)),
      }),
    ],
    [
      'pod.oom-killed',
      'a pod that the node names',
      [
        ...app({ lastState: killed(minutes(5), 'Error') }),
        ...nodeEvent(
          'Memory cgroup out of memory: Killed process 7 (java), oom_memcg=/kubepods/burstable/podpod_shop_cart_6d5f_x2x4z',
        ),
      ],
    ],
    [
      'pod.oom-recovered',
      'a single kill earlier today',
      app({ restartCount: 1, lastState: killed(hours(3)) }),
    ],
  ])('%s speaks for %s', (detector, _, objects) => {
    const [found, ...others] = run(objects);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      detector,
      key: 'app',
      tier: detector === 'pod.oom-killed' ? 'problem' : 'risk',
      severity: detector === 'pod.oom-killed' ? 'high' : 'medium',
      message:
        'Container app of Deployment shop/cart was killed for lack of memory at its limit of 128Mi',
    });
    expect(found.evidence).toContainEqual(
      expect.objectContaining({
        path: 'spec.containers[0].resources.limits.memory',
        value: '128Mi',
      }),
    );
  });

  it.each<[string, ContainerFields['status'], number]>([
    [
      'a back-off since the pod ceased to be ready',
      waiting('CrashLoopBackOff', '', {
        ready: false,
        restartCount: 14,
        lastState: killed(minutes(2)),
      }),
      minutes(54),
    ],
    [
      'a kill since it happened, in a pod that was not ready before',
      { ready: false, restartCount: 1, lastState: killed(minutes(2)) },
      minutes(2),
    ],
  ])('dates %s', (_, status, since) => {
    const [found] = run(
      deployedPod({
        containers: { app: { spec: limited, status } },
        status: {
          conditions: [
            {
              type: 'ContainersReady',
              status: 'False',
              lastTransitionTime: ago(minutes(54)),
            },
          ],
        },
      }),
    );
    expect(found.since).toBe(ago(since));
  });

  it('tells containers apart, init containers among them', () => {
    const found = run(
      deployedPod({
        initContainers: {
          migrate: {
            spec: limited,
            status: { ready: false, state: killed(minutes(1)) },
          },
        },
        containers: {
          app: { spec: limited, status: { lastState: killed(minutes(3)) } },
          proxy: { spec: limited },
        },
      }),
    );
    expect(found.map(({ detector, key }) => [detector, key])).toEqual([
      ['pod.oom-killed', 'app'],
      ['pod.oom-killed', 'migrate'],
    ]);
  });

  it('blames the node for a container without a limit', () => {
    const found = run([
      ...app({ lastState: killed(minutes(5), 'Error') }, {}),
      ...nodeEvent('System OOM encountered, victim process: java, pid: 7'),
    ]);
    expect(found).toMatchObject([
      {
        detector: 'pod.node-oom-victim',
        key: 'Deployment shop/cart',
        message: expect.stringContaining('has no memory limit'),
      },
    ]);
    expect(subjectOf(found[0])).toBe('Node/worker-1');
  });

  it('only hints at a SIGKILL that nothing explains', () => {
    const objects = app({ lastState: killed(minutes(5), 'Error') });
    expect(run(objects)).toMatchObject([
      { detector: 'pod.sigkill-unexplained', tier: 'risk', severity: 'medium' },
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['a kill before yesterday', app({ lastState: killed(hours(25)) })],
    ['another exit', app({ lastState: ended(1, seconds(30)) })],
    ['a SIGKILL hours ago', app({ lastState: killed(hours(3), 'Error') })],
    [
      'a container without a limit, while the node kills another at its limit',
      [
        ...app({ lastState: killed(minutes(5), 'Error') }, {}),
        ...nodeEvent('Memory cgroup out of memory: Killed process 7 (java)'),
      ],
    ],
    [
      'a kubelet that lost track',
      app({ lastState: killed(minutes(5), 'ContainerStatusUnknown') }),
    ],
    [
      'an evicted pod',
      deployedPod({
        status: { phase: 'Failed', reason: 'Evicted' },
        containers: { app: { status: { state: killed(minutes(5), 'Error') } } },
      }),
    ],
  ])('are not found for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});
