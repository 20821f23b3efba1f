import { ObjectReference } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { conditionOf } from '../../snapshot/conditions';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { affectedPod } from '../rollout/unreadyPods';
import { hasFailedLongAgo, newestSuccess } from './jobRuns';

type Job = KnownKinds['Job'];

/** Jobs that have failed for good. */
export const failedJobs = detectorFamily({
  rows: [
    {
      id: 'job.failed',
      title: 'Job has failed',
      documentation: {
        speaks:
          'A Job has failed for good: it is out of retries, or its pod failure policy, its indexes or its success policy decided so.',
        sources: [
          'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy',
          'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy',
        ],
      },
      explainedBy: [
        'image.*',
        'config.*',
        'pod.*',
        'create.*',
        'cronjob.failing',
      ],
    },
    {
      id: 'job.deadline-exceeded',
      title: 'Job ran out of time',
      documentation: {
        speaks:
          'A Job has run longer than spec.activeDeadlineSeconds and was ended.',
        sources: [
          'https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup',
        ],
      },
      explainedBy: [
        'scheduling.*',
        'image.*',
        'config.*',
        'pod.*',
        'create.*',
        'cronjob.failing',
      ],
    },
  ],
  tier: 'problem',
  kinds: ['Job'],
  documentation: {
    silent:
      'When a later run of the same CronJob succeeded. A failure of more than a day ago counts as hygiene.',
  },

  *read(context) {
    const { snapshot, graph } = context;
    const collector = new DraftCollector();
    for (const job of snapshot.all('Job')) {
      if (job.metadata.deletionTimestamp) continue;
      const owner = graph.topOwner(job);
      const draft = draftOf(job, owner, context);
      if (draft) collector.add(draft);
    }
    yield* collector.drafts();
  },
});

function draftOf(
  job: Job,
  owner: ObjectReference,
  context: DetectionContext,
): FamilyDraft | undefined {
  const { snapshot, graph } = context;
  const condition = conditionOf(job, 'Failed');
  if (condition?.status !== 'True') return undefined;
  const since = condition.lastTransitionTime;
  const success = newestSuccess(owner, context);
  if (success && Date.parse(success) > Date.parse(since ?? ''))
    return undefined;

  const isDeadline = condition.reason === 'DeadlineExceeded';
  const failed = graph
    .podsOf(owner)
    .filter(
      pod =>
        pod.status?.phase === 'Failed' &&
        pod.metadata.ownerReferences?.some(
          each => each.kind === 'Job' && each.name === job.metadata.name,
        ),
    );
  const { namespace, name } = job.metadata;
  return {
    detector: isDeadline ? 'job.deadline-exceeded' : 'job.failed',
    subject: owner,
    ...(!isDeadline && condition.reason ? { key: condition.reason } : {}),
    severity: 'medium',
    ...(hasFailedLongAgo(job, snapshot) ? { tier: 'hygiene' as const } : {}),
    message: `Job ${namespace}/${name} has failed (${condition.reason ?? 'no reason given'}): ${condition.message ?? ''}`,
    evidence: [
      field(job, 'status.conditions[Failed].reason', condition.reason),
      field(job, 'status.conditions[Failed].message', condition.message),
      field(job, 'status.failed', job.status?.failed),
      ...(isDeadline
        ? [
            field(
              job,
              'spec.activeDeadlineSeconds',
              job.spec?.activeDeadlineSeconds,
            ),
          ]
        : [field(job, 'spec.backoffLimit', job.spec?.backoffLimit)]),
    ],
    affected: failed.length > 0 ? failed.map(affectedPod) : [referenceTo(job)],
    since,
  };
}
