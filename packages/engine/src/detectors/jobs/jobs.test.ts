import { hours, minutes } from '../../snapshot/durations';
import { ago, object, ownedBy, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { jobDetectors } from '.';

const run = detectorRunner(...jobDetectors);

const condition = (
  type: string,
  reason: string,
  age = minutes(10),
  message = '',
) => ({
  type,
  status: 'True',
  reason,
  message,
  lastTransitionTime: ago(age),
});
const BACKOFF = condition(
  'Failed',
  'BackoffLimitExceeded',
  minutes(10),
  'Job has reached the specified backoff limit',
);

const job = (
  status: object,
  spec: object = {},
  options: { name?: string; age?: number } = {},
) =>
  object(
    'Job',
    options.name ?? 'report',
    { spec, status },
    { age: options.age ?? hours(1) },
  );

const cron = (spec: object = {}, status: object = {}) =>
  object('CronJob', 'nightly', {
    spec: { schedule: '*/5 * * * *', ...spec } as object,
    status: { lastScheduleTime: ago(minutes(5)), ...status },
  });
const runOf = (name: string, age: number, ...conditions: object[]) =>
  ownedBy(
    cron(),
    job(
      { conditions, completionTime: ago(age), startTime: ago(age) },
      {},
      { name, age },
    ),
  );
const completed = (age: number) =>
  condition('Complete', 'CompletionsReached', age);
const failed = (age: number) =>
  condition('Failed', 'BackoffLimitExceeded', age);

const event = (reason: string) =>
  object('Event', reason, {
    involvedObject: { kind: 'CronJob', namespace: 'shop', name: 'nightly' },
    reason,
    message: reason,
    lastTimestamp: ago(minutes(5)),
  });

describe('jobs', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a Job out of retries',
      [job({ failed: 7, conditions: [BACKOFF] })],
      'problem Job/report job.failed BackoffLimitExceeded',
    ],
    [
      'a Job that failed yesterday',
      [
        job(
          { conditions: [condition('Failed', 'PodFailurePolicy', hours(30))] },
          {},
          { age: hours(40) },
        ),
      ],
      'hygiene Job/report job.failed PodFailurePolicy',
    ],
    [
      'a Job out of time',
      [job({ conditions: [condition('Failed', 'DeadlineExceeded')] })],
      'problem Job/report job.deadline-exceeded',
    ],
    [
      'a Job that retries',
      [job({ failed: 1, active: 1, startTime: ago(minutes(5)) })],
      'problem Job/report job.retrying',
    ],
    [
      'a Job that runs again with half of its retries used up',
      [job({ failed: 3, active: 1, ready: 1, startTime: ago(minutes(5)) })],
      'problem Job/report job.retrying',
    ],
    ['a Job without pods', [job({})], 'problem Job/report job.not-starting'],
    [
      'one failed run',
      [
        cron(),
        runOf('nightly-1', minutes(10), completed(minutes(10))),
        runOf('nightly-2', minutes(5), failed(minutes(5))),
      ],
      'problem CronJob/nightly job.failed BackoffLimitExceeded',
    ],
    [
      'two failed runs in a row',
      [
        cron(),
        runOf('nightly-1', minutes(20), failed(minutes(20))),
        runOf('nightly-2', minutes(5), failed(minutes(5))),
      ],
      'problem CronJob/nightly cronjob.failing',
    ],
    [
      'a failed run, the only one kept, long after a good one',
      [
        cron({}, { lastSuccessfulTime: ago(minutes(50)) }),
        runOf('nightly-1', minutes(50), completed(minutes(50))),
        runOf('nightly-2', minutes(5), failed(minutes(5))),
      ],
      'problem CronJob/nightly cronjob.failing',
    ],
    [
      'a failed run of a CronJob that has never succeeded',
      [cron(), runOf('nightly-1', minutes(5), failed(minutes(5)))],
      'problem CronJob/nightly cronjob.failing',
    ],
    [
      'a run that holds up the next',
      [
        cron({ concurrencyPolicy: 'Forbid' }),
        ownedBy(
          cron(),
          job(
            { active: 1, startTime: ago(hours(1)) },
            {},
            { name: 'nightly-1' },
          ),
        ),
        event('JobAlreadyActive'),
      ],
      'problem CronJob/nightly cronjob.forbid-blocked nightly',
    ],
    [
      'a schedule that cannot be read',
      [cron(), event('UnparseableSchedule')],
      'problem CronJob/nightly cronjob.invalid-schedule',
    ],
    [
      'a schedule that no year has',
      [cron({ schedule: '0 4 31 2 *' })],
      'problem CronJob/nightly cronjob.invalid-schedule',
    ],
  ])('reports %s', (_, objects, expected) => {
    const found = run(objects).map(({ tier, subject, detector, key }) =>
      [tier, `${subject.kind}/${subject.name}`, detector, key ?? '']
        .join(' ')
        .trim(),
    );
    expect(found).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a parallel Job that replaced the one pod that failed',
      [job({ failed: 1, active: 3, ready: 3, startTime: ago(minutes(20)) })],
    ],
    [
      'a completed Job that failed on the way',
      [
        job({
          failed: 3,
          succeeded: 1,
          conditions: [
            condition('SuccessCriteriaMet', ''),
            completed(minutes(1)),
          ],
        }),
      ],
    ],
    ['a running Job', [job({ active: 1, startTime: ago(minutes(30)) })]],
    ['a suspended Job', [job({}, { suspend: true })]],
    [
      'a Job that another controller manages',
      [job({}, { managedBy: 'kueue.x-k8s.io/multikueue' })],
    ],
    ['a Job without pods while pods are unread', [job({}), unreadKind('Pod')]],
    [
      'a failed run that a good one followed',
      [
        cron(),
        runOf('nightly-1', minutes(20), failed(minutes(20))),
        runOf('nightly-2', minutes(5), completed(minutes(5))),
      ],
    ],
    [
      'a good run long ago of a CronJob whose failed runs are not kept',
      [cron({}, { lastSuccessfulTime: ago(minutes(50)) })],
    ],
    [
      'a suspended CronJob',
      [cron({ suspend: true }), event('UnparseableSchedule')],
    ],
    ['a Job younger than its grace', [job({}, {}, { age: minutes(1) })]],
    [
      'objects without spec and status',
      [object('Job', 'x', {}, { age: minutes(1) }), object('CronJob', 'y')],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });

  it('lists failed runs under the CronJob that keeps failing', () => {
    const [found] = run([
      cron(),
      runOf('nightly-1', minutes(20), failed(minutes(20))),
      runOf('nightly-2', minutes(5), failed(minutes(5))),
    ]);
    expect(found.affected.map(each => each.name)).toEqual([
      'nightly-2',
      'nightly-1',
    ]);
    expect(found.symptoms.map(each => each.detector)).toEqual(['job.failed']);
  });
});
