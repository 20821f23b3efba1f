import { Evidence } from '../../findings/Finding';
import { field } from '../../findings/evidence';
import { formatSelector } from '../../graph/labels';
import { Blocker } from '../../scheduling/blockers';
import { formatAmount } from '../../scheduling/formatAmount';
import { formatNodeSelector } from '../../scheduling/nodeSelection';
import { PrimaryBlocker } from '../../scheduling/primaryBlockers';
import { Placement } from '../../scheduling/SchedulingSimulation';
import { formatTaint } from '../../scheduling/tolerations';
import { KnownKinds } from '../../snapshot/objects';

type Pod = KnownKinds['Pod'];
type Node = KnownKinds['Node'];

/** What a primary blocker is called, told and proved by. */
export interface BlockerDescription {
  detector: string;
  key?: string;
  message: string;
  evidence: Evidence[];
}

/** More examples than these tell a reader nothing new. */
const EXAMPLES = 3;

export function describeBlocker(
  pod: Pod,
  primary: PrimaryBlocker,
  placement: Placement,
): BlockerDescription {
  const { nodes, detail } = primary;
  const examples = nodes.slice(0, EXAMPLES);
  const where = countNodes(nodes.length, placement.size);

  switch (primary.kind) {
    case 'selector': {
      const selector = pod.spec?.nodeSelector ?? {};
      const missing = pairsOfNoNode(selector, [...placement.keys()]);
      return {
        detector: 'scheduling.node-selector-mismatch',
        key: formatSelector(missing),
        message: `No node carries ${formatSelector(missing)}`,
        evidence: [field(pod, 'spec.nodeSelector', selector)],
      };
    }
    case 'affinity': {
      const required =
        pod.spec?.affinity?.nodeAffinity
          ?.requiredDuringSchedulingIgnoredDuringExecution;
      const terms = required ? formatNodeSelector(required) : '';
      return {
        detector: 'scheduling.node-affinity-unsatisfied',
        key: terms,
        message: `No node satisfies the required node affinity: ${terms}`,
        evidence: [
          field(
            pod,
            'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution',
            required,
          ),
        ],
      };
    }
    case 'taint': {
      const keys = distinct(nodes.map(each => each.blocker.detail));
      const taints = nodes.flatMap(({ node }) =>
        (node.spec?.taints ?? []).filter(taint => keys.includes(taint.key)),
      );
      return {
        detector: 'scheduling.taint-untolerated',
        key: keys.join(','),
        message: `${where} that would do carry the taint ${distinct(taints.map(formatTaint)).join(', ')}, which the pod does not tolerate`,
        evidence: [
          field(pod, 'spec.tolerations', pod.spec?.tolerations),
          ...examples.map(({ node }) =>
            field(node, 'spec.taints', node.spec?.taints),
          ),
        ],
      };
    }
    case 'cordon':
      return {
        detector: 'scheduling.only-cordoned-nodes',
        message: `${where} would take the pod but are cordoned: ${names(nodes)}`,
        evidence: examples.map(({ node }) =>
          field(node, 'spec.unschedulable', node.spec?.unschedulable),
        ),
      };
    case 'unhealthy':
      return {
        detector: 'scheduling.only-unhealthy-nodes',
        message: `${where} would take the pod but are unfit for work (${distinct(nodes.map(each => each.blocker.detail)).join(', ')}): ${names(nodes)}`,
        evidence: examples.map(({ node }) =>
          field(node, 'spec.taints', node.spec?.taints),
        ),
      };
    case 'resource':
      return describeResource(pod, primary, placement);
    case 'podCount':
      return {
        detector: 'scheduling.max-pods',
        message: `${where} already hold as many pods as they may: ${names(nodes)}`,
        evidence: examples.map(({ node }) =>
          field(
            node,
            'status.allocatable.pods',
            node.status?.allocatable?.pods,
          ),
        ),
      };
    case 'hostPort':
      return {
        detector: 'scheduling.host-port-conflict',
        key: detail,
        message: `Host port ${detail} is taken on ${where}`,
        evidence: [
          field(
            pod,
            'spec.containers',
            (pod.spec?.containers ?? []).map(({ name, ports }) => ({
              name,
              ports: ports ?? [],
            })),
          ),
        ],
      };
    case 'volume':
      return {
        detector: 'scheduling.volume-node-affinity',
        message: `Claim ${detail} has no volume that ${where} can reach`,
        evidence: [field(pod, 'spec.volumes', pod.spec?.volumes)],
      };
    case 'claimInUse':
      return {
        detector: 'scheduling.rwop-in-use',
        message: `Claim ${detail} may be used by one pod only, and another pod uses it`,
        evidence: [field(pod, 'spec.volumes', pod.spec?.volumes)],
      };
    case 'podAffinity':
      return {
        detector: 'scheduling.pod-affinity-unsatisfied',
        key: detail,
        message: `On ${where} no pod runs that the required pod affinity over ${detail} asks for`,
        evidence: [
          field(
            pod,
            'spec.affinity.podAffinity',
            pod.spec?.affinity?.podAffinity,
          ),
        ],
      };
    case 'podAntiAffinity':
      return {
        detector: 'scheduling.anti-affinity-blocked',
        key: detail,
        message: `Required anti-affinity over ${detail} excludes ${where}`,
        evidence: [
          field(
            pod,
            'spec.affinity.podAntiAffinity',
            pod.spec?.affinity?.podAntiAffinity,
          ),
        ],
      };
    case 'spread':
    default:
      return {
        detector: 'scheduling.topology-spread-blocked',
        key: detail,
        message: `${spreadReason(detail, nodes)} on ${where}`,
        evidence: [
          field(
            pod,
            'spec.topologySpreadConstraints',
            pod.spec?.topologySpreadConstraints,
          ),
        ],
      };
  }
}

