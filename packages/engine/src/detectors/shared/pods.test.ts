import { ResourceGraph } from '../../graph/ResourceGraph';
import { days, hours, minutes } from '../../snapshot/durations';
import { ago, object, ownedBy } from '../../testing/builders';
import { Ingredient, snapshotOf } from '../../testing/detectorRunner';
import { isSettled } from './pods';

const pod = (name: string, phase: string, age = hours(2)) =>
  object('Pod', name, { status: { phase } }, { age });

/** A failed pod of a Job with a condition, and the Job. */
function jobPod(type: string, age: number) {
  const job = object('Job', 'report-1', {
    status: {
      conditions: [{ type, status: 'True', lastTransitionTime: ago(age) }],
    },
  });
  return { job, failed: ownedBy(job, pod('report-1-a', 'Failed')) };
}

/** The same for a run of a CronJob that succeeded last some time ago. */
function cronPod(lastSuccess: number) {
  const cronJob = object('CronJob', 'report', {
    status: { lastSuccessfulTime: ago(lastSuccess) },
  });
  const { job, failed } = jobPod('Failed', hours(1));
  return { rest: [cronJob, ownedBy(cronJob, job)], failed };
}

const isSettledAmong = (
  settled: ReturnType<typeof pod>,
  rest: readonly Ingredient[] = [],
) => {
  const snapshot = snapshotOf([settled, ...rest]);
  return isSettled(settled, { snapshot, graph: new ResourceGraph(snapshot) });
};

describe('isSettled', () => {
  const complete = jobPod('Complete', hours(1));
  const given = jobPod('Failed', days(3));
  const recent = jobPod('Failed', hours(23));
  const later = cronPod(minutes(30));
  const earlier = cronPod(hours(3));
  const set = object('ReplicaSet', 'cart');
  const old = ownedBy(set, pod('cart-1', 'Failed'));
  const successor = ownedBy(set, {
    ...pod('cart-2', 'Running', hours(1)),
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  });

  it.each<[string, boolean, boolean]>([
    ['a pod that succeeded', isSettledAmong(pod('a', 'Succeeded')), true],
    ['a pod that runs', isSettledAmong(pod('a', 'Running')), false],
    ['a failed pod of nobody', isSettledAmong(pod('a', 'Failed')), false],
    [
      'a retry that helped',
      isSettledAmong(complete.failed, [complete.job]),
      true,
    ],
    [
      'a Job that failed today',
      isSettledAmong(recent.failed, [recent.job]),
      false,
    ],
    [
      'a Job that failed days ago',
      isSettledAmong(given.failed, [given.job]),
      true,
    ],
    [
      'a later run that succeeded and was removed',
      isSettledAmong(later.failed, later.rest),
      true,
    ],
    [
      'a success before the failure',
      isSettledAmong(earlier.failed, earlier.rest),
      false,
    ],
    ['a ready successor', isSettledAmong(old, [set, successor]), true],
    ['no successor', isSettledAmong(old, [set]), false],
  ])('of %s', (_, settled, expected) => {
    expect(settled).toBe(expected);
  });
});
