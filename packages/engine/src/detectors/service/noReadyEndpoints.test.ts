import { minutes, seconds } from '../../snapshot/durations';
import { ago, object, ownedBy } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { noReadyEndpoints } from './noReadyEndpoints';

const run = detectorRunner(noReadyEndpoints);

const service = object('Service', 'cart', {
  spec: { selector: { app: 'cart' } },
});

function pod(
  unready: number,
  options: { metadata?: object; container?: object } = {},
) {
  return object(
    'Pod',
    'cart-1',
    {
      spec: { containers: [{ name: 'app', ...options.container }] },
      status: {
        phase: 'Running',
        conditions: [
          {
            type: 'Ready',
            status: 'False',
            lastTransitionTime: ago(unready),
          },
        ],
      },
    },
    { labels: { app: 'cart' }, metadata: options.metadata as {} },
  );
}

/** A pod of a Deployment that is at a revision, with what the controller says of its progress. */
function deployed(revision: string, reason: string, status = 'True') {
  const deployment = object(
    'Deployment',
    'cart',
    { status: { conditions: [{ type: 'Progressing', status, reason }] } },
    {
      metadata: {
        annotations: { 'deployment.kubernetes.io/revision': revision },
      },
    },
  );
  const replicaSet = ownedBy(deployment, object('ReplicaSet', 'cart-5c'));
  return [deployment, replicaSet, ownedBy(replicaSet, pod(minutes(3)))];
}

const slow = {
  startupProbe: { failureThreshold: 30, periodSeconds: 10 },
  readinessProbe: { failureThreshold: 3, periodSeconds: 10 },
};

describe('service.no-ready-endpoints', () => {
  it.each<[string, Ingredient[]]>([
    ['pods that are not ready for two minutes', [pod(seconds(121))]],
    [
      'pods beyond what their probes allow',
      [pod(seconds(331), { container: slow })],
    ],
    ['a later rollout', deployed('2', 'ReplicaSetUpdated')],
    [
      'a first rollout past its deadline',
      deployed('1', 'ProgressDeadlineExceeded', 'False'),
    ],
    [
      'a first rollout that was finished',
      deployed('1', 'NewReplicaSetAvailable'),
    ],
  ])('fires for %s', (_, objects) => {
    expect(run([service, ...objects])).toMatchObject([
      { subject: { kind: 'Service', name: 'cart' }, severity: 'high' },
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['pods that have only just started', [pod(seconds(90))]],
    [
      'pods within what their probes allow',
      [pod(seconds(329), { container: slow })],
    ],
    ['a first rollout within its deadline', deployed('1', 'ReplicaSetUpdated')],
    [
      'pods on their way out',
      [
        pod(minutes(5), {
          metadata: {
            labels: { app: 'cart' },
            deletionTimestamp: ago(seconds(5)),
          },
        }),
      ],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(run([service, ...objects])).toEqual([]);
  });
});
