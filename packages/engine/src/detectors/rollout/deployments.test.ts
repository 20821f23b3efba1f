import { minutes, seconds } from '../../snapshot/durations';
import { ago, object } from '../../testing/builders';
import { Ingredient } from '../../testing/detectorRunner';
import {
  FINISHED,
  STALLED,
  deployment,
  pod,
  problemsOf,
  run,
  unavailable,
} from './testWorkloads';

const short = deployment(
  {},
  {
    replicas: 3,
    updatedReplicas: 3,
    availableReplicas: 2,
    conditions: [FINISHED],
  },
);
const standalone = object('ReplicaSet', 'cart', {
  spec: { replicas: 2 },
  status: { readyReplicas: 1 },
});

describe('Deployments and ReplicaSets', () => {
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
  ])('reports %s', (_, objects, expected) => {
    expect(problemsOf(objects)).toEqual([expected]);
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
      [short, pod(short, 'cart-1', false, { age: minutes(1) })],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(problemsOf(objects)).toEqual([]);
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
