import { minutes } from '../../snapshot/durations';
import { ago, object, unreadKind } from '../../testing/builders';
import { Ingredient } from '../../testing/detectorRunner';
import { deleting, pod, problemsOf, run, statefulSet } from './testWorkloads';

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

/** With twenty minutes to start. */
const starting = (unready: ReturnType<typeof pod>) => ({
  ...unready,
  spec: {
    containers: [
      {
        name: 'db',
        startupProbe: { periodSeconds: 10, failureThreshold: 120 },
      },
    ],
  },
});

describe('StatefulSets', () => {
  it.each<[string, Ingredient[], string]>([
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
        pod(rolling, 'db-2', false, {
          age: minutes(11),
          labels: { 'controller-revision-hash': 'db-2' },
        }),
      ],
      'sts.rollout-stuck',
    ],
    [
      'a governing Service that is missing',
      [statefulSet({ serviceName: 'db' }, { availableReplicas: 3 })],
      'sts.governing-service-missing',
    ],
  ])('reports %s', (_, objects, expected) => {
    expect(problemsOf(objects)).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    ...([parallel, ordered] as const).map<[string, Ingredient[]]>(set => [
      `a pod of a ${set.spec?.podManagementPolicy ?? 'ordered'} StatefulSet whose startup probe leaves it time`,
      [
        set,
        starting(pod(set, 'db-0', false, { age: minutes(10) })),
        pod(set, 'db-1', true),
      ],
    ]),
    [
      'a rolling update that moves on',
      [
        rolling,
        pod(rolling, 'db-0', true),
        pod(rolling, 'db-1', true),
        pod(rolling, 'db-2', false, {
          age: minutes(1),
          labels: { 'controller-revision-hash': 'db-2' },
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
  ])('is silent for %s', (_, objects) => {
    expect(problemsOf(objects)).toEqual([]);
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
        pod(set, 'db-2', false, {
          age: minutes(11),
          labels: { 'controller-revision-hash': updateRevision },
        }),
      ]);
      return found.id;
    };
    expect(stuck('db-2')).toBe(stuck('db-3'));
  });
});
