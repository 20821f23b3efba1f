import { minutes } from '../../snapshot/durations';
import { ago, object } from '../../testing/builders';
import { detectorRunner } from '../../testing/detectorRunner';
import { disruptionBudgets } from './disruptionBudgets';

const run = detectorRunner(...disruptionBudgets);
const told = (budget: ReturnType<typeof object<'PodDisruptionBudget'>>) =>
  run([budget]).map(({ detector, severity }) => `${detector} ${severity}`);

const budget = (
  reason: string,
  age: number,
  status: object = {},
  allowed = 'False',
) =>
  object('PodDisruptionBudget', 'cart', {
    status: {
      currentHealthy: 1,
      desiredHealthy: 2,
      expectedPods: 3,
      ...status,
      conditions: [
        {
          type: 'DisruptionAllowed',
          status: allowed,
          reason,
          lastTransitionTime: ago(age),
        },
      ],
    },
  });

describe('disruption budgets', () => {
  it.each([
    [budget('SyncFailed', minutes(3)), 'pdb.sync-failed medium'],
    [budget('InsufficientPods', minutes(11)), 'pdb.no-disruptions-left low'],
  ])('are told of: %#', (one, expected) => {
    expect(told(one)).toEqual([expected]);
  });

  it.each([
    ['pods may go', budget('SufficientPods', minutes(60), {}, 'True')],
    ['the controller has only just failed', budget('SyncFailed', minutes(1))],
    ['pods have only just failed', budget('InsufficientPods', minutes(9))],
    [
      'enough are healthy and none may go by the spec',
      budget('InsufficientPods', minutes(60), {
        currentHealthy: 3,
        desiredHealthy: 3,
      }),
    ],
    [
      'the spec itself asks for all',
      budget('InsufficientPods', minutes(60), { desiredHealthy: 3 }),
    ],
  ])('are silent where %s', (_, one) => {
    expect(told(one)).toEqual([]);
  });

  it('are silent where the controller keeps up another budget for the same pods', () => {
    const labels = { app: 'cart' };
    const one = budget('InsufficientPods', minutes(60));
    const selecting = (name: string) => ({
      ...one,
      metadata: { ...one.metadata, name },
      spec: { selector: { matchLabels: labels } },
    });
    const pod = object('Pod', 'cart-1', {}, { labels });
    const found = (...names: string[]) =>
      run([pod, ...names.map(selecting)]).map(each => each.subject.name);
    expect(found('cart')).toEqual(['cart']);
    expect(found('cart', 'all')).toEqual([]);
  });
});
