import { minutes, seconds } from '../../snapshot/durations';
import { ago, object, ownedBy, unreadKind } from '../../testing/builders';
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

/** The pod of a StatefulSet, which should have been gone for a while. */
function overdue(time: number, spec: object = {}) {
  const owner = object('StatefulSet', 'cart', { spec });
  const metadata = { labels: { app: 'cart' }, deletionTimestamp: ago(time) };
  return [owner, ownedBy(owner, pod(minutes(9), { metadata }))];
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
    ['a pod that a lost node does not let go', overdue(seconds(121))],
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
      'a rollout that may be the first while Deployments are unread',
      [
        ...deployed('2', 'ReplicaSetUpdated').slice(1),
        unreadKind('Deployment'),
      ],
    ],
    ['a pod that is hardly overdue', overdue(seconds(119))],
    ['an overdue pod that is not wanted', overdue(minutes(9), { replicas: 0 })],
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

describe('service.no-ready-endpoints without any pod', () => {
  function refused(
    age: number,
    fields: { kind?: 'StatefulSet' | 'Job'; replicas?: number } = {},
  ): Ingredient[] {
    const { kind = 'StatefulSet', replicas = 2 } = fields;
    return [
      service,
      object(kind, 'cart', {
        spec: { replicas, template: { metadata: { labels: { app: 'cart' } } } },
        status: { replicas: 0 },
      } as object),
      object('Event', 'cart.1', {
        involvedObject: { kind, namespace: 'shop', name: 'cart' },
        reason: 'FailedCreate',
        message: 'create Pod cart-0 in StatefulSet cart failed error: no',
        firstTimestamp: ago(age),
        lastTimestamp: ago(seconds(10)),
      }),
    ];
  }

  it('speaks where the pods are refused, and shows the answer', () => {
    const [found] = run(refused(minutes(5)));
    expect(found).toMatchObject({
      subject: { kind: 'Service', name: 'cart' },
      since: ago(minutes(5)),
    });
    expect(found.evidence).toMatchObject([
      { path: 'spec.selector' },
      { type: 'event', reason: 'FailedCreate' },
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['a refusal younger than two minutes', refused(minutes(1))],
    ['a workload scaled to zero', refused(minutes(5), { replicas: 0 })],
    ['runs of a Job', refused(minutes(5), { kind: 'Job' })],
    ['a workload without any refusal', refused(minutes(5)).slice(0, 2)],
  ])('is silent for %s', (_, ingredients) => {
    expect(run(ingredients)).toEqual([]);
  });
});
