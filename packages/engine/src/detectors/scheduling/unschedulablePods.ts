import { Evidence } from '../../findings/Finding';
import { absence, eventEvidence, field, unread } from '../../findings/evidence';
import { claimNamesOf } from '../../scheduling/NodeLoad';
import { primaryBlockers } from '../../scheduling/primaryBlockers';
import {
  Placement,
  SchedulingSimulation,
} from '../../scheduling/SchedulingSimulation';
import {
  bearsOut,
  parseSchedulerMessage,
} from '../../scheduling/schedulerMessage';
import { claimWait } from '../../scheduling/volumeBinding';
import { minutes, olderThan } from '../../snapshot/durations';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { describeBlocker } from './describeBlocker';
import {
  MessageDescription,
  describeMessage,
  describeUnmodelled,
} from './describeMessage';
import { DraftCollector } from '../DraftCollector';
import { isWaitingPlaceholder } from '../shared/isWaitingPlaceholder';
import { PendingPod, affectedBy, pendingPods } from './pendingPods';
import { SCHEDULING_ROWS, severityOf } from './rows';
import { volumeLimitOf } from './volumeLimits';

/** The scheduler tries a pod again when the cluster changes; what it said before that may be out of date. */
const UNEXPLAINED_GRACE = minutes(3);

/** Pods that the scheduler cannot place, told apart by what stands in the way. That is computed from the pod and the nodes, and the scheduler’s message goes along as evidence; where nodes or pods are not fully known its words are all there is. */
export const unschedulablePods = detectorFamily({
  rows: SCHEDULING_ROWS,
  tier: 'problem',
  kinds: ['Pod'],
  documentation: {
    silent:
      'The first minute, and ten minutes while an autoscaler has ordered a node or pods are being preempted. A reason that excludes no node which would otherwise fit is not named. A pod of negative priority, which only keeps room for others, is a risk.',
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/',
      'https://kubernetes.io/docs/tasks/administer-cluster/node-overprovisioning/',
    ],
  },

  *read(context) {
    const { snapshot, graph } = context;
    const simulation = SchedulingSimulation.isPossible(snapshot)
      ? new SchedulingSimulation(snapshot, graph)
      : undefined;
    const collector = new DraftCollector();
    const told: Told = new Map();
    for (const pending of pendingPods(context)) {
      for (const draft of explain(pending, context, told, simulation)) {
        const tier = isWaitingPlaceholder(pending.pod)
          ? { tier: 'risk' as const }
          : {};
        collector.add({ ...draft, ...tier, affected: [affectedBy(pending)] });
      }
    }
    yield* collector.drafts();
  },
});

function explain(
  pending: PendingPod,
  context: DetectionContext,
  told: Told,
  simulation: SchedulingSimulation | undefined,
): FamilyDraft[] {
  const claims = claimDrafts(pending, context);
  if (claims.length > 0) return claims;
  if (!simulation) return messageDrafts(pending, context);
  if (context.snapshot.all('Node').length === 0) {
    return knowsNodes(pending)
      ? messageDrafts(pending, context)
      : noNodes(pending, context);
  }
  const unmodelled = describeUnmodelled(
    pending.message,
    pending.pod,
    context.snapshot,
  );
  if (unmodelled) return [fromMessage(pending, context, unmodelled)];

  const placement = simulation.place(pending.pod);
  const { kind, namespace, name } = pending.owner;
  const owner = `${kind}/${namespace}/${name}`;
  const ofPlacement = told.get(placement) ?? new Map<string, FamilyDraft[]>();
  told.set(placement, ofPlacement);
  const drafts =
    ofPlacement.get(owner) ?? blockerDrafts(pending, placement, context);
  ofPlacement.set(owner, drafts);
  return drafts.length > 0 ? drafts : unexplained(pending, context);
}

/** What was said about a placement, by owner: equal pods need no second look. */
type Told = Map<Placement, Map<string, FamilyDraft[]>>;

/** The scheduler looks at claims before nodes: while one is missing or unbound, no node is considered. */
function claimDrafts(
  pending: PendingPod,
  { snapshot }: DetectionContext,
): FamilyDraft[] {
  const { pod, owner, message } = pending;
  const { namespace } = pod.metadata;
  const generated = new Set(
    (pod.spec?.volumes ?? [])
      .filter(volume => volume.ephemeral)
      .map(volume => `${pod.metadata.name}-${volume.name}`),
  );
  return claimNamesOf(pod).flatMap<FamilyDraft>(name => {
    const reference = claimReference(pod, name);
    const found = snapshot.lookup('PersistentVolumeClaim', namespace, name);
    if (found.state === 'absent' && !generated.has(name)) {
      const detector = 'scheduling.pvc-missing';
      return [
        {
          detector,
          severity: severityOf(detector),
          subject: owner,
          key: name,
          message: `PersistentVolumeClaim ${namespace}/${name} does not exist`,
          evidence: [
            absence(reference),
            field(pod, 'spec.volumes', pod.spec?.volumes),
            scheduled(pending),
          ],
        },
      ];
    }
    if (found.state !== 'present') return [];
    const claim = found.object;
    const isBound =
      Boolean(claim.spec?.volumeName) &&
      claim.status?.phase !== 'Lost' &&
      claim.status?.phase !== 'Pending';
    if (isBound || !isAwaited(claim, message, snapshot)) return [];
    const detector = 'scheduling.pvc-unbound';
    return [
      {
        detector,
        severity: severityOf(detector),
        subject: reference,
        message: `Pods of ${owner.kind} ${namespace}/${owner.name} wait until this claim is bound`,
        evidence: [
          field(claim, 'status.phase', claim.status?.phase),
          field(pod, 'status.conditions[PodScheduled].message', message),
        ],
      },
    ];
  });
}

