import { eventEvidence, field, referenceTo } from '../../findings/evidence';
import { hours, minutes, within } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { isDecided, outcomeOf, runsOf } from './jobRuns';

type CronJob = KnownKinds['CronJob'];

const POD_TROUBLE = [
  'image.*',
  'config.*',
  'pod.*',
  'create.*',
  'scheduling.*',
];

/**
 * CronJobs whose runs fail, are held up or are never made. Suspended ones rest by design.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export const cronJobs = detectorFamily({
  rows: [
    {
      id: 'cronjob.invalid-schedule',
      title: 'Schedule cannot be read',
      kinds: ['CronJob', 'Event'],
    },
    {
      id: 'cronjob.failing',
      title: 'Runs of CronJob keep failing',
      explainedBy: POD_TROUBLE,
    },
    {
      id: 'cronjob.forbid-blocked',
      title: 'A run that does not end holds up the next',
      kinds: ['CronJob', 'Job', 'Event'],
      explainedBy: POD_TROUBLE,
    },
  ],
  tier: 'problem',
  kinds: ['CronJob', 'Job'],

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
    reasons: ['UnparseableSchedule', 'InvalidSchedule', 'UnknownTimeZone'],
    within: hours(1),
  });
  if (!event) return;
  yield {
    detector: 'cronjob.invalid-schedule',
    subject: referenceTo(cronJob),
    severity: 'high',
    message: `The controller cannot read schedule "${cronJob.spec?.schedule}": ${event.message ?? event.reason}`,
    evidence: [
      field(cronJob, 'spec.schedule', cronJob.spec?.schedule),
      eventEvidence(event),
    ],
  };
}

function* failing(
  cronJob: CronJob,
  context: DetectionContext,
): Iterable<FamilyDraft> {
  const finished = runsOf(referenceTo(cronJob), context).filter(outcomeOf);
  const lastTwo = finished.slice(0, 2);
  if (lastTwo.length < 2) return;
  if (lastTwo.some(job => outcomeOf(job) === 'complete')) return;
  const firstSuccess = finished.findIndex(job => outcomeOf(job) === 'complete');
  const failed = finished.slice(0, firstSuccess < 0 ? undefined : firstSuccess);
  yield {
    detector: 'cronjob.failing',
    subject: referenceTo(cronJob),
    severity: 'high',
    message: `The last ${failed.length} finished runs have failed`,
    evidence: [
      field(
        cronJob,
        'status.lastSuccessfulTime',
        cronJob.status?.lastSuccessfulTime,
      ),
      ...lastTwo.map(job =>
        field(
          job,
          'status.conditions[Failed].message',
          job.status?.conditions?.find(each => each.type === 'Failed')?.message,
        ),
      ),
    ],
    affected: failed.map(job => ({
      ...referenceTo(job),
      since: job.status?.startTime,
    })),
  };
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
