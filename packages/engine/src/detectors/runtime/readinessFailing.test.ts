import { minutes, seconds } from '../../snapshot/durations';
import { ago } from '../../testing/builders';
import {
  ContainerFields,
  DeployedPodFields,
  deployedPod,
  ended,
  podEvent,
  waiting,
} from '../../testing/deployedPod';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { readinessFailing } from './readinessFailing';
import { readinessGatePending } from './readinessGatePending';

const run = detectorRunner(readinessFailing, readinessGatePending);

const readinessProbe = {
  httpGet: { path: '/ready', port: 8080 },
  initialDelaySeconds: 10,
  periodSeconds: 10,
  failureThreshold: 30,
};
const app = (
  status: ContainerFields['status'] = { ready: false },
  fields: DeployedPodFields = {},
) =>
  deployedPod({
    containers: { app: { spec: { readinessProbe }, status } },
    ...fields,
  });

const gated = (age: number, gate?: string) =>
  deployedPod({
    spec: { readinessGates: [{ conditionType: 'example.org/target' }] },
    status: {
      conditions: [
        {
          type: 'ContainersReady',
          status: 'True',
          lastTransitionTime: ago(age),
        },
        { type: 'Ready', status: 'False', lastTransitionTime: ago(age) },
        ...(gate ? [{ type: 'example.org/target', status: gate }] : []),
      ],
    },
  });

describe('readiness', () => {
  it('is missed by a container that runs and does not answer', () => {
    const event = podEvent(
      'Unhealthy',
      'Readiness probe failed: HTTP probe failed with statuscode: 503',
      { container: 'app' },
    );
    const [found] = run([...app(), event]);
    expect(found).toMatchObject({
      detector: 'pod.readiness-failing',
      key: 'app',
      severity: 'medium',
      message:
        'Container app of Deployment shop/cart runs but does not pass its readiness probe: it answers 503',
    });
    expect(found.evidence).toContainEqual(
      expect.objectContaining({ type: 'event', reason: 'Unhealthy' }),
    );
  });

  it.each([undefined, 'False'])('waits for a gate that is %s', gate => {
    expect(run(gated(minutes(6), gate))).toMatchObject([
      {
        detector: 'pod.readiness-gate-pending',
        key: 'example.org/target',
        severity: 'medium',
      },
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ["the probe's own budget", app({ ready: false }, { age: seconds(309) })],
    [
      'a container that was started again just now',
      app({
        ready: false,
        state: { running: { startedAt: ago(seconds(20)) } },
        lastState: ended(1, seconds(25)),
      }),
    ],
    ['a container that waits', app(waiting('CrashLoopBackOff'))],
    [
      'a container whose startup probe is still out',
      app({ ready: false, started: false }),
    ],
    [
      'a container without a readiness probe',
      deployedPod({ containers: { app: { status: { ready: false } } } }),
    ],
    [
      'a ready container beside another that is not',
      deployedPod({
        containers: {
          app: { spec: { readinessProbe } },
          web: { status: { ready: false } },
        },
      }),
    ],
    [
      'a pod that is being deleted',
      app(undefined, { metadata: { deletionTimestamp: ago(0) } }),
    ],
    [
      'a pod without conditions',
      app(undefined, { status: { conditions: undefined } }),
    ],
    ['a gate within its grace', gated(minutes(4))],
    ['a gate that is open', gated(minutes(6), 'True')],
  ])('is not judged for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});
