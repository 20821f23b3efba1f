import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KnownKind, KnownKinds } from '../snapshot/objects';
import { parseQuantity } from '../snapshot/quantity';
import { ClaimSummary, SharedResources } from './ClusterResources';
import { PodTally } from './PodTally';
import { isRead } from './unreadKinds';
import { workloadSummaries } from './workloadSummaries';

type Figures = Omit<SharedResources, 'unread'>;

/** The figures of one namespace, or of the whole cluster. */
export function sharedResources(
  snapshot: ClusterSnapshot,
  pods: PodTally,
  namespace?: string,
): Figures {
  const all = <K extends KnownKind>(
    kind: K,
  ): readonly KnownKinds[K][] | undefined => {
    if (!isRead(snapshot, kind, namespace)) return undefined;
    const objects =
      namespace === undefined
        ? snapshot.all(kind)
        : snapshot.inNamespace(kind, namespace);
    return objects as unknown as readonly KnownKinds[K][];
  };
  const claims = all('PersistentVolumeClaim');
  return {
    pods: isRead(snapshot, 'Pod', namespace) ? pods.summary() : undefined,
    workloads: workloadSummaries(snapshot, namespace),
    services: all('Service')?.length,
    ingresses: all('Ingress')?.length,
    claims: claims && summaryOf(claims),
  };
}

function summaryOf(
  claims: readonly KnownKinds['PersistentVolumeClaim'][],
): ClaimSummary {
  return {
    total: claims.length,
    bound: claims.filter(each => each.status?.phase === 'Bound').length,
    requested: claims.reduce(
      (sum, { spec }) =>
        sum + (parseQuantity(spec?.resources?.requests?.storage) ?? 0),
      0,
    ),
  };
}
