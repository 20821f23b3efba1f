import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { olderThan, seconds } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';

const GRACE = seconds(60);

/** Objects of a kind that are a minute old and not being deleted. */
export function* settledObjects(
  snapshot: ClusterSnapshot,
  kind: string,
): Iterable<KubernetesObject> {
  for (const object of snapshot.all(kind) as readonly KubernetesObject[]) {
    const { deletionTimestamp, creationTimestamp } = object.metadata;
    if (!deletionTimestamp && olderThan(snapshot, creationTimestamp, GRACE))
      yield object;
  }
}
