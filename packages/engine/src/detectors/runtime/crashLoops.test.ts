import { hours, minutes, seconds } from '../../snapshot/durations';
import { ago, object, ownedBy } from '../../testing/builders';
import {
  ContainerFields,
  barePod,
  deployedPod,
  ended,
  podEvent,
  waiting,
} from '../../testing/deployedPod';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { runtimeDetectors } from '.';
import { crashLoops } from './crashLoops';

const run = detectorRunner(...crashLoops);
const runAll = detectorRunner(...runtimeDetectors);

const backOff = (
  exitCode: number,
  rest: object = {},
  reason?: string,
): ContainerFields['status'] =>
  waiting('CrashLoopBackOff', 'back-off 5m0s restarting failed container', {
    restartCount: 7,
    lastState: ended(exitCode, minutes(2), reason),
    ...rest,
  });
const app = (status: ContainerFields['status'], spec = {}) =>
  deployedPod({ containers: { app: { status, spec } } });
const init = (status: ContainerFields['status'], fields = {}) =>
  deployedPod({
    initContainers: { migrate: { status } },
    containers: { app: { status: waiting('PodInitializing') } },
    ...fields,
  });
const sidecar = (status: ContainerFields['status'], spec = {}) =>
  deployedPod({
    initContainers: {
      proxy: { status, spec: { restartPolicy: 'Always', ...spec } },
    },
  });
const startupProbe = { failureThreshold: 6, periodSeconds: 10 };

describe('crash loops', () => {
  it.each<[string, string, string, Ingredient[]]>([
    [
      'pod.crash-loop',
      'a container in back-off',
      'Container app of Deployment shop/cart fails with exit code 1 (7 restarts)',
      app(backOff(1)),
    ],
    [
      'pod.crash-loop',
      'a signal',
      'Container app of Deployment shop/cart fails with exit code 139 (SIGSEGV) (7 restarts)',
      app(backOff(139)),
    ],
    [
      'pod.crash-loop',
      'a container that runs between two crashes',
      'Container app of Deployment shop/cart fails with exit code 2 (4 restarts)',
      app({
        ready: false,
        restartCount: 4,
        state: { running: { startedAt: ago(seconds(5)) } },
        lastState: ended(2, minutes(3)),
      }),
    ],
    [
      'pod.exit-zero-loop',
      'a process that ends by itself',
      'Container app of Deployment shop/cart ends by itself with exit code 0 and is restarted (7 restarts)',
      app(backOff(0)),
    ],
    [
      'pod.init-failing',
      'an init container',
      'Init container migrate of Deployment shop/cart fails with exit code 1 (7 restarts)',
      init(backOff(1)),
    ],
    [
      'pod.init-failing',
      'an init container that is about to be retried',
      'Init container migrate of Deployment shop/cart fails with exit code 1 (1 restart)',
      init({ ready: false, restartCount: 1, state: ended(1, seconds(40)) }),
    ],
    [
      'pod.native-sidecar-failing',
      'a native sidecar',
      'Sidecar proxy of Deployment shop/cart fails with exit code 1 (7 restarts)',
      sidecar(backOff(1)),
    ],
    [
      'pod.native-sidecar-failing',
      'a native sidecar that never starts',
      'Sidecar proxy of Deployment shop/cart does not stay up (0 restarts)',
      sidecar(
        {
          started: false,
          ready: false,
          state: { running: { startedAt: ago(minutes(2)) } },
        },
        { startupProbe },
      ),
    ],
  ])('%s speaks for %s', (detector, _, message, objects) => {
    expect(run(objects)).toMatchObject([
      { detector, message, severity: 'high', tier: 'problem' },
    ]);
  });

  it('speaks for the pod of a failed Job, but not once the Job has completed', () => {
    const job = (type: string) =>
      object('Job', 'nightly', {
        status: { conditions: [{ type, status: 'True' }] },
      });
    const pod = barePod({
      spec: { restartPolicy: 'Never' },
      status: { phase: 'Failed' },
      initContainers: {
        migrate: { status: { ready: false, state: ended(3, minutes(5)) } },
      },
    });
    const failed = job('Failed');
    expect(run([failed, ownedBy(failed, pod)])).toMatchObject([
      {
        detector: 'pod.init-failing',
        subject: { kind: 'Job', name: 'nightly' },
      },
    ]);
    const complete = job('Complete');
    expect(run([complete, ownedBy(complete, pod)])).toEqual([]);
  });

  it('joins the pods of a workload, tells its containers apart, and shows the last log lines', () => {
    const pod = (name: string) =>
      deployedPod({
        name,
        containers: {
          app: { status: backOff(1) },
          worker: { status: backOff(1) },
        },
      });
    const logs = new Map([['shop/cart-1/app', 'starting\npanic: no config\n']]);
    const found = run([...pod('cart-1'), ...pod('cart-2')], logs);
    expect(
      found.map(({ key, affected }) => [key, affected.map(each => each.name)]),
    ).toEqual([
      ['app', ['cart-1', 'cart-2']],
      ['worker', ['cart-1', 'cart-2']],
    ]);
    expect(found[0].evidence).toContainEqual(
      expect.objectContaining({
        type: 'log',
        lines: ['starting', 'panic: no config'],
      }),
    );
  });

  it.each<[string, string, Ingredient[]]>([
    ['pod.oom-killed', 'a kill for memory', app(backOff(137, {}, 'OOMKilled'))],
    [
      'pod.liveness-killing',
      "the liveness probe's kills",
      [
        ...app(backOff(143)),
        podEvent(
          'Killing',
          'Container app failed liveness probe, will be restarted',
          { container: 'app' },
        ),
      ],
    ],
    [
      'pod.startup-probe-failing',
      "the startup probe's kills",
      [
        ...app(backOff(143, { started: false })),
        podEvent(
          'Killing',
          'Container app failed startup probe, will be restarted',
          { container: 'app' },
        ),
      ],
    ],
    [
      'pod.container-start-error',
      'a process that cannot be started',
      app(backOff(128, {}, 'StartError')),
    ],
  ])('is listed under %s for %s', (detector, _, objects) => {
    expect(runAll(objects)).toMatchObject([
      {
        detector,
        symptoms: expect.arrayContaining([
          expect.objectContaining({ detector: 'pod.crash-loop' }),
        ]),
      },
    ]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a second crash within its grace',
      deployedPod({
        age: seconds(20),
        containers: {
          app: {
            status: backOff(1, {
              restartCount: 1,
              lastState: ended(1, seconds(5)),
            }),
          },
        },
      }),
    ],
    [
      'old restarts of a container that runs',
      app({ restartCount: 40, lastState: ended(1, hours(3)) }),
    ],
    [
      'a restart rule of the container itself',
      app(backOff(0), { restartPolicy: 'OnFailure' }),
    ],
    [
      'an init container that has ended well',
      init({ state: ended(0, hours(1)) }),
    ],
    [
      'a first failure of an init container',
      init({ ready: false, state: ended(1, seconds(40)) }),
    ],
    [
      'a sidecar within its startup budget',
      sidecar(
        {
          started: false,
          ready: false,
          state: { running: { startedAt: ago(seconds(30)) } },
        },
        { startupProbe },
      ),
    ],
    [
      'a pod that is being deleted',
      deployedPod({
        metadata: { deletionTimestamp: ago(seconds(10)) },
        containers: { app: { status: backOff(1) } },
      }),
    ],
    [
      'a status without any times or counts',
      app({
        ready: false,
        restartCount: undefined,
        state: {},
        lastState: undefined,
      }),
    ],
  ])('are not found for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});