/** Whether the scheduler waits for a claim. Where its class is unread, the scheduler's words tell. */
function isAwaited(
  claim: KnownKinds['PersistentVolumeClaim'],
  message: string,
  snapshot: ClusterSnapshot,
) {
  if (claimWait(claim, snapshot) === 'consumer') return false;
  return (
    snapshot.readState('StorageClass') === 'complete' ||
    /unbound immediate|binding volumes/i.test(message)
  );
}

/** Whether the scheduler counts nodes where the snapshot has none: then it is the snapshot that lacks them. */
function knowsNodes({ message }: PendingPod) {
  return (parseSchedulerMessage(message)?.total ?? 0) > 0;
}

function noNodes(
  pending: PendingPod,
  { snapshot }: DetectionContext,
): FamilyDraft[] {
  const detector = 'scheduling.no-nodes';
  return [
    {
      detector,
      severity: severityOf(detector),
      subject: { kind: 'Cluster', name: snapshot.cluster },
      message: 'The cluster has no nodes, and pods wait for one',
      evidence: [scheduled(pending)],
    },
  ];
}

function blockerDrafts(
  pending: PendingPod,
  placement: Placement,
  context: DetectionContext,
): FamilyDraft[] {
  const { pod, owner } = pending;
  const said = parseSchedulerMessage(pending.message);
  return primaryBlockers(placement).map(primary => {
    const {
      detector,
      key,
      message: text,
      evidence,
    } = describeBlocker(pod, primary, placement);
    const isAboutClaim = ['volume', 'claimInUse'].includes(primary.kind);
    return {
      detector,
      severity: severityOf(detector),
      subject: isAboutClaim ? claimReference(pod, primary.detail) : owner,
      ...(key ? { key } : {}),
      message: bearsOut(said, primary.kind)
        ? text
        : `${text} (the scheduler’s latest message names other reasons)`,
      evidence: [...evidence, ...supporting(pending, context)],
    };
  });
}

function messageDrafts(
  pending: PendingPod,
  context: DetectionContext,
): FamilyDraft[] {
  const described = describeMessage(pending.message, pending.pod);
  return described
    ? [fromMessage(pending, context, described)]
    : unexplained(pending, context);
}

function fromMessage(
  pending: PendingPod,
  context: DetectionContext,
  { claim, ...described }: MessageDescription,
): FamilyDraft {
  const limit =
    described.detector === 'scheduling.volume-limit'
      ? volumeLimitOf(pending.pod, context.snapshot)
      : undefined;
  return {
    ...described,
    ...(limit
      ? {
          message: `${described.message} (the limit of driver ${limit.driver} is reached)`,
        }
      : {}),
    severity: severityOf(described.detector),
    subject: claim ? claimReference(pending.pod, claim) : pending.owner,
    evidence: [
      ...supporting(pending, context),
      ...(limit?.evidence ?? []),
      ...unreadKinds(context),
    ],
  };
}

function claimReference({ metadata }: PendingPod['pod'], name: string) {
  const { namespace } = metadata;
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name };
}

/** The snapshot is older than the scheduler's next try, or a rule of the cluster is unknown here: the scheduler has the last word. */
function unexplained(
  pending: PendingPod,
  context: DetectionContext,
): FamilyDraft[] {
  if (!olderThan(context.snapshot, pending.since, UNEXPLAINED_GRACE)) return [];
  const detector = 'scheduling.unexplained';
  return [
    {
      detector,
      severity: severityOf(detector),
      subject: pending.owner,
      message: pending.message
        ? `The scheduler reports: ${pending.message}`
        : 'The scheduler places no pod and gives no reason',
      evidence: [...supporting(pending, context), ...unreadKinds(context)],
    },
  ];
}

function scheduled({ pod, message }: PendingPod): Evidence {
  return field(pod, 'status.conditions[PodScheduled].message', message);
}

function supporting(
  pending: PendingPod,
  { graph }: DetectionContext,
): Evidence[] {
  const [event] = graph.eventsOf(pending.pod, {
    reasons: ['FailedScheduling'],
    within: minutes(15),
  });
  return [scheduled(pending), ...(event ? [eventEvidence(event)] : [])];
}

function unreadKinds({ snapshot }: DetectionContext): Evidence[] {
  return ['Node', 'Pod', 'PersistentVolume', 'StorageClass'].flatMap(kind => {
    const state = snapshot.readState(kind);
    return state === 'complete' ? [] : [unread({ kind, name: '' }, state)];
  });
}
