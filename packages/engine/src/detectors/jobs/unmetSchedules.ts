import { eventEvidence, field, referenceTo } from '../../findings/evidence';
import { hours, minutes, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { lastWritten } from '../../snapshot/writes';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { Schedule } from './Schedule';

type CronJob = KnownKinds['CronJob'];

const NEVER_RUN_GRACE = minutes(5);
const MISSED_GRACE = minutes(10);

const DOCUMENTATION = {
  silent:
    'Suspended CronJobs, those with the policy Forbid whose last run goes on, and times before the last change of the specification. Without spec.timeZone the zone is the controller manager\u2019s and unknown: it speaks only once the time has passed in every zone. @every schedules are not judged.',
  sources: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/cronjob/cronjob_controllerv2.go',
    'https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format',
  ],
};

/** CronJobs for which no run was made at the time that their schedule names. */
export const unmetSchedules = detectorFamily({
  rows: [
    {
      id: 'cronjob.never-run',
      title: 'CronJob has never run',
      documentation: {
        speaks:
          'status.lastScheduleTime is empty although the schedule has been due since the CronJob was made, five minutes or spec.startingDeadlineSeconds ago, whichever is longer.',
      },
    },
    {
      id: 'cronjob.missed-schedule',
      title: 'CronJob missed a run',
      documentation: {
        speaks:
          'The schedule has been due after status.lastScheduleTime, ten minutes or spec.startingDeadlineSeconds ago, whichever is longer, and no run was made for it.',
      },
    },
  ].map(row => ({
    ...row,
    explainedBy: ['cronjob.invalid-schedule', 'create.*'],
  })),
  tier: 'problem',
  kinds: ['CronJob'],
  documentation: DOCUMENTATION,

  *read(context) {
    for (const cronJob of context.snapshot.all('CronJob')) {
      const { metadata, spec, status } = cronJob;
      if (metadata.deletionTimestamp || spec?.suspend) continue;
      const isHeldUp =
        spec?.concurrencyPolicy === 'Forbid' && status?.active?.length;
      if (!isHeldUp) yield* unmet(cronJob, context);
    }
  },
});

function* unmet(
  cronJob: CronJob,
  { snapshot, graph }: DetectionContext,
): Iterable<FamilyDraft> {
  const { metadata, spec, status } = cronJob;
  const written = lastWritten(cronJob, 'spec');
  const deadline = spec?.startingDeadlineSeconds;
  // What was due before a change beyond the deadline is not made up for, and this change has no time.
  if (deadline !== undefined && !written && (metadata.generation ?? 1) > 1)
    return;
  const last = status?.lastScheduleTime;
  const grace = last ? MISSED_GRACE : NEVER_RUN_GRACE;
  const after = Math.max(
    Date.parse(last ?? metadata.creationTimestamp ?? ''),
    written ? Date.parse(written) : 0,
  );
  const until =
    snapshot.capturedAt.getTime() - Math.max(grace, seconds(deadline ?? 0));
  // Written so that it holds for a time that cannot be read, too.
  if (!(after < until)) return;
  const schedule = Schedule.of(cronJob);
  const due = schedule?.lastDue({ after, until })?.toISOString();
  if (!schedule || !due) return;

  const [event] = graph.eventsOf(cronJob, {
    reasons: ['FailedCreate', 'MissSchedule', 'FailedGet'],
    within: hours(1),
  });
  const when = schedule.isZoneKnown
    ? `was due at ${due}`
    : `was due, at ${due} if the controller manager\u2019s zone is UTC`;
  yield {
    detector: last ? 'cronjob.missed-schedule' : 'cronjob.never-run',
    subject: referenceTo(cronJob),
    severity: 'medium',
    message: `${last ? `No run since ${last}` : 'There has never been a run'}, though schedule "${spec?.schedule}" ${when}${event?.message ? `: ${event.message}` : ''}`,
    evidence: [
      field(cronJob, 'spec.schedule', spec?.schedule),
      ...(spec?.timeZone
        ? [field(cronJob, 'spec.timeZone', spec.timeZone)]
        : []),
      ...(deadline === undefined
        ? []
        : [field(cronJob, 'spec.startingDeadlineSeconds', deadline)]),
      field(cronJob, 'status.lastScheduleTime', last),
      ...(event ? [eventEvidence(event)] : []),
    ],
    since: due,
  };
}
