import { minutes, seconds } from '../../snapshot/durations';
import { ago, object } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { autoscalerDeclined } from './autoscalerDeclined';
import { pending } from './testPods';

const run = detectorRunner(autoscalerDeclined);

const event = (
  reason: string,
  age = minutes(5),
  component = 'cluster-autoscaler',
) =>
  object('Event', `cart-0.${reason}.${age}`, {
    involvedObject: { kind: 'Pod', namespace: 'shop', name: 'cart-0' },
    reason,
    message: 'pod didn\u2019t trigger scale-up: 1 max node group size reached',
    source: { component },
    lastTimestamp: ago(age),
  });

const DECLINED = event('NotTriggerScaleUp');

describe('scheduling.autoscaler-declined', () => {
  it.each<[string, Ingredient[], string]>([
    ['no group that may grow', [pending({}), DECLINED], 'NotTriggerScaleUp'],
    [
      'a node that cannot be had',
      [pending({}), event('FailedScaleUp')],
      'FailedScaleUp',
    ],
    [
      'no node pool of Karpenter that fits',
      [pending({}), event('FailedScheduling', minutes(2), 'karpenter')],
      'FailedScheduling',
    ],
    [
      'a refusal after an earlier success',
      [pending({}), event('TriggeredScaleUp', minutes(20)), DECLINED],
      'NotTriggerScaleUp',
    ],
  ])('speaks of %s', (_, objects, key) => {
    const [found, ...others] = run(objects);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      key,
      severity: 'low',
      subject: { kind: 'StatefulSet', name: 'cart' },
      affected: [{ name: 'cart-0' }],
    });
    expect(found.evidence[0]).toMatchObject({ type: 'event', reason: key });
  });

  it.each<[string, Ingredient[]]>([
    ['a pod of which no autoscaler speaks', [pending({})]],
    [
      'the scheduler\u2019s own words',
      [pending({}), event('FailedScheduling', minutes(2), 'default-scheduler')],
    ],
    [
      'a node that was ordered since',
      [
        pending({}, '', { since: 900 }),
        DECLINED,
        event('TriggeredScaleUp', minutes(1)),
      ],
    ],
    [
      'a refusal of long ago',
      [pending({}), event('NotTriggerScaleUp', minutes(40))],
    ],
    [
      'a pod younger than its grace',
      [pending({}, '', { since: 30 }), event('NotTriggerScaleUp', seconds(10))],
    ],
    ['a pod that has a node', [pending({ nodeName: 'worker' }), DECLINED]],
  ])('is silent about %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});
