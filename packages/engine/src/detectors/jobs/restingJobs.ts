import { field, referenceTo } from '../../findings/evidence';
import { conditionOf } from '../../snapshot/conditions';
import { days, hours, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { lastWritten } from '../../snapshot/writes';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { isSystemNamespace } from '../shared/namespaces';
import { outcomeOf } from './jobRuns';

type Job = KnownKinds['Job'];
type CronJob = KnownKinds['CronJob'];

const SUSPENDED_GRACE = hours(24);
const FINISHED_GRACE = days(7);
/** Labels and annotations of controllers that suspend Jobs while these wait for their turn. */
const QUEUES = /(?:^|\.|\/)(?:kueue|jobset|queue|volcano)/i;

/** Jobs and CronJobs that lie idle. */
export const restingJobs = detectorFamily({
  rows: [
    {
      id: 'job.suspended',
      title: 'Job is suspended',
      kinds: ['Job'],
      documentation: {
        speaks: 'A Job has been suspended for a day.',
        silent:
          'Jobs that wait in a queue, such as those of Kueue and JobSet, or that another controller manages, and namespaces of the system.',
        sources: [
          'https://kubernetes.io/docs/concepts/workloads/controllers/job/#suspending-a-job',
        ],
      },
    },
    {
      id: 'cronjob.suspended',
      title: 'CronJob is suspended',
      kinds: ['CronJob'],
      documentation: {
        speaks:
          'A CronJob has been suspended for a day. Of low severity while its last run is no more than a week old: somebody may have forgotten to resume it.',
        silent: 'Namespaces of the system, and CronJobs that have an owner.',
        sources: [
          'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-suspension',
        ],
      },
    },
    {
      id: 'job.ttl-missing',
      title: 'Finished Job is never removed',
      kinds: ['Job'],
      documentation: {
        speaks:
          'A Job ended more than a week ago, has no owner that would remove it, and no spec.ttlSecondsAfterFinished.',
        silent: 'Namespaces of the system.',
        sources: [
          'https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/',
        ],
      },
    },
  ],
  tier: 'hygiene',
  kinds: [],

  *read(context) {
    for (const job of context.snapshot.all('Job')) {
      if (isLeftAlone(job)) continue;
      yield* suspendedJob(job, context);
      yield* finishedJob(job, context);
    }
    for (const cronJob of context.snapshot.all('CronJob')) {
      if (!isLeftAlone(cronJob)) yield* suspendedCronJob(cronJob, context);
    }
  },
});

/** What has an owner is for the owner to tidy. */
function isLeftAlone({ metadata }: Job | CronJob) {
  return (
    metadata.deletionTimestamp !== undefined ||
    isSystemNamespace(metadata.namespace) ||
    (metadata.ownerReferences ?? []).length > 0
  );
}

function* suspendedJob(
  job: Job,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const { metadata, spec } = job;
  if (!spec?.suspend || outcomeOf(job)) return;
  const { managedBy } = spec as { managedBy?: string };
  const marks = Object.keys({ ...metadata.labels, ...metadata.annotations });
  if (managedBy || marks.some(each => QUEUES.test(each))) return;
  const since =
    conditionOf(job, 'Suspended')?.lastTransitionTime ??
    metadata.creationTimestamp;
  if (!olderThan(snapshot, since, SUSPENDED_GRACE)) return;
  yield {
    detector: 'job.suspended',
    subject: referenceTo(job),
    severity: 'info',
    message: `Suspended since ${since}`,
    evidence: [field(job, 'spec.suspend', true)],
    since,
  };
}

function* finishedJob(
  job: Job,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const { metadata, spec } = job;
  const ended = ['Complete', 'Failed']
    .map(type => conditionOf(job, type))
    .find(each => each?.status === 'True');
  if (!ended || spec?.ttlSecondsAfterFinished !== undefined) return;
  const since = ended.lastTransitionTime;
  if (!olderThan(snapshot, since, FINISHED_GRACE)) return;
  yield {
    detector: 'job.ttl-missing',
    subject: referenceTo(job),
    severity: 'low',
    message: `Job ${metadata.namespace}/${metadata.name} ended at ${since} and is kept, with its pods, until somebody deletes it`,
    evidence: [
      field(job, `status.conditions[${ended.type}].lastTransitionTime`, since),
      field(job, 'spec.ttlSecondsAfterFinished', undefined),
    ],
    since,
  };
}

function* suspendedCronJob(
  cronJob: CronJob,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const { metadata, spec, status } = cronJob;
  if (!spec?.suspend) return;
  const since = lastWritten(cronJob, 'spec') ?? metadata.creationTimestamp;
  if (!olderThan(snapshot, since, SUSPENDED_GRACE)) return;
  const last = status?.lastScheduleTime;
  const isIdle = last === undefined || olderThan(snapshot, last, days(7));
  yield {
    detector: 'cronjob.suspended',
    subject: referenceTo(cronJob),
    severity: isIdle ? 'info' : 'low',
    message: `Makes no runs while it is suspended${last ? `; the last was due at ${last}` : ''}`,
    evidence: [
      field(cronJob, 'spec.suspend', true),
      field(cronJob, 'status.lastScheduleTime', last),
    ],
  };
}
