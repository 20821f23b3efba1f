import { ObjectReference } from '../../findings/Finding';
import {
  absence,
  eventEvidence,
  field,
  referenceTo,
} from '../../findings/evidence';
import { statusIsCurrent } from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { eventTime } from '../../snapshot/events';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { mayYetBecomeReady } from '../shared/mayYetBecomeReady';
import { isReady, notReadySince } from '../shared/pods';
import { POD_TROUBLE } from './explanations';
import { affectedPod, unreadyPods } from './unreadyPods';

type StatefulSet = KnownKinds['StatefulSet'];
type Pod = KnownKinds['Pod'];
type ClusterEvent = KnownKinds['Event'];

const SHORT_GRACE = minutes(5);
const ROLLOUT_GRACE = minutes(10);
const FRESH = minutes(15);

/** StatefulSets that do not reach their size or their new revision. They work through their pods in order, so that one unready pod holds up all the others. */
export const statefulSets = detectorFamily({
  rows: [
    {
      id: 'sts.rollout-stuck',
      title: 'Rollout of StatefulSet is stuck',
      documentation: {
        speaks:
          'A pod of the new revision has not been ready for ten minutes, so that no further pod is updated. Going back to the old template does not replace that pod.',
        silent: 'Update strategy OnDelete, and pods below the partition.',
        sources: [
          'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback',
        ],
      },
      explainedBy: POD_TROUBLE,
    },
    {
      id: 'sts.ordinal-blocked',
      title: 'One pod of a StatefulSet holds up the others',
      documentation: {
        speaks:
          'The first pod in order has not been ready for five minutes, or cannot be created, and holds up all that come after it.',
        silent: 'Pod management policy Parallel.',
        sources: [
          'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees',
        ],
      },
      explainedBy: [...POD_TROUBLE, 'sts.rollout-stuck'],
    },
    {
      id: 'sts.replicas-short',
      title: 'StatefulSet has fewer available pods than wanted',
      documentation: {
        speaks:
          'Fewer pods are available than wanted, and pods have not been ready for five minutes without one of them holding up the others.',
        sources: [
          'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-management-policies',
        ],
      },
      explainedBy: [...POD_TROUBLE, 'sts.rollout-stuck'],
    },
  ],
  tier: 'problem',
  kinds: ['StatefulSet', 'Pod'],
  documentation: {
    silent: 'Pods whose probes still leave them time to become ready.',
  },

  *read(context) {
    for (const set of context.snapshot.all('StatefulSet')) {
      const { namespace, deletionTimestamp } = set.metadata;
      if (deletionTimestamp || !statusIsCurrent(set)) continue;
      if (context.snapshot.readState('Pod', namespace) !== 'complete') continue;
      yield* rolloutStuck(set, context);
      yield* tooFew(set, context);
    }
  },
});

function* rolloutStuck(
  set: StatefulSet,
  { snapshot, graph }: DetectionContext,
): Iterable<FamilyDraft> {
  const { spec, status } = set;
  const { updateRevision, currentRevision, updatedReplicas = 0 } = status ?? {};
  if (!updateRevision || updateRevision === currentRevision) return;
  if (spec?.updateStrategy?.type === 'OnDelete') return;
  const partition = spec?.updateStrategy?.rollingUpdate?.partition ?? 0;
  const toUpdate = (spec?.replicas ?? 1) - partition;
  if (updatedReplicas >= toUpdate) return;
  const stuck = graph
    .podsOf(referenceTo(set))
    .filter(
      pod =>
        pod.metadata.labels?.['controller-revision-hash'] === updateRevision &&
        !pod.metadata.deletionTimestamp &&
        !isReady(pod) &&
        olderThan(snapshot, notReadySince(pod), ROLLOUT_GRACE),
    );
  if (stuck.length === 0) return;
  yield {
    detector: 'sts.rollout-stuck',
    subject: referenceTo(set),
    severity: 'high',
    message: `Rollout stops at pod ${stuck[0].metadata.name}, which is of the new revision and not ready; ${updatedReplicas} of ${toUpdate} pods are updated. Going back to the old template does not replace this pod`,
    evidence: [
      field(set, 'status.updateRevision', updateRevision),
      field(set, 'status.currentRevision', currentRevision),
      field(set, 'status.updatedReplicas', updatedReplicas),
    ],
    affected: stuck.map(affectedPod),
  };
}

