import { seconds } from '../../snapshot/durations';
import {
  ContainerFields,
  deployedPod,
  ended,
  podEvent,
  waiting,
} from '../../testing/deployedPod';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { configurationDetectors } from '../configuration';
import { startFailures } from './startFailures';

const run = detectorRunner(...startFailures);

const container = (fields: ContainerFields, age?: number) =>
  deployedPod({ age, containers: { app: fields } });
const limited: ContainerFields['spec'] = {
  resources: { limits: { memory: '4Mi' } },
};
const asUser = (securityContext: object): ContainerFields['spec'] => ({
  securityContext,
});

const NO_EXECUTABLE =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "serve": executable file not found in $PATH';
const OOM =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?)';
const AS_ROOT =
  'container has runAsNonRoot and image will run as root (pod: "cart-6d5f-x2x4z_shop(1)", container: app)';

describe('start failures', () => {
  it.each<[string, string, RegExp, Ingredient[]]>([
    [
      'an unknown configuration error',
      'pod.config-error',
      /cannot be configured: services have not yet been read/,
      container({
        status: waiting(
          'CreateContainerConfigError',
          'services have not yet been read at least once, cannot construct envvars',
        ),
      }),
    ],
    [
      'an image that runs as root',
      'pod.run-as-nonroot-conflict',
      /its image registry.example.org\/shop\/app:1.4.2 runs as root/,
      container({
        spec: asUser({ runAsNonRoot: true }),
        status: waiting('CreateContainerConfigError', AS_ROOT),
      }),
    ],
    [
      'a user given by name',
      'pod.run-as-nonroot-conflict',
      /names its user "nginx" instead of giving a number/,
      container({
        status: waiting(
          'CreateContainerConfigError',
          'container has runAsNonRoot and image has non-numeric user (nginx), cannot verify user is non-root (pod: "a", container: app)',
        ),
      }),
    ],
    [
      'runAsUser 0',
      'pod.run-as-nonroot-conflict',
      /sets runAsUser 0/,
      container({
        spec: asUser({ runAsNonRoot: true, runAsUser: 0 }),
        status: waiting(
          'CreateContainerConfigError',
          'container\'s runAsUser breaks non-root policy (pod: "a", container: app)',
        ),
      }),
    ],
    [
      'CRI-O without the executable',
      'pod.container-create-error',
      /its command is not in the image/,
      container({
        status: waiting(
          'CreateContainerError',
          'container create failed: runc create failed: unable to start container process: exec: "serve": executable file not found in $PATH',
        ),
      }),
    ],
    [
      'a name that is taken',
      'pod.container-create-error',
      /name is still taken/,
      container({
        status: waiting(
          'CreateContainerError',
          'failed to reserve container name "app_cart_shop_1_2": name "app_cart_shop_1_2" is reserved for "9f"',
        ),
      }),
    ],
    [
      'containerd without the executable',
      'pod.container-start-error',
      /its command is not in the image/,
      container({ status: waiting('RunContainerError', NO_EXECUTABLE) }),
    ],
    [
      'a start error between two tries',
      'pod.container-start-error',
      /may not be executed/,
      container({
        status: waiting('CrashLoopBackOff', 'back-off 40s restarting', {
          lastState: ended(
            128,
            seconds(20),
            'StartError',
            'failed to start container "9f": Error response from daemon: OCI runtime create failed: exec: "/app/run.sh": permission denied: unknown',
          ),
        }),
      }),
    ],
    [
      'a limit too low for runc',
      'pod.oom-at-start',
      /memory limit of 4Mi/,
      container({ spec: limited, status: waiting('RunContainerError', OOM) }),
    ],
    [
      'a limit too low for CRI-O',
      'pod.oom-at-start',
      /memory limit of 4Mi/,
      container({
        spec: limited,
        status: waiting(
          'CreateContainerError',
          'set memory limit 4194304 too low; should be at least 12582912 bytes',
        ),
      }),
    ],
    [
      'a limit too low, between two tries',
      'pod.oom-at-start',
      /memory limit of 4Mi/,
      container({
        spec: limited,
        status: waiting('CrashLoopBackOff', 'back-off', {
          lastState: ended(128, seconds(9), 'StartError', OOM),
        }),
      }),
    ],
    [
      'a limit too low even for the sandbox',
      'pod.oom-at-start',
      /memory limit of 4Mi/,
      [
        ...container({ spec: limited, status: waiting('ContainerCreating') }),
        podEvent(
          'FailedCreatePodSandBox',
          `Failed to create pod sandbox: rpc error: code = Unknown desc = ${OOM}`,
        ),
      ],
    ],
    [
      'a postStart hook',
      'pod.poststart-hook-failed',
      /postStart hook fails/,
      [
        ...container({
          spec: { lifecycle: { postStart: { exec: { command: ['x'] } } } },
          status: waiting('CrashLoopBackOff', 'back-off', {
            lastState: ended(137, seconds(30)),
          }),
        }),
        podEvent('FailedPostStartHook', 'PostStartHook failed', {
          container: 'app',
          age: seconds(31),
        }),
      ],
    ],
  ])('are found for %s', (_, detector, message, objects) => {
    expect(run(objects)).toMatchObject([
      {
        detector,
        key: 'app',
        severity: 'high',
        tier: 'problem',
        message: expect.stringMatching(message),
        subject: { kind: 'Deployment', name: 'cart' },
        affected: [{ container: 'app', node: 'worker-1' }],
      },
    ]);
  });

  it('are listed under the missing object that explains them', () => {
    const all = detectorRunner(...startFailures, ...configurationDetectors);
    const found = all(
      container({
        spec: { envFrom: [{ secretRef: { name: 'db' } }] },
        status: waiting('CreateContainerConfigError', 'secret "db" not found'),
      }),
    );
    expect(found).toMatchObject([
      {
        detector: 'config.secret-missing',
        symptoms: [{ detector: 'pod.config-error' }],
      },
    ]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a container younger than its grace',
      container({ status: waiting('RunContainerError', 'x') }, seconds(59)),
    ],
    [
      'the words of an out-of-memory kill without any limit',
      container({ status: waiting('RunContainerError', OOM) }),
    ],
    [
      'a hook that failed before the present start',
      [
        ...container({
          status: {
            ready: false,
            state: { running: { startedAt: '2026-03-01T11:50:00Z' } },
          },
        }),
        podEvent('FailedPostStartHook', 'failed', {
          container: 'app',
          age: 20 * 60_000,
        }),
      ],
    ],
    [
      'a container that runs after a failed start',
      container({
        status: { lastState: ended(128, seconds(90), 'StartError', 'exec') },
      }),
    ],
    [
      'a container that is being created',
      container({ status: waiting('ContainerCreating') }),
    ],
  ])('are not found for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});
