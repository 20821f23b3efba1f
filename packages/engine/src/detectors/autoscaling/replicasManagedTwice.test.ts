import { hours, minutes } from '../../snapshot/durations';
import { ago, object } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { replicasManagedTwice } from './replicasManagedTwice';

const run = detectorRunner(replicasManagedTwice);

const event = (kind: string, reason: string, message: string, age: number) =>
  object('Event', `${kind}.${message.replace(/\W+/g, '-')}.${age}`, {
    involvedObject: { kind, namespace: 'shop', name: 'cart' },
    reason,
    message,
    lastTimestamp: ago(age),
  });
const rescale = (size: number, age: number) =>
  event(
    'HorizontalPodAutoscaler',
    'SuccessfulRescale',
    `New size: ${size}; reason: cpu resource utilization (percentage of request) above target`,
    age,
  );
const move = (text: string, age: number, set = 'cart-5c') =>
  event(
    'Deployment',
    'ScalingReplicaSet',
    `Scaled down replica set ${set} ${text}`,
    age,
  );

const scaled = (kind = 'Deployment'): Ingredient[] => [
  object('HorizontalPodAutoscaler', 'cart', {
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind, name: 'cart' },
      maxReplicas: 9,
    },
  }),
  object('Deployment', 'cart'),
  object('StatefulSet', 'cart'),
];

describe('hpa.replicas-managed-twice', () => {
  it.each<[string, Ingredient[]]>([
    [
      'a size that was set back and set again',
      [
        ...scaled(),
        rescale(5, minutes(20)),
        move('from 5 to 2', minutes(10)),
        rescale(5, minutes(9)),
      ],
    ],
    [
      'the same in the words of an older version',
      [...scaled(), move('to 2 from 5', minutes(10)), rescale(5, minutes(9))],
    ],
  ])('reports %s', (_, objects) => {
    const [found, ...others] = run(objects);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      subject: { kind: 'Deployment', name: 'cart' },
      message: expect.stringContaining('from 5 to 2'),
      evidence: [
        { type: 'event', reason: 'ScalingReplicaSet' },
        { type: 'event', reason: 'SuccessfulRescale' },
      ],
    });
  });

  it.each<[string, Ingredient[]]>([
    [
      'what the autoscaler does itself',
      [
        ...scaled(),
        rescale(5, minutes(20)),
        move('from 5 to 2', minutes(10)),
        rescale(2, minutes(10)),
      ],
    ],
    [
      'a size that was set by hand and left',
      [...scaled(), rescale(5, minutes(20)), move('from 5 to 2', minutes(10))],
    ],
    [
      'a rollout',
      [
        ...scaled(),
        move('from 5 to 4', minutes(11)),
        move('from 0 to 1', minutes(11), 'cart-7f'),
        rescale(5, minutes(9)),
      ],
    ],
    [
      'what was long ago',
      [...scaled(), move('from 5 to 2', hours(2)), rescale(5, minutes(9))],
    ],
    [
      'a workload of another kind',
      [
        ...scaled('StatefulSet'),
        move('from 5 to 2', minutes(10)),
        rescale(5, minutes(9)),
      ],
    ],
    [
      'events in other words',
      [...scaled(), move('somehow', minutes(10)), rescale(5, minutes(9))],
    ],
    ['no events', scaled()],
  ])('is silent for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});
