import { eventEvidence, field, referenceTo } from '../../findings/evidence';
import { hours, minutes, within } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { lastWritten } from '../../snapshot/writes';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { isDecided, newestSuccess, outcomeOf, runsOf } from './jobRuns';
import { Schedule } from './Schedule';

type CronJob = KnownKinds['CronJob'];

const DUE_WITHOUT_SUCCESS = 3;
const POD_TROUBLE = [
  'image.*',
  'config.*',
  'pod.*',
  'create.*',
  'scheduling.*',
];

/** CronJobs that cannot be read, whose runs fail, or whose runs are held up. */
export const cronJobs = detectorFamily({
  rows: [
    {
      id: 'cronjob.invalid-schedule',
      title: 'Schedule cannot be read',
      kinds: ['CronJob', 'Event'],
      documentation: {
        speaks:
          'The controller has reported within the last hour that it cannot read the schedule or does not know the time zone, or the schedule names a date that no year has: such a CronJob never runs.',
      },
    },
    {
      id: 'cronjob.failing',
      title: 'Runs of CronJob keep failing',
      documentation: {
        speaks:
          'The last two finished runs have failed. As by default only one failed run is kept, also when the last finished run has failed and at least three runs were due since one succeeded.',
      },
      explainedBy: POD_TROUBLE,
    },
    {
      id: 'cronjob.forbid-blocked',
      title: 'A run that does not end holds up the next',
      kinds: ['CronJob', 'Job', 'Event'],
      documentation: {
        speaks:
          'The policy is Forbid, a run has gone on for a minute or more, and the controller has reported within the last hour that it therefore makes no other.',
      },
      explainedBy: POD_TROUBLE,
    },
  ],
  tier: 'problem',
  kinds: ['CronJob', 'Job'],
  documentation: {
    silent: 'Suspended CronJobs: they rest by design.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/',
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/cronjob/cronjob_controllerv2.go',
    ],
  },

  *read(context) {
    for (const cronJob of context.snapshot.all('CronJob')) {
      if (cronJob.metadata.deletionTimestamp || cronJob.spec?.suspend) continue;
      yield* invalidSchedule(cronJob, context);
      yield* failing(cronJob, context);
      yield* forbidBlocked(cronJob, context);
    }
  },
});

function* invalidSchedule(
  cronJob: CronJob,
  { graph }: DetectionContext,
): Iterable<FamilyDraft> {
  const [event] = graph.eventsOf(cronJob, {
    reasons: [
      'UnparseableSchedule',
      'UnParseableCronJobSchedule',
      'InvalidSchedule',
      'UnknownTimeZone',
    ],
    within: hours(1),
  });
  const schedule = cronJob.spec?.schedule;
  const isNeverDue = !event && Schedule.of(cronJob)?.isNeverDue;
  if (!event && !isNeverDue) return;
  yield {
    detector: 'cronjob.invalid-schedule',
    subject: referenceTo(cronJob),
    severity: 'high',
    message: event
      ? `The controller cannot read ${schedule === undefined ? 'the schedule' : `schedule "${schedule}"`}: ${event.message ?? event.reason}`
      : `Schedule "${schedule}" names a date that no year has: it never runs`,
    evidence: [
      field(cronJob, 'spec.schedule', schedule),
      ...(event ? [eventEvidence(event)] : []),
    ],
  };
}

function* failing(
  cronJob: CronJob,
  context: DetectionContext,
): Iterable<FamilyDraft> {
  const finished = runsOf(referenceTo(cronJob), context).filter(outcomeOf);
  const firstSuccess = finished.findIndex(job => outcomeOf(job) === 'complete');
  const failed = finished.slice(0, firstSuccess < 0 ? undefined : firstSuccess);
  if (failed.length === 0) return;
  const isLong = hasLackedSuccess(cronJob, context);
  if (failed.length < 2 && !isLong) return;
  const success = newestSuccess(referenceTo(cronJob), context);
  yield {
    detector: 'cronjob.failing',
    subject: referenceTo(cronJob),
    severity: 'high',
    message:
      failed.length < 2
        ? `The last finished run has failed, and none of at least ${DUE_WITHOUT_SUCCESS} due ${success ? `since ${success}` : 'so far'} has succeeded`
        : `The last ${failed.length} finished runs have failed`,
    evidence: [
      field(
        cronJob,
        'status.lastSuccessfulTime',
        cronJob.status?.lastSuccessfulTime,
      ),
      ...failed
        .slice(0, 2)
        .map(job =>
          field(
            job,
            'status.conditions[Failed].message',
            job.status?.conditions?.find(each => each.type === 'Failed')
              ?.message,
          ),
        ),
    ],
    affected: failed.map(job => ({
      ...referenceTo(job),
      since: job.status?.startTime,
    })),
  };
}

/** Whether several runs were due, up to the last that was made, since one succeeded. */
function hasLackedSuccess(cronJob: CronJob, context: DetectionContext) {
  const { metadata, status } = cronJob;
  const since = [
    newestSuccess(referenceTo(cronJob), context) ?? metadata.creationTimestamp,
    lastWritten(cronJob, 'spec'),
  ].flatMap(time => (time ? [Date.parse(time)] : []));
  const span = {
    after: Math.max(...since),
    until: Math.min(
      Date.parse(status?.lastScheduleTime ?? ''),
      context.snapshot.capturedAt.getTime(),
    ),
  };
  return (
    span.after < span.until &&
    Schedule.of(cronJob)?.lastDue(span, DUE_WITHOUT_SUCCESS) !== undefined
  );
}

function* forbidBlocked(
  cronJob: CronJob,
  context: DetectionContext,
): Iterable<FamilyDraft> {
  const { snapshot, graph } = context;
  if (cronJob.spec?.concurrencyPolicy !== 'Forbid') return;
  const [event] = graph.eventsOf(cronJob, {
    reasons: ['JobAlreadyActive'],
    within: hours(1),
  });
  if (!event) return;
  const blocking = runsOf(referenceTo(cronJob), context).filter(
    job =>
      !isDecided(job) && !within(snapshot, job.status?.startTime, minutes(1)),
  );
  const [oldest] = blocking.slice(-1);
  if (!oldest) return;
  yield {
    detector: 'cronjob.forbid-blocked',
    subject: referenceTo(cronJob),
    key: oldest.metadata.name.replace(/-\d+$/, ''),
    severity: 'medium',
    message: `Run ${oldest.metadata.name} has not ended, and the policy Forbid lets no other start`,
    evidence: [
      field(cronJob, 'spec.concurrencyPolicy', 'Forbid'),
      field(cronJob, 'status.active', cronJob.status?.active),
      eventEvidence(event),
    ],
    affected: [referenceTo(oldest)],
    since: oldest.status?.startTime,
  };
}
