import { Evidence, Severity, Tier } from '../../findings/Finding';
import { field, shorten } from '../../findings/evidence';
import { hours, within } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { isReady, isSettled, podCondition, unquietPods } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

type Pod = KnownKinds['Pod'];

const ROWS = [
  {
    id: 'pod.ephemeral-storage-exceeded',
    title: 'Pod used more local storage than allowed',
    documentation: {
      speaks:
        'The kubelet evicted pods because a container, an emptyDir volume or the pod as a whole used more local storage than its limit. Ready replacements do not end it, since they may fill it as well.',
      silent:
        'Evictions of more than an hour ago, runs of Jobs that succeeded in the end, and templates that have been changed since and whose pods are ready.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/ephemeral-storage/#resource-ephemeralstorage-consumption',
      ],
    },
  },
  {
    id: 'pod.evicted',
    title: 'Pods were evicted by their node',
    documentation: {
      speaks:
        'The kubelet evicted pods because their node ran low on a resource. Three or more of one workload are of high severity.',
    },
  },
  {
    id: 'pod.rejected-by-node',
    title: 'Node refused the pod',
    documentation: {
      speaks:
        'The kubelet refused a pod that was already bound to its node, for example for lack of room (OutOfcpu), a changed label (NodeAffinity) or a sysctl that is not allowed.',
      sources: [
        'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/lifecycle/predicate.go',
      ],
    },
  },
  {
    id: 'pod.node-shutdown',
    title: 'Pods ended with their node',
    documentation: {
      speaks:
        'Pods ended because their node was shut down, and no ready one has taken their place.',
      sources: [
        'https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/',
      ],
    },
  },
] as const;

type RowId = (typeof ROWS)[number]['id'];

interface Reading {
  row: RowId;
  key: string | undefined;
  severity: Severity;
  message: string;
}

/** Failed pods that matter are those of the last hour; older ones of a broken workload show in what is broken now. */
const RECENT = hours(1);
const MANY_EVICTIONS = 3;

/** Reasons with which a kubelet refuses a pod that was already bound to its node. */
const REFUSALS =
  /^(?:OutOf.+|NodeAffinity|NodePorts|NodeName|UnexpectedAdmissionError|TopologyAffinityError|SysctlForbidden|PodOSNotSupported|PodOSSelectorNodeLabelDoesNotMatch)$/;

/** Pods that their node ended or refused, by the reason in their status. */
export const podFailures = detectorFamily({
  rows: ROWS,
  tier: 'problem',
  kinds: ['Pod'],
  documentation: {
    silent:
      'Failures of more than an hour ago, and pods whose successor does the work.',
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
    ],
  },
  read: context => groupSightings(podFailuresIn(context)).map(weighed),
});

function* podFailuresIn(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of unquietPods(context)) {
    if (pod.status?.phase !== 'Failed' || pod.metadata.deletionTimestamp)
      continue;
    const since = failedAt(pod);
    if (!within(snapshot, since, RECENT)) continue;
    const reading = read(pod);
    if (!reading || isOver(pod, reading, context)) continue;
    const subject = graph.topOwner(pod);
    yield {
      detector: reading.row,
      subject,
      key: reading.key,
      severity: reading.severity,
      tier: 'problem' as Tier,
      message: `Pods of ${nameOf(subject)} ${reading.message}`,
      evidence: evidenceOf(pod),
      affected: affectedPod(pod, { since }),
    };
  }
}

const RUN_TO_COMPLETION: ReadonlySet<string> = new Set(['Job', 'CronJob']);

const REVISION_LABELS = [
  'pod-template-hash',
  'controller-revision-hash',
  'rollouts-pod-template-hash',
] as const;

/** A replacement of the same template is going to fill the same limit, so that it is ready for now does not settle the matter. */
function isOver(pod: Pod, { row }: Reading, context: DetectionContext) {
  if (!isSettled(pod, context)) return false;
  if (row !== 'pod.ephemeral-storage-exceeded') return true;
  const owner = context.graph.topOwner(pod);
  return (
    RUN_TO_COMPLETION.has(owner.kind) ||
    context.graph
      .podsOf(owner)
      .some(other => isReady(other) && revisionOf(other) !== revisionOf(pod))
  );
}

/** What controllers write into the labels of all pods of one template. */
function revisionOf({ metadata }: Pod) {
  return REVISION_LABELS.map(label => metadata.labels?.[label]).join();
}

function read(pod: Pod): Reading | undefined {
  const { reason = '', message = '' } = pod.status ?? {};
  if (reason === 'Evicted') return eviction(message);
  if (
    reason === 'NodeShutdown' ||
    (reason === 'Terminated' && /shutdown/i.test(message))
  )
    return {
      row: 'pod.node-shutdown',
      key: pod.spec?.nodeName,
      severity: 'low',
      message: `ended because node ${pod.spec?.nodeName ?? 'unknown'} was shut down, and have no ready replacement`,
    };
  if (!REFUSALS.test(reason)) return undefined;
  return {
    row: 'pod.rejected-by-node',
    key: reason,
    severity: 'medium',
    message: `were refused by their node with ${reason}: ${shorten(message) || 'no message'}`,
  };
}

/** Sentences in which the kubelet blames a pod's own limit. */
const OWN_LIMIT: readonly RegExp[] = [
  /Container (\S+) exceeded its local ephemeral storage limit/i,
  /Usage of EmptyDir volume "([^"]+)" exceeds the limit/i,
  /(Pod) ephemeral local storage usage exceeds the total limit of containers/i,
];

function eviction(message: string): Reading {
  for (const pattern of OWN_LIMIT) {
    const [, what] = pattern.exec(message) ?? [];
    if (!what) continue;
    return {
      row: 'pod.ephemeral-storage-exceeded',
      key: what === 'Pod' ? 'pod' : what,
      severity: 'high',
      message: `were evicted for their use of local storage: ${shorten(message)}`,
    };
  }
  const resource =
    /low on resource: ([\w-]+(?:[./][\w-]+)*)/i.exec(message)?.[1] ??
    /node had condition: \[?([\w, ]+)\]?/i.exec(message)?.[1] ??
    'unknown';
  return {
    row: 'pod.evicted',
    key: resource,
    severity: 'medium',
    message: `were evicted because their node ran low on ${resource}`,
  };
}

/** Three evictions are no accident any more. */
function weighed(draft: FamilyDraft): FamilyDraft {
  const count = draft.affected?.length ?? 0;
  return draft.detector === 'pod.evicted' && count >= MANY_EVICTIONS
    ? { ...draft, severity: 'high' }
    : draft;
}

/** When a pod failed: its last container's end, else the condition that says why, else its start. */
function failedAt(pod: Pod): string | undefined {
  const ends = (pod.status?.containerStatuses ?? []).flatMap(({ state }) =>
    state?.terminated?.finishedAt ? [state.terminated.finishedAt] : [],
  );
  return (
    ends.sort((a, b) => Date.parse(b) - Date.parse(a))[0] ??
    podCondition(pod, 'DisruptionTarget')?.lastTransitionTime ??
    podCondition(pod, 'Ready')?.lastTransitionTime ??
    pod.status?.startTime ??
    pod.metadata.creationTimestamp
  );
}

function evidenceOf(pod: Pod): Evidence[] {
  return [
    field(pod, 'status.reason', pod.status?.reason),
    field(pod, 'status.message', shorten(pod.status?.message ?? '')),
  ];
}
