import { ObjectReference } from '../../findings/Finding';
import { conditionOf } from '../../snapshot/conditions';
import { days, olderThan } from '../../snapshot/durations';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';

type Job = KnownKinds['Job'];

const runs = new WeakMap<ClusterSnapshot, ReadonlyMap<string, Job[]>>();

/** The Jobs of a CronJob, newest first; for a Job of its own the Job itself. */
export function runsOf(
  owner: ObjectReference,
  context: DetectionContext,
): readonly Job[] {
  const known = runs.get(context.snapshot) ?? readRuns(context);
  runs.set(context.snapshot, known);
  return known.get(ownerKey(owner)) ?? [];
}

/** When the newest successful run ended. */
export function newestSuccess(
  owner: ObjectReference,
  context: DetectionContext,
): string | undefined {
  const { snapshot } = context;
  const cronJob =
    owner.kind === 'CronJob'
      ? snapshot.get('CronJob', owner.namespace, owner.name)
      : undefined;
  const times = [
    cronJob?.status?.lastSuccessfulTime,
    ...runsOf(owner, context)
      .filter(job => conditionOf(job, 'Complete')?.status === 'True')
      .map(job => job.status?.completionTime),
  ].filter((time): time is string => Boolean(time));
  return times.sort((a, b) => Date.parse(b) - Date.parse(a))[0];
}

/** Whether a Job has ended, well or not. */
export function outcomeOf(job: Job): 'complete' | 'failed' | undefined {
  if (conditionOf(job, 'Complete')?.status === 'True') return 'complete';
  return conditionOf(job, 'Failed')?.status === 'True' ? 'failed' : undefined;
}

/** Whether a Job failed more than a day ago: no longer news, only left lying about. */
export function hasFailedLongAgo(job: Job, snapshot: ClusterSnapshot): boolean {
  const condition = conditionOf(job, 'Failed');
  return (
    condition?.status === 'True' &&
    olderThan(snapshot, condition.lastTransitionTime, days(1))
  );
}

/** Whether the Job controller has decided on the outcome, though pods may still be ending. */
export function isDecided(job: Job): boolean {
  return ['Complete', 'Failed', 'SuccessCriteriaMet', 'FailureTarget'].some(
    type => conditionOf(job, type)?.status === 'True',
  );
}

function readRuns({ snapshot, graph }: DetectionContext) {
  const byOwner = new Map<string, Job[]>();
  for (const job of snapshot.all('Job')) {
    const key = ownerKey(graph.topOwner(job));
    const jobs = byOwner.get(key);
    if (jobs) jobs.push(job);
    else byOwner.set(key, [job]);
  }
  for (const jobs of byOwner.values()) {
    jobs.sort((a, b) => created(b) - created(a));
  }
  return byOwner;
}

function created({ metadata }: Job) {
  return Date.parse(metadata.creationTimestamp ?? '') || 0;
}

function ownerKey({ kind, namespace = '', name }: ObjectReference) {
  return `${kind}/${namespace}/${name}`;
}
