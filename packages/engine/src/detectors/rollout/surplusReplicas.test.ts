import { minutes } from '../../snapshot/durations';
import { ago, object } from '../../testing/builders';
import { detectorRunner } from '../../testing/detectorRunner';
import { surplusReplicas } from './surplusReplicas';

const run = detectorRunner(surplusReplicas);

describe('deploy.surplus-replicas', () => {
  const deployment = (
    status: object,
    spec: object = {},
    updated = minutes(11),
  ) =>
    object('Deployment', 'cart', {
      spec: { replicas: 4, ...spec },
      status: {
        ...status,
        conditions: [
          {
            type: 'Progressing',
            status: 'True',
            reason: 'NewReplicaSetAvailable',
            lastUpdateTime: ago(updated),
          },
        ],
      },
    });
  const LEFT = { replicas: 5, updatedReplicas: 4, availableReplicas: 5 };
  const MANY = { replicas: 6, updatedReplicas: 2, availableReplicas: 3 };

  it.each([
    ['old pods that a finished rollout left', deployment(LEFT)],
    ['more pods than the surplus of 25 %', deployment(MANY)],
  ])('tells of %s', (_, one) => {
    expect(run([one])).toMatchObject([{ severity: 'low', tier: 'problem' }]);
  });

  it.each([
    [
      'a rollout within its surplus',
      deployment({ ...LEFT, updatedReplicas: 2 }),
    ],
    [
      'a new pod that is not available',
      deployment({ ...LEFT, availableReplicas: 4 }),
    ],
    ['recent progress', deployment(LEFT, {}, minutes(9))],
    ['a paused one', deployment(LEFT, { paused: true })],
    [
      'a larger surplus',
      deployment(MANY, { strategy: { rollingUpdate: { maxSurge: '50%' } } }),
    ],
    ['as many as wanted', deployment({ ...LEFT, replicas: 4 })],
  ])('accepts %s', (_, one) => {
    expect(run([one])).toEqual([]);
  });
});
