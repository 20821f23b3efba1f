import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { Condition, conditionOf } from '../snapshot/conditions';
import { KnownKinds } from '../snapshot/objects';
import { amountsOf } from '../snapshot/podRequests';
import {
  NodeCondition,
  NodeResources,
  NodesSummary,
  UnreadKind,
} from './ClusterResources';
import { computeOf, nodeAmountsOf } from './computeOf';
import { momentOf } from './momentOf';
import { PodTally } from './PodTally';
import { isRead } from './unreadKinds';

type Node = KnownKinds['Node'];

const ROLE_PREFIX = 'node-role.kubernetes.io/';
const ROLE_LABEL = 'kubernetes.io/role';

/** Conditions and taints of a node that are told; controllers may add any number. */
const MOST = 50;

/** Characters of a condition's message that are told. */
const LONGEST_MESSAGE = 500;

export interface NodePods {
  /** By node. */
  tallies: ReadonlyMap<string, PodTally>;
  unread: UnreadKind[];
}

export function nodeResources(
  snapshot: ClusterSnapshot,
  node: Node,
  { tallies, unread }: NodePods,
): NodeResources {
  const { name, creationTimestamp, labels = {} } = node.metadata;
  const { nodeInfo, capacity, allocatable } = node.status ?? {};
  const tally = tallies.get(name) ?? new PodTally();
  return {
    name,
    roles: rolesOf(labels),
    ready: conditionOf(node, 'Ready')?.status ?? 'Unknown',
    cordoned: node.spec?.unschedulable === true,
    createdAt: momentOf(creationTimestamp),
    kubeletVersion: nodeInfo?.kubeletVersion,
    containerRuntime: nodeInfo?.containerRuntimeVersion,
    operatingSystem: nodeInfo?.osImage,
    architecture: nodeInfo?.architecture,
    instanceType: labels['node.kubernetes.io/instance-type'],
    zone: labels['topology.kubernetes.io/zone'],
    capacity: nodeAmountsOf(amountsOf(capacity)),
    allocatable: nodeAmountsOf(amountsOf(allocatable)),
    conditions: ((node.status?.conditions ?? []) as Condition[])
      .slice(0, MOST)
      .map(told),
    taints: (node.spec?.taints ?? [])
      .slice(0, MOST)
      .map(({ key, value, effect }) => ({
        key,
        ...(value ? { value } : {}),
        effect,
      })),
    pods: isRead(snapshot, 'Pod') ? tally.summary() : undefined,
    unread,
  };
}

export function nodesSummary(nodes: readonly NodeResources[]): NodesSummary {
  const sum = (of: 'capacity' | 'allocatable') => {
    // Cores are fractions, whose sum drifts; millicores are whole.
    const total = (resource: 'cpu' | 'memory' | 'pods', factor = 1) =>
      nodes.reduce(
        (all, each) => all + Math.round(each[of][resource] * factor),
        0,
      );
    return {
      ...computeOf(
        new Map([
          ['cpu', total('cpu', 1000)],
          ['memory', total('memory')],
        ]),
      ),
      pods: total('pods'),
    };
  };
  return {
    total: nodes.length,
    ready: nodes.filter(each => each.ready === 'True').length,
    cordoned: nodes.filter(each => each.cordoned).length,
    capacity: sum('capacity'),
    allocatable: sum('allocatable'),
  };
}

/** As `kubectl get nodes` names them. */
function rolesOf(labels: Readonly<Record<string, string>>) {
  const roles = Object.entries(labels).flatMap(([key, value]) => {
    if (key.startsWith(ROLE_PREFIX)) return [key.slice(ROLE_PREFIX.length)];
    return key === ROLE_LABEL ? [value] : [];
  });
  return [...new Set(roles.filter(Boolean))].sort();
}

function told(condition: Condition): NodeCondition {
  const { type, status, reason, message, lastTransitionTime } = condition;
  const since = momentOf(lastTransitionTime);
  return {
    type,
    status,
    ...(reason ? { reason } : {}),
    ...(message ? { message: message.slice(0, LONGEST_MESSAGE) } : {}),
    ...(since ? { since } : {}),
  };
}
