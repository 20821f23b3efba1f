import { field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { detectorFamily } from '../detectorFamily';
import { isDecided } from './jobRuns';

const RETRY_GRACE = minutes(2);
const START_GRACE = minutes(5);
const POD_TROUBLE = [
  'image.*',
  'config.*',
  'pod.*',
  'create.*',
  'scheduling.*',
];

/** Jobs that keep failing before they give up, and Jobs for which nobody makes a pod. */
export const unfinishedJobs = detectorFamily({
  rows: [
    {
      id: 'job.retrying',
      title: 'Job retries',
      documentation: {
        speaks:
          'Pods of a Job have failed, and the Job goes on trying for more than two minutes; of medium severity once half of its retries are used up.',
        silent:
          'Jobs that count failures for each index, and Jobs with more than half of their retries left while every active pod is ready.',
        sources: [
          'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy',
        ],
      },
      explainedBy: POD_TROUBLE,
    },
    {
      id: 'job.not-starting',
      title: 'Job does not start',
      documentation: {
        speaks:
          'A Job older than five minutes has no pod and has never had one.',
        silent: 'While pods are not fully read.',
        sources: [
          'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
        ],
      },
      explainedBy: POD_TROUBLE,
    },
  ],
  tier: 'problem',
  kinds: ['Job'],
  documentation: {
    silent:
      'Jobs that are suspended, decided, or managed by another controller.',
  },

  *read({ snapshot, graph }) {
    for (const job of snapshot.all('Job')) {
      const { metadata, spec, status } = job;
      if (metadata.deletionTimestamp || spec?.suspend || isDecided(job))
        continue;
      const { managedBy } = (spec ?? {}) as { managedBy?: string };
      if (managedBy && managedBy !== 'kubernetes.io/job-controller') continue;
      const failed = status?.failed ?? 0;
      const limit = spec?.backoffLimit ?? 6;
      const since = status?.startTime ?? metadata.creationTimestamp;
      const subject = graph.topOwner(job);
      const perIndex = (spec as { backoffLimitPerIndex?: number })
        ?.backoffLimitPerIndex;

      const { ready = 0 } = (status ?? {}) as { ready?: number };
      const active = status?.active ?? 0;
      const isHalfUsed = failed * 2 >= limit;
      const hasRecovered = !isHalfUsed && active > 0 && ready >= active;
      if (
        failed > 0 &&
        !hasRecovered &&
        perIndex === undefined &&
        olderThan(snapshot, since, RETRY_GRACE)
      ) {
        yield {
          detector: 'job.retrying',
          subject,
          severity: isHalfUsed ? 'medium' : 'low',
          message: `${failed} pods of Job ${metadata.namespace}/${metadata.name} have failed; it gives up after ${limit} retries`,
          evidence: [
            field(job, 'status.failed', failed),
            field(job, 'spec.backoffLimit', spec?.backoffLimit),
          ],
          affected: [referenceTo(job)],
          since,
        };
      }
      const hasRun = failed + (status?.succeeded ?? 0) + active + ready;
      const hasPod = graph
        .podsOf(subject)
        .some(pod =>
          pod.metadata.ownerReferences?.some(
            each => each.kind === 'Job' && each.name === metadata.name,
          ),
        );
      if (
        hasRun === 0 &&
        !hasPod &&
        spec?.completions !== 0 &&
        snapshot.readState('Pod', metadata.namespace) === 'complete' &&
        olderThan(snapshot, metadata.creationTimestamp, START_GRACE)
      ) {
        yield {
          detector: 'job.not-starting',
          subject,
          severity: 'medium',
          message: `Job ${metadata.namespace}/${metadata.name} has no pod`,
          evidence: [field(job, 'status', status)],
          affected: [referenceTo(job)],
          since: metadata.creationTimestamp,
        };
      }
    }
  },
});
