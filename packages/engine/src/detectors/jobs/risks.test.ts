import { days, hours, minutes } from '../../snapshot/durations';
import { ago, object, ownedBy } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { cronJobRisks } from './cronJobRisks';
import { restingJobs } from './restingJobs';

const run = detectorRunner(...cronJobRisks, ...restingJobs);

const cron = (
  spec: object = {},
  options: { last?: number; age?: number; namespace?: string } = {},
) =>
  object(
    'CronJob',
    'nightly',
    {
      spec: { schedule: '0 3 * * *', ...spec } as object,
      status: { lastScheduleTime: ago(options.last ?? hours(9)) },
    },
    { age: options.age ?? days(30), namespace: options.namespace },
  );

const runOf = (name: string, status: object, spec: object = {}) =>
  ownedBy(cron(), object('Job', name, { spec, status }));
const active = (name: string, age: number) =>
  runOf(name, { active: 1, startTime: ago(age) });
const completed = (name: string, age: number, duration: number) =>
  runOf(name, {
    startTime: ago(age),
    completionTime: ago(age - duration),
    conditions: [{ type: 'Complete', status: 'True' }],
  });
const EARLIER = [1, 2, 3].map(each =>
  completed(`nightly-${each}`, days(each), minutes(15 + each)),
);

const job = (
  spec: object,
  conditions: [type: string, age: number][] = [],
  options: { age?: number; labels?: Record<string, string> } = {},
) =>
  object(
    'Job',
    'import',
    {
      spec,
      status: {
        conditions: conditions.map(([type, age]) => ({
          type,
          status: 'True',
          lastTransitionTime: ago(age),
        })),
      },
    },
    { age: days(30), ...options },
  );

describe('risks of jobs', () => {
  it.each<[string, Ingredient[], string, string]>([
    [
      'three runs at once',
      [
        cron(),
        ...['a', 'b', 'c'].map(each => active(`nightly-${each}`, hours(1))),
      ],
      'risk medium CronJob/nightly cronjob.overlapping',
      'spec.concurrencyPolicy',
    ],
    [
      'a run that takes four times as long as others',
      [cron(), ...EARLIER, active('nightly-4', minutes(75))],
      'risk medium CronJob/nightly job.running-too-long',
      'status.startTime',
    ],
    [
      'a deadline of a few seconds',
      [cron({ startingDeadlineSeconds: 5 })],
      'risk medium CronJob/nightly cronjob.deadline-too-short',
      'spec.startingDeadlineSeconds',
    ],
    [
      'a Job suspended for days',
      [job({ suspend: true }, [['Suspended', days(2)]])],
      'hygiene info Job/import job.suspended',
      'spec.suspend',
    ],
    [
      'a CronJob suspended lately',
      [cron({ suspend: true }, { last: days(3) })],
      'hygiene low CronJob/nightly cronjob.suspended',
      'spec.suspend',
    ],
    [
      'a CronJob suspended long ago',
      [cron({ suspend: true }, { last: days(20) })],
      'hygiene info CronJob/nightly cronjob.suspended',
      'spec.suspend',
    ],
    [
      'a Job of long ago',
      [job({}, [['Complete', days(8)]])],
      'hygiene low Job/import job.ttl-missing',
      'spec.ttlSecondsAfterFinished',
    ],
  ])('reports %s', (_, objects, expected, path) => {
    const [found, ...others] = run(objects);
    expect(others).toEqual([]);
    const { tier, severity, subject, detector } = found;
    expect(
      `${tier} ${severity} ${subject.kind}/${subject.name} ${detector}`,
    ).toBe(expected);
    expect(found.evidence).toContainEqual(expect.objectContaining({ path }));
  });

  it.each<[string, Ingredient[]]>([
    [
      'two runs at once',
      [cron(), active('nightly-a', hours(1)), active('nightly-b', hours(2))],
    ],
    [
      'three runs where only one may go on',
      [
        cron({ concurrencyPolicy: 'Replace' }),
        ...['a', 'b', 'c'].map(each => active(`nightly-${each}`, hours(1))),
      ],
    ],
    [
      'a long run among too few others',
      [cron(), ...EARLIER.slice(1), active('nightly-4', hours(5))],
    ],
    [
      'a run of half an hour',
      [cron(), ...EARLIER, active('nightly-4', minutes(35))],
    ],
    ['a deadline of minutes', [cron({ startingDeadlineSeconds: 300 })]],
    [
      'a short deadline of a young suspended CronJob',
      [cron({ suspend: true, startingDeadlineSeconds: 5 }, { age: hours(1) })],
    ],
    [
      'a suspended CronJob of the system',
      [cron({ suspend: true }, { namespace: 'kube-system' })],
    ],
    [
      'a Job that waits in a queue',
      [
        job({ suspend: true }, [['Suspended', days(2)]], {
          labels: { 'kueue.x-k8s.io/queue-name': 'batch' },
        }),
      ],
    ],
    [
      'a Job that another controller manages',
      [job({ suspend: true, managedBy: 'example.org/batch' })],
    ],
    [
      'a Job suspended today',
      [job({ suspend: true }, [['Suspended', hours(2)]])],
    ],
    [
      'a Job that is removed in time',
      [job({ ttlSecondsAfterFinished: 9 }, [['Complete', days(8)]])],
    ],
    ['a Job that ended yesterday', [job({}, [['Failed', days(1)]])]],
    [
      'an old run that its CronJob keeps',
      [cron(), completed('nightly-1', days(9), minutes(9))],
    ],
    ['objects without contents', [object('CronJob', 'x'), object('Job', 'y')]],
  ])('is silent for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});
