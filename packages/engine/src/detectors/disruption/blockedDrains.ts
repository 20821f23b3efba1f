import { oncePerObject } from '../../oncePerObject';
import { CORDON_TAINT } from '../../scheduling/tolerations';
import { statusIsCurrent } from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { lastWritten } from '../../snapshot/writes';
import { DetectionContext } from '../Detector';
import { isFinished, isReady } from '../shared/pods';
import { budgetsCounting } from './budgetsOfPods';

type Budget = KnownKinds['PodDisruptionBudget'];
type Node = KnownKinds['Node'];
type Pod = KnownKinds['Pod'];

/** A drain gets this long to evict what it may. */
const GRACE = minutes(15);

/** Pods of a cordoned node that a budget, or two of them, keep from being evicted. */
export interface BlockedDrain {
  node: Node;
  /** In the order of the node's pods. */
  budgets: readonly Budget[];
  pods: readonly Pod[];
  /** Everything else that could be evicted is gone: somebody is draining the node. */
  isDraining: boolean;
  /** RFC 3339; since when the node has been cordoned. */
  since?: string;
}

/** When a node was cordoned, as its taint or the last write to its specification tells; RFC 3339. */
export function cordonedSince(node: Node): string | undefined {
  const taint = (node.spec?.taints ?? []).find(
    each => each.key === CORDON_TAINT,
  );
  return taint?.timeAdded ?? lastWritten(node, 'spec');
}

const drainsOf = oncePerObject(
  (graph: DetectionContext['graph']): readonly BlockedDrain[] => {
    const context = { snapshot: graph.snapshot, graph };
    return context.snapshot.all('Node').flatMap(node => {
      const since = cordonedSince(node);
      const isHeld =
        node.spec?.unschedulable &&
        !node.metadata.deletionTimestamp &&
        olderThan(context.snapshot, since, GRACE);
      const drain = isHeld && drainOf(node, context);
      return drain ? [{ ...drain, ...(since ? { since } : {}) }] : [];
    });
  },
);

/** Nodes that have been cordoned for a quarter of an hour and hold pods that may not be evicted. */
export function blockedDrains(
  context: DetectionContext,
): readonly BlockedDrain[] {
  return drainsOf(context.graph);
}

function drainOf(
  node: Node,
  context: DetectionContext,
): BlockedDrain | undefined {
  const evictable = context.graph
    .podsOn(node.metadata.name)
    .filter(pod => isEvictable(pod));
  const budgetsOf = oncePerObject(({ metadata: { namespace, labels } }: Pod) =>
    budgetsCounting(namespace, labels, context).filter(
      each => !each.metadata.deletionTimestamp,
    ),
  );
  const blocked = evictable.filter(pod => isProtected(pod, budgetsOf(pod)));
  if (blocked.length === 0) return undefined;
  return {
    node,
    pods: blocked,
    budgets: [...new Set(blocked.flatMap(budgetsOf))],
    isDraining:
      blocked.length === evictable.length &&
      context.snapshot.readState('Pod') === 'complete',
  };
}

/** Drains leave alone what would come back at once, and wait for what is already on its way out. */
function isEvictable(pod: Pod) {
  const { annotations, deletionTimestamp, ownerReferences = [] } = pod.metadata;
  return (
    !deletionTimestamp &&
    !isFinished(pod) &&
    !annotations?.['kubernetes.io/config.mirror'] &&
    !ownerReferences.some(
      each => each.controller && ['DaemonSet', 'Node'].includes(each.kind),
    )
  );
}

/** The API server evicts no pod that two budgets count. An unready pod may go unless its budget is short of healthy ones. */
function isProtected(pod: Pod, budgets: readonly Budget[]) {
  if (budgets.length > 1) return true;
  return budgets.some(budget => {
    if (!statusIsCurrent(budget)) return false;
    const { disruptionsAllowed, currentHealthy, desiredHealthy } =
      budget.status ?? {};
    if (disruptionsAllowed !== 0) return false;
    if (isReady(pod)) return true;
    const { unhealthyPodEvictionPolicy } = (budget.spec ?? {}) as {
      unhealthyPodEvictionPolicy?: string;
    };
    return (
      unhealthyPodEvictionPolicy !== 'AlwaysAllow' &&
      (currentHealthy ?? 0) < (desiredHealthy ?? 0)
    );
  });
}