const NATIVE = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/;

function describeResource(
  pod: Pod,
  { detail: resource, nodes }: PrimaryBlocker,
  placement: Placement,
): BlockerDescription {
  const [best] = [...nodes].sort(
    (a, b) => (b.blocker.amounts?.free ?? 0) - (a.blocker.amounts?.free ?? 0),
  );
  const { request = 0, free = 0 } = best.blocker.amounts ?? {};
  const asked = `${request > 0 ? formatAmount(resource, request) : 'some'} ${resource}`;
  const evidence = [
    field(
      pod,
      'spec.containers',
      (pod.spec?.containers ?? []).map(({ name, resources }) => ({
        name,
        resources: resources ?? {},
      })),
    ),
    field(best.node, 'status.allocatable', best.node.status?.allocatable),
  ];
  const usable = [...placement].filter(([, blockers]) => isUsable(blockers));
  const allocatables = usable.map(([node]) =>
    largest(node, resource, placement),
  );
  const offered = [...placement.keys()].some(
    node => node.status?.allocatable?.[resource] !== undefined,
  );
  if (!NATIVE.test(resource) && !offered) {
    return {
      detector: 'scheduling.extended-resource-absent',
      key: resource,
      message: `The pod asks for ${asked}, and no node offers ${resource}`,
      evidence,
    };
  }
  if (allocatables.every(each => each !== undefined && each < request)) {
    const most = Math.max(...allocatables.map(each => each ?? 0));
    return {
      detector: 'scheduling.request-exceeds-node',
      key: resource,
      message: `The pod asks for ${asked}; the largest fitting node has ${formatAmount(resource, most)} in all`,
      evidence,
    };
  }
  return {
    detector: /^(cpu|memory)$/.test(resource)
      ? `scheduling.insufficient-${resource}`
      : 'scheduling.insufficient-other',
    ...(/^(cpu|memory)$/.test(resource) ? {} : { key: resource }),
    message: `The pod asks for ${asked}; of ${nodes.length} node${nodes.length === 1 ? '' : 's'} it could use, ${best.node.metadata.name} has the most left: ${formatAmount(resource, Math.max(0, free))}`,
    evidence,
  };
}

/** Passes selector, affinity and taints, so that its size matters. */
function isUsable(blockers: readonly Blocker[]) {
  return !blockers.some(each =>
    ['selector', 'affinity', 'taint'].includes(each.kind),
  );
}

/** What a node has of a resource if the pod's request was compared with it and found too large; undefined when it fits. */
function largest(node: Node, resource: string, placement: Placement) {
  return placement
    .get(node)
    ?.find(each => each.kind === 'resource' && each.detail === resource)
    ?.amounts?.allocatable;
}

function pairsOfNoNode(
  selector: Readonly<Record<string, string>>,
  nodes: readonly Node[],
) {
  const missing = Object.entries(selector).filter(
    ([key, value]) =>
      !nodes.some(node => node.metadata.labels?.[key] === value),
  );
  // Each pair is found somewhere, only not together.
  return missing.length > 0 ? Object.fromEntries(missing) : selector;
}

function spreadReason(topologyKey: string, nodes: PrimaryBlocker['nodes']) {
  const unlabelled = nodes.every(
    ({ node }) => node.metadata.labels?.[topologyKey] === undefined,
  );
  return unlabelled
    ? `The label ${topologyKey}, by which pods must be spread, is missing`
    : `One more pod would break the spread over ${topologyKey}`;
}

function countNodes(count: number, total: number) {
  return `${count} of ${total} node${total === 1 ? '' : 's'}`;
}

function names(nodes: PrimaryBlocker['nodes']) {
  const shown = nodes.slice(0, EXAMPLES).map(each => each.node.metadata.name);
  const rest = nodes.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function distinct(values: readonly string[]) {
  return [...new Set(values)].sort();
}
