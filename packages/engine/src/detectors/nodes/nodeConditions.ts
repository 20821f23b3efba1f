import { Severity } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { Condition, conditionOf } from '../../snapshot/conditions';
import { minutes, olderThan, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, FamilyRow, detectorFamily } from '../detectorFamily';
import { isControlPlane, isLeaving } from './nodeTraits';

type Node = KnownKinds['Node'];

const GRACE = seconds(60);
/** A node that has just joined becomes ready when its network plugin has started. */
const JOINING = minutes(3);

/** Conditions that are bad when True, and the row that reports them. */
const PRESSURES: Readonly<Record<string, string>> = {
  MemoryPressure: 'node.memory-pressure',
  DiskPressure: 'node.disk-pressure',
  PIDPressure: 'node.pid-pressure',
};

/** Conditions that the node problem detector is known to set. Other types may be healthy when True, such as EtcdIsVoter. */
const PROBLEM_CONDITIONS: readonly string[] = [
  'KernelDeadlock',
  'ReadonlyFilesystem',
  'FrequentKubeletRestart',
  'FrequentContainerdRestart',
  'FrequentDockerRestart',
  'FrequentUnregisterNetDevice',
  'CorruptDockerOverlay2',
  'KubeletUnhealthy',
  'ContainerRuntimeUnhealthy',
];

const UNREADY_ROWS: readonly FamilyRow[] = [
  {
    id: 'node.unreachable',
    title: 'Node does not report',
    documentation: {
      speaks:
        'The condition Ready has been Unknown for a minute, because the kubelet no longer renews its Lease. Critical for a node of the control plane and where a tenth of all nodes are silent.',
    },
  },
  {
    id: 'node.runtime-down',
    title: 'Container runtime is down',
    documentation: {
      speaks:
        'The condition Ready has been False for a minute, and its message says that the container runtime is down or that its pods cannot be listed.',
    },
  },
  {
    id: 'node.cni-not-ready',
    title: 'Network plugin is not ready',
    documentation: {
      speaks:
        'For a minute the node has been unready because its network plugin is not, or has had the condition NetworkUnavailable.',
    },
  },
  {
    id: 'node.not-ready',
    title: 'Node is not ready',
    documentation: {
      speaks:
        'The condition Ready has been False for a minute, for another reason than the container runtime or the network plugin.',
    },
    explainedBy: ['node.runtime-down', 'node.cni-not-ready'],
  },
];

/** What nodes say about themselves, and what the control plane says about nodes that no longer speak. */
export const nodeConditions = detectorFamily({
  rows: [
    ...UNREADY_ROWS,
    {
      id: 'node.memory-pressure',
      title: 'Node is short of memory',
      documentation: {
        speaks:
          'The kubelet reports the condition MemoryPressure: it evicts pods, and the scheduler sends none that state no requests.',
      },
      explainedBy: ['node.unreachable'],
    },
    {
      id: 'node.disk-pressure',
      title: 'Node is short of disk space',
      documentation: {
        speaks:
          'The kubelet reports the condition DiskPressure: it removes images and evicts pods, and the scheduler sends none.',
      },
      explainedBy: ['node.unreachable'],
    },
    {
      id: 'node.pid-pressure',
      title: 'Node is short of process ids',
      documentation: {
        speaks:
          'The kubelet reports the condition PIDPressure: it evicts pods, and new processes may fail.',
      },
      explainedBy: ['node.unreachable'],
    },
    {
      id: 'node.problem-condition',
      title: 'Node reports a problem',
      documentation: {
        speaks:
          'One of the conditions that the node problem detector is known to set, such as KernelDeadlock or ReadonlyFilesystem, has been True for a minute.',
        silent: 'Conditions of other types, whatever their status.',
        sources: ['https://github.com/kubernetes/node-problem-detector'],
      },
    },
  ],
  tier: 'problem',
  kinds: ['Node'],
  documentation: {
    silent:
      'Nodes that an autoscaler is taking away, those that joined less than three minutes ago, and cordoned nodes that are well.',
    sources: [
      'https://kubernetes.io/docs/reference/node/node-status/#condition',
    ],
  },

  *read(context) {
    const nodes = context.snapshot.all('Node');
    for (const node of nodes) {
      if (isLeaving(node)) continue;
      yield* readiness(node, nodes, context);
      yield* pressures(node, context);
    }
  },
});

