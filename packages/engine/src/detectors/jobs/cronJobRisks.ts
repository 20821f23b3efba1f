import { field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { isDecided, outcomeOf, runsOf } from './jobRuns';

type CronJob = KnownKinds['CronJob'];
type Job = KnownKinds['Job'];

const MANY_RUNS = 3;
/** By default the controller keeps no more than three successful runs. */
const LEAST_RUNS = 3;
const LEAST_DURATION = minutes(30);
const LEAST_DEADLINE = 10;

/** CronJobs whose settings or present runs will sooner or later cost a run. */
export const cronJobRisks = detectorFamily({
  rows: [
    {
      id: 'cronjob.overlapping',
      title: 'Runs of CronJob pile up',
      kinds: ['CronJob', 'Job'],
      documentation: {
        speaks:
          'Three or more runs go on at the same time, which the policy Allow, the default, permits.',
      },
    },
    {
      id: 'job.running-too-long',
      title: 'Run takes much longer than earlier ones',
      kinds: ['CronJob', 'Job'],
      documentation: {
        speaks:
          'A run has gone on for more than half an hour and more than three times the median of the successful runs that are kept, of which there are at least three.',
      },
    },
    {
      id: 'cronjob.deadline-too-short',
      title: 'Starting deadline is too short',
      kinds: ['CronJob'],
      documentation: {
        speaks:
          'spec.startingDeadlineSeconds is less than ten: a run that the controller cannot start in that time is left out.',
      },
    },
  ],
  tier: 'risk',
  kinds: ['CronJob'],
  documentation: {
    silent: 'Suspended CronJobs.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/',
    ],
  },

  *read(context) {
    for (const cronJob of context.snapshot.all('CronJob')) {
      if (cronJob.metadata.deletionTimestamp || cronJob.spec?.suspend) continue;
      const runs = runsOf(referenceTo(cronJob), context).filter(
        each => !each.metadata.deletionTimestamp && !each.spec?.suspend,
      );
      yield* overlapping(cronJob, runs);
      yield* runningTooLong(cronJob, runs, context);
      yield* deadlineTooShort(cronJob);
    }
  },
});

function* overlapping(
  cronJob: CronJob,
  runs: readonly Job[],
): Iterable<FamilyDraft> {
  const { concurrencyPolicy = 'Allow' } = cronJob.spec ?? {};
  const active = runs.filter(each => !isDecided(each));
  if (concurrencyPolicy !== 'Allow' || active.length < MANY_RUNS) return;
  yield {
    detector: 'cronjob.overlapping',
    subject: referenceTo(cronJob),
    severity: 'medium',
    message: `${active.length} runs go on at the same time, and nothing keeps the next from joining them`,
    evidence: [
      field(cronJob, 'spec.concurrencyPolicy', concurrencyPolicy),
      field(cronJob, 'status.active', cronJob.status?.active),
    ],
    affected: active.map(each => ({
      ...referenceTo(each),
      since: each.status?.startTime,
    })),
  };
}

function* runningTooLong(
  cronJob: CronJob,
  runs: readonly Job[],
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const durations = runs
    .filter(each => outcomeOf(each) === 'complete')
    .map(({ status }) => ({
      start: Date.parse(status?.startTime ?? ''),
      end: Date.parse(status?.completionTime ?? ''),
    }))
    .map(({ start, end }) => end - start)
    .filter(each => each >= 0)
    .sort((a, b) => a - b);
  if (durations.length < LEAST_RUNS) return;
  const usual = durations[Math.floor(durations.length / 2)];
  const limit = Math.max(LEAST_DURATION, usual * 3);
  const late = runs.filter(
    each =>
      !isDecided(each) && olderThan(snapshot, each.status?.startTime, limit),
  );
  const [first] = late;
  if (!first) return;
  yield {
    detector: 'job.running-too-long',
    subject: referenceTo(cronJob),
    severity: 'medium',
    message: `Run ${first.metadata.name} has gone on since ${first.status?.startTime}; of the last ${durations.length} successful ones half took no longer than ${Math.ceil(usual / minutes(1))} min`,
    evidence: [field(first, 'status.startTime', first.status?.startTime)],
    affected: late.map(each => ({
      ...referenceTo(each),
      since: each.status?.startTime,
    })),
    since: first.status?.startTime,
  };
}

function* deadlineTooShort(cronJob: CronJob): Iterable<FamilyDraft> {
  const deadline = cronJob.spec?.startingDeadlineSeconds;
  if (deadline === undefined || deadline >= LEAST_DEADLINE) return;
  yield {
    detector: 'cronjob.deadline-too-short',
    subject: referenceTo(cronJob),
    severity: 'medium',
    message: `A run that is not started within ${deadline} s is left out`,
    evidence: [field(cronJob, 'spec.startingDeadlineSeconds', deadline)],
  };
}
