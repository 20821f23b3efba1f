import { AffectedObject } from '../../findings/Finding';
import { referenceTo } from '../../findings/evidence';
import { olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { isFinished, isReady, notReadySince } from '../shared/pods';

type Pod = KnownKinds['Pod'];
type Owner = Parameters<typeof referenceTo>[0];

/** Pods of a workload that ought to be ready and have not been for at least `grace` milliseconds. */
export function unreadyPods(
  owner: Owner,
  { snapshot, graph }: DetectionContext,
  grace: number,
): Pod[] {
  return graph
    .podsOf(referenceTo(owner))
    .filter(
      pod =>
        !pod.metadata.deletionTimestamp &&
        !isFinished(pod) &&
        !isReady(pod) &&
        olderThan(snapshot, notReadySince(pod), grace),
    );
}

export function affectedPod(pod: Pod): AffectedObject {
  const since = notReadySince(pod);
  const node = pod.spec?.nodeName;
  return {
    ...referenceTo(pod),
    ...(node ? { node } : {}),
    ...(since ? { since } : {}),
  };
}
