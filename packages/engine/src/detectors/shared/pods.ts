import type { PodCondition } from 'kubernetes-types/core/v1';
import { DetectionContext } from '../Detector';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { oncePerObject } from '../../oncePerObject';
import { AlikePods, alikePods } from '../../graph/alikePods';
import { ResourceGraph } from '../../graph/ResourceGraph';
import { isQuiet } from './isQuiet';
import { hasFailedLongAgo, newestSuccess } from '../jobs/jobRuns';

type Pod = KnownKinds['Pod'];

const unquietPodsOf = oncePerObject((graph: ResourceGraph) =>
  graph.snapshot.all('Pod').filter(pod => !isQuiet(pod, graph)),
);

const troublesomePodsOf = oncePerObject((graph: ResourceGraph) =>
  unquietPodsOf(graph).filter(
    pod =>
      !pod.metadata.deletionTimestamp &&
      !isSettled(pod, { snapshot: graph.snapshot, graph }),
  ),
);

/**
 * Pods whose trouble, if they have any, matters now. Left out are those being deleted, those that succeeded, and failed ones that nobody misses because their Job
 * completed or their workload has a healthy successor.
 */
export function troublesomePods(context: DetectionContext): readonly Pod[] {
  return troublesomePodsOf(context.graph);
}

/** Pods, finished ones and those being deleted included, whose status or events give occasion for a word. */
export function unquietPods({ graph }: DetectionContext): readonly Pod[] {
  return unquietPodsOf(graph);
}

const unquietActivePodsOf = oncePerObject((graph: ResourceGraph) =>
  unquietPodsOf(graph).filter(isActive),
);

/** Of the active pods those whose status or events give occasion for a word. */
export function unquietActivePods({ graph }: DetectionContext): readonly Pod[] {
  return unquietActivePodsOf(graph);
}

const activePodsOf = oncePerObject((snapshot: ClusterSnapshot) =>
  snapshot.all('Pod').filter(isActive),
);

function isActive(pod: Pod) {
  return !pod.metadata.deletionTimestamp && !isFinished(pod);
}

/** Pods that are neither finished nor being deleted. */
export function activePods({ snapshot }: DetectionContext): readonly Pod[] {
  return activePodsOf(snapshot);
}

const activeAlikePodsOf = oncePerObject(
  (snapshot: ClusterSnapshot): readonly AlikePods[] => {
    const active = new Set(activePodsOf(snapshot));
    return alikePods(snapshot).flatMap(group => {
      if (group.pods.every(pod => active.has(pod))) return [group];
      const pods = group.pods.filter(pod => active.has(pod));
      return pods.length > 0 ? [{ first: pods[0], pods }] : [];
    });
  },
);

/** The active pods by what they run: what is said of the containers of the first holds for all of a group. */
export function activeAlikePods({
  snapshot,
}: DetectionContext): readonly AlikePods[] {
  return activeAlikePodsOf(snapshot);
}

/** Whether all containers have ended for good. */
export function isFinished(pod: Pod): boolean {
  const phase = pod.status?.phase;
  return phase === 'Succeeded' || phase === 'Failed';
}

/** A pod's condition of a type, if the kubelet or a controller has written it. */
export function podCondition(
  pod: Pod,
  type: string,
): (PodCondition & { path: string }) | undefined {
  const condition = plainCondition(pod, type);
  return condition && { ...condition, path: `status.conditions[${type}]` };
}

/** Whether a pod is ready to serve. */
export function isReady(pod: Pod): boolean {
  return plainCondition(pod, 'Ready')?.status === 'True';
}

function plainCondition(pod: Pod, type: string): PodCondition | undefined {
  for (const condition of pod.status?.conditions ?? [])
    if (condition.type === type) return condition;
  return undefined;
}

/** Since when a pod's condition of a type has been as it is, if there is one. */
export function conditionChangedAt(pod: Pod, type: string): string | undefined {
  return plainCondition(pod, type)?.lastTransitionTime;
}

/**
 * Since when a pod has not been ready, by the best record there is: the condition, else its start. A waiting container itself carries no time.
 */
export function notReadySince(pod: Pod): string | undefined {
  for (const type of ['ContainersReady', 'Ready']) {
    const condition = plainCondition(pod, type);
    if (condition?.status === 'False' && condition.lastTransitionTime)
      return condition.lastTransitionTime;
  }
  return pod.status?.startTime ?? pod.metadata.creationTimestamp;
}

/** The earlier of two moments; a missing one does not count. */
export function earlier(
  snapshot: ClusterSnapshot,
  one: string | undefined,
  other: string | undefined,
): string | undefined {
  return (snapshot.age(one) ?? -1) >= (snapshot.age(other) ?? -1) ? one : other;
}

/** Since when a container fails, also when it runs between two failures: its first back-off that events remember, or what is given if that is earlier. */
export function failingSince(
  pod: Pod,
  container: string,
  { snapshot, graph }: DetectionContext,
  other: string | undefined,
): string | undefined {
  return graph
    .eventsOf(pod, { reasons: ['BackOff'], container })
    .reduce<string | undefined>(
      (since, event) => earlier(snapshot, since, event.firstTimestamp),
      other,
    );
}

/** Whether nobody misses a pod: it succeeded, or it failed and its work is done, done over, or was given up a day ago. */
export function isSettled(pod: Pod, context: DetectionContext): boolean {
  const phase = pod.status?.phase;
  if (phase !== 'Failed') return phase === 'Succeeded';

  const { snapshot, graph } = context;
  const controller = pod.metadata.ownerReferences?.find(
    each => each.controller,
  );
  if (!controller) return false;
  const owner = graph.topOwner(pod);
  const born = Date.parse(pod.metadata.creationTimestamp ?? '');
  if (controller.kind === 'Job') {
    const job = snapshot.get('Job', pod.metadata.namespace, controller.name);
    if (isComplete(job)) return true;
    if (job && hasFailedLongAgo(job, snapshot)) return true;
    if (Date.parse(newestSuccess(owner, context) ?? '') > born) return true;
  }
  return graph.podsOf(owner).some(other => {
    const later = Date.parse(other.metadata.creationTimestamp ?? '') > born;
    return later && (isReady(other) || other.status?.phase === 'Succeeded');
  });
}

function isComplete(job: KnownKinds['Job'] | undefined) {
  return (job?.status?.conditions ?? []).some(
    ({ type, status }) =>
      (type === 'Complete' || type === 'SuccessCriteriaMet') &&
      status === 'True',
  );
}
