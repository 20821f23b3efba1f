import { minutes, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { ago, object, ownedBy, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { rolloutDetectors } from '.';

const run = detectorRunner(...rolloutDetectors);
const idsOf = (objects: readonly Ingredient[]) =>
  run(objects)
    .filter(({ tier }) => tier === 'problem')
    .map(each => each.detector);

const STALLED = {
  type: 'Progressing',
  status: 'False',
  reason: 'ProgressDeadlineExceeded',
  message: 'ReplicaSet "cart-5c" has timed out progressing.',
  lastTransitionTime: ago(minutes(5)),
};
const unavailable = (age: number) => ({
  type: 'Available',
  status: 'False',
  reason: 'MinimumReplicasUnavailable',
  message: 'Deployment does not have minimum availability.',
  lastTransitionTime: ago(age),
});
const FINISHED = {
  type: 'Progressing',
  status: 'True',
  reason: 'NewReplicaSetAvailable',
};

function deployment(spec: object, status: object, metadata: object = {}) {
  return object(
    'Deployment',
    'cart',
    { spec: { replicas: 3, ...spec }, status },
    { metadata: { name: 'cart', namespace: 'shop', ...metadata } },
  );
}

/** A pod of a workload, ready or not for some time. */
function pod<T extends Parameters<typeof ownedBy>[0]>(
  owner: T,
  name: string,
  ready: boolean,
  age = minutes(30),
  labels: Record<string, string> = {},
  nodeName = 'a',
) {
  return ownedBy(
    owner,
    object(
      'Pod',
      name,
      {
        spec: { nodeName },
        status: {
          phase: 'Running',
          conditions: ['Ready', 'ContainersReady'].map(type => ({
            type,
            status: ready ? 'True' : 'False',
            lastTransitionTime: ago(age),
          })),
        },
      },
      { labels },
    ),
  );
}

const deleting = (doomed: KnownKinds['Pod']): KnownKinds['Pod'] => ({
  ...doomed,
  metadata: { ...doomed.metadata, deletionTimestamp: ago(seconds(5)) },
});

const statefulSet = (spec: object, status: object) =>
  object('StatefulSet', 'db', {
    spec: { replicas: 3, serviceName: '', ...spec } as object,
    status,
  });
const daemonSet = (status: object) =>
  object('DaemonSet', 'agent', { spec: {}, status }, { age: minutes(60) });

const short = deployment(
  {},
  {
    replicas: 3,
    updatedReplicas: 3,
    availableReplicas: 2,
    conditions: [FINISHED],
  },
);
const ordered = statefulSet({}, { availableReplicas: 1 });
const parallel = statefulSet(
  { podManagementPolicy: 'Parallel' },
  { availableReplicas: 2 },
);
const rolling = statefulSet(
  {},
  {
    availableReplicas: 2,
    updateRevision: 'db-2',
    currentRevision: 'db-1',
    updatedReplicas: 0,
  },
);
const agents = daemonSet({
  desiredNumberScheduled: 10,
  currentNumberScheduled: 10,
  numberUnavailable: 1,
});
const standalone = object('ReplicaSet', 'cart', {
  spec: { replicas: 2 },
  status: { readyReplicas: 1 },
});
const readyNode = object('Node', 'a', {
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
});

describe('rollouts', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a rollout past its deadline',
      [deployment({}, { conditions: [STALLED] })],
      'deploy.progress-deadline',
    ],
    [
      'a finished Deployment that has lost its pods',
      [deployment({}, { conditions: [FINISHED, unavailable(minutes(3))] })],
      'deploy.unavailable',
    ],
    [
      'one pod short of a finished rollout',
      [short, pod(short, 'cart-1', false)],
      'deploy.replicas-short',
    ],
    [
      'a spec that the controller has not seen',
      [
        deployment(
          {},
          { observedGeneration: 1 },
          {
            generation: 2,
            managedFields: [
              {
                manager: 'kubectl',
                time: ago(minutes(3)),
                fieldsV1: { 'f:spec': { 'f:replicas': {} } },
              },
              {
                manager: 'labeller',
                time: ago(0),
                fieldsV1: { 'f:metadata': {} },
              },
              {
                subresource: 'status',
                time: ago(0),
                fieldsV1: { 'f:status': {} },
              },
            ],
          },
        ),
      ],
      'workload.observed-generation-lag',
    ],
    [
      'a ReplicaSet of its own',
      [standalone, pod(standalone, 'cart-1', false)],
      'rs.short',
    ],
    [
      'the lowest pod of a StatefulSet that is not ready',
      [ordered, pod(ordered, 'db-0', true), pod(ordered, 'db-1', false)],
      'sts.ordinal-blocked',
    ],
    [
      'a parallel StatefulSet',
      [
        parallel,
        pod(parallel, 'db-0', false),
        pod(parallel, 'db-1', true),
        pod(parallel, 'db-2', true),
      ],
      'sts.replicas-short',
    ],
    [
      'a pod of the new revision that stops a rollout',
      [
        rolling,
        pod(rolling, 'db-0', true),
        pod(rolling, 'db-1', true),
        pod(rolling, 'db-2', false, minutes(11), {
          'controller-revision-hash': 'db-2',
        }),
      ],
      'sts.rollout-stuck',
    ],
    [
      'a governing Service that is missing',
      [statefulSet({ serviceName: 'db' }, { availableReplicas: 3 })],
      'sts.governing-service-missing',
    ],
    [
      'a DaemonSet with an unready pod',
      [agents, readyNode, pod(agents, 'agent-1', false)],
      'ds.pods-unavailable',
    ],
    [
      'a DaemonSet that lacks pods',
      [daemonSet({ desiredNumberScheduled: 3, currentNumberScheduled: 1 })],
      'ds.not-scheduled',
    ],
  ])('reports %s', (_, objects, expected) => {
    expect(idsOf(objects)).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a paused Deployment',
      [
        deployment(
          { paused: true },
          { conditions: [STALLED, unavailable(minutes(9))] },
        ),
      ],
    ],
    [
      'a Deployment scaled to zero',
      [
        deployment(
          { replicas: 0 },
          { conditions: [STALLED, unavailable(minutes(9))] },
        ),
      ],
    ],
    [
      'a status that lags behind the spec',
      [
        deployment(
          {},
          {
            observedGeneration: 1,
            conditions: [STALLED, unavailable(minutes(9))],
          },
          { generation: 2 },
        ),
      ],
    ],
    [
      'a first rollout within its deadline',
      [
        deployment(
          {},
          {
            conditions: [
              {
                type: 'Progressing',
                status: 'True',
                reason: 'ReplicaSetUpdated',
              },
              unavailable(minutes(3)),
            ],
          },
          { annotations: { 'deployment.kubernetes.io/revision': '1' } },
        ),
      ],
    ],
    [
      'a Deployment unavailable for a moment',
      [deployment({}, { conditions: [FINISHED, unavailable(seconds(60))] })],
    ],
    [
      'a pod that has just started',
      [short, pod(short, 'cart-1', false, minutes(1))],
    ],
    [
      'a rolling update that moves on',
      [
        rolling,
        pod(rolling, 'db-0', true),
        pod(rolling, 'db-1', true),
        pod(rolling, 'db-2', false, minutes(1), {
          'controller-revision-hash': 'db-2',
        }),
      ],
    ],
    [
      'a pod that a rolling update has deleted and not yet made anew',
      [ordered, pod(ordered, 'db-0', true), pod(ordered, 'db-2', true)],
    ],
    [
      'a pod that a rolling update is deleting',
      [
        ordered,
        pod(ordered, 'db-0', true),
        deleting(pod(ordered, 'db-1', false)),
        pod(ordered, 'db-2', true),
      ],
    ],
    ['a StatefulSet whose pods are unread', [ordered, unreadKind('Pod')]],
    [
      'a governing Service that could not be read',
      [
        statefulSet({ serviceName: 'db' }, { availableReplicas: 3 }),
        unreadKind('Service'),
      ],
    ],
    [
      'a DaemonSet pod on a node that is not ready',
      [
        agents,
        object('Node', 'a', {
          status: { conditions: [{ type: 'Ready', status: 'Unknown' }] },
        }),
        pod(agents, 'agent-1', false),
      ],
    ],
    [
      'a DaemonSet while a node joins',
      [
        daemonSet({ desiredNumberScheduled: 3, currentNumberScheduled: 2 }),
        object('Node', 'new', {}, { age: minutes(1) }),
      ],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(idsOf(objects)).toEqual([]);
  });

  it('speaks of a missing pod of a StatefulSet once it cannot be made', () => {
    const [found, ...others] = run([
      ordered,
      pod(ordered, 'db-0', true),
      object('Event', 'db.1', {
        reason: 'FailedCreate',
        message: 'create Pod db-1 in StatefulSet db failed error: no quota',
        involvedObject: { kind: 'StatefulSet', namespace: 'shop', name: 'db' },
        firstTimestamp: ago(minutes(6)),
        lastTimestamp: ago(minutes(1)),
      }),
    ]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      detector: 'create.refused-other',
      symptoms: [
        {
          detector: 'sts.ordinal-blocked',
          message: expect.stringContaining('Pod db-1 is missing'),
        },
      ],
    });
  });

  it('keeps the identity of a stuck rollout when the next revision is stuck too', () => {
    const stuck = (updateRevision: string) => {
      const set = statefulSet(
        {},
        {
          availableReplicas: 3,
          updateRevision,
          currentRevision: 'db-1',
          updatedReplicas: 0,
        },
      );
      const [found] = run([
        set,
        pod(set, 'db-2', false, minutes(11), {
          'controller-revision-hash': updateRevision,
        }),
      ]);
      return found.id;
    };
    expect(stuck('db-2')).toBe(stuck('db-3'));
  });

  it('lists unavailability under the rollout that does not progress', () => {
    const [found, ...others] = run([
      deployment(
        {},
        {
          availableReplicas: 0,
          conditions: [STALLED, unavailable(minutes(5))],
        },
      ),
    ]);
    expect(others).toEqual([]);
    expect(found.symptoms.map(each => each.detector)).toEqual([
      'deploy.unavailable',
    ]);
  });

  it.each([
    [0, 'critical'],
    [2, 'high'],
  ])('rates %s available pods as %s', (availableReplicas, severity) => {
    const [found] = run([
      deployment(
        {},
        { availableReplicas, conditions: [FINISHED, unavailable(minutes(5))] },
      ),
    ]);
    expect(found.severity).toBe(severity);
  });

  it('survives objects without spec and status', () => {
    const bare = (
      ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'] as const
    ).map(kind => object(kind, 'bare'));
    expect(() => run(bare)).not.toThrow();
  });
});