function* tooFew(
  set: StatefulSet,
  context: DetectionContext,
): Iterable<FamilyDraft> {
  const { spec, status } = set;
  const wanted = spec?.replicas ?? 1;
  const available = status?.availableReplicas ?? status?.readyReplicas ?? 0;
  if (available >= wanted) return;
  const blocking =
    spec?.podManagementPolicy === 'Parallel'
      ? undefined
      : lowestTroubled(set, context);
  const subject = referenceTo(set);
  const evidence = [
    field(set, 'spec.replicas', wanted),
    field(set, 'status.availableReplicas', available),
  ];
  if (blocking) {
    if (!olderThan(context.snapshot, blocking.since, SHORT_GRACE)) return;
    if (blocking.pod && mayYetBecomeReady(blocking.pod, context)) return;
    yield {
      detector: 'sts.ordinal-blocked',
      subject,
      key: String(blocking.ordinal),
      severity: 'high',
      message: `Pod ${blocking.reference.name} is ${blocking.pod ? 'not ready' : 'missing'} and holds up the others; ${available} of ${wanted} pods are available`,
      evidence: blocking.refusal
        ? [
            ...evidence,
            absence(blocking.reference),
            eventEvidence(blocking.refusal),
          ]
        : evidence,
      affected: blocking.pod ? [affectedPod(blocking.pod)] : [],
    };
    return;
  }
  const unready = unreadyPods(set, context, SHORT_GRACE).filter(
    pod => !mayYetBecomeReady(pod, context),
  );
  if (unready.length === 0) return;
  yield {
    detector: 'sts.replicas-short',
    subject,
    severity: 'medium',
    message: `${available} of ${wanted} pods of ${set.metadata.namespace}/${set.metadata.name} are available`,
    evidence,
    affected: unready.map(affectedPod),
  };
}

interface Troubled {
  ordinal: number;
  reference: ObjectReference;
  since?: string;
  pod?: Pod;
  /** Why there is no pod. */
  refusal?: ClusterEvent;
}

/**
 * The first pod that keeps the controller from going on to the next. A pod that is missing or on its way out is an everyday matter between two revisions: only a
 * failed attempt to make it counts.
 */
function lowestTroubled(
  set: StatefulSet,
  context: DetectionContext,
): Troubled | undefined {
  const { namespace, name } = set.metadata;
  const { ordinals } = (set.spec ?? {}) as { ordinals?: { start?: number } };
  const start = ordinals?.start ?? 0;
  const end = start + (set.spec?.replicas ?? 1);
  for (let ordinal = start; ordinal < end; ordinal++) {
    const podName = `${name}-${ordinal}`;
    const reference = {
      apiVersion: 'v1',
      kind: 'Pod',
      namespace,
      name: podName,
    };
    const pod = context.snapshot.get('Pod', namespace, podName);
    if (!pod) {
      const refusal = failedCreation(set, podName, context);
      const since = refusal?.firstTimestamp ?? (refusal && eventTime(refusal));
      if (refusal) return { ordinal, reference, refusal, since };
    } else if (!pod.metadata.deletionTimestamp && !isReady(pod)) {
      return { ordinal, reference, pod, since: notReadySince(pod) };
    }
  }
  return undefined;
}

/** The newest event that says that the controller could not make a pod: `create Pod db-0 in StatefulSet db failed error: …`. */
function failedCreation(
  set: StatefulSet,
  podName: string,
  { graph }: DetectionContext,
): ClusterEvent | undefined {
  return graph
    .eventsOf(set, { reasons: ['FailedCreate'], within: FRESH })
    .find(({ message = '' }) => message.split(/\s+/).includes(podName));
}