function* readiness(
  node: Node,
  nodes: readonly Node[],
  context: DetectionContext,
): Iterable<FamilyDraft> {
  const { snapshot } = context;
  const ready = conditionOf(node, 'Ready');
  const isNew = !olderThan(snapshot, node.metadata.creationTimestamp, JOINING);
  if (ready?.status === 'Unknown' && isOld(ready, context)) {
    const silent = nodes.filter(
      each => conditionOf(each, 'Ready')?.status === 'Unknown',
    );
    const isGrave = isControlPlane(node) || silent.length * 10 >= nodes.length;
    yield {
      ...draftOf(node, ready, context, isGrave ? 'critical' : 'high'),
      detector: 'node.unreachable',
      message: `The kubelet of ${node.metadata.name} has stopped reporting${silent.length > 1 ? `, as those of ${silent.length - 1} other nodes` : ''}`,
    };
    return;
  }
  if (isNew) return;
  if (ready?.status === 'False' && isOld(ready, context)) {
    const id = unreadyRow(ready.message ?? '');
    yield {
      ...draftOf(node, ready, context, 'high'),
      detector: id,
      ...(id === 'node.not-ready' && ready.reason ? { key: ready.reason } : {}),
      message: `${node.metadata.name} is not ready: ${ready.message ?? ready.reason ?? 'no reason given'}`,
    };
    if (id === 'node.cni-not-ready') return;
  }
  const network = conditionOf(node, 'NetworkUnavailable');
  if (network?.status === 'True' && isOld(network, context)) {
    yield {
      ...draftOf(node, network, context, 'high'),
      detector: 'node.cni-not-ready',
      message: `The network of ${node.metadata.name} is not set up: ${network.message ?? network.reason ?? 'no reason given'}`,
    };
  }
}

function* pressures(
  node: Node,
  context: DetectionContext,
): Iterable<FamilyDraft> {
  for (const [type, detector] of Object.entries(PRESSURES)) {
    const condition = conditionOf(node, type);
    if (condition?.status !== 'True') continue;
    yield {
      ...draftOf(node, condition, context, 'high'),
      detector,
      message: `${node.metadata.name} reports ${type}: ${condition.message ?? 'the kubelet evicts pods'}`,
    };
  }
  for (const type of PROBLEM_CONDITIONS) {
    const condition = conditionOf(node, type);
    if (condition?.status !== 'True' || !isOld(condition, context)) continue;
    yield {
      ...draftOf(node, condition, context, 'high'),
      detector: 'node.problem-condition',
      key: type,
      message: `${node.metadata.name} reports ${type}: ${condition.message ?? condition.reason ?? ''}`,
    };
  }
}

function unreadyRow(message: string) {
  if (
    /container runtime is down|PLEG is not healthy|runtime status check/i.test(
      message,
    )
  )
    return 'node.runtime-down';
  return /NetworkPluginNotReady|cni (?:plugin|config)[^.]*not initialized|network plugin is not ready|NetworkReady=false/i.test(
    message,
  )
    ? 'node.cni-not-ready'
    : 'node.not-ready';
}

function isOld(condition: Condition, { snapshot }: DetectionContext) {
  return olderThan(snapshot, condition.lastTransitionTime, GRACE);
}

function draftOf(
  node: Node,
  condition: Condition,
  { graph }: DetectionContext,
  severity: Severity,
): Pick<
  FamilyDraft,
  'subject' | 'severity' | 'evidence' | 'affected' | 'since'
> {
  const { name } = node.metadata;
  const path = `status.conditions[${condition.type}]`;
  return {
    subject: referenceTo(node),
    severity,
    evidence: [
      field(node, `${path}.status`, condition.status),
      field(node, `${path}.reason`, condition.reason),
      field(node, `${path}.message`, condition.message),
    ],
    affected: graph
      .podsOn(name)
      .filter(pod => !['Succeeded', 'Failed'].includes(pod.status?.phase ?? ''))
      .map(pod => ({ ...referenceTo(pod), node: name })),
    since: condition.lastTransitionTime,
  };
}
