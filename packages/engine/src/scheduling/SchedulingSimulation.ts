import { ResourceGraph } from '../graph/ResourceGraph';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KnownKinds } from '../snapshot/objects';
import { podRequests } from '../snapshot/podRequests';
import { Blocker } from './blockers';
import { NodeLoad, claimNamesOf, hostPortsOf, loadOf } from './NodeLoad';
import { nodeBlockers } from './nodeBlockers';
import { namedNodes } from './nodeSelection';
import {
  NodeFilter,
  podAffinityFilter,
  topologySpreadFilter,
} from './placement';
import { TopologyIndex } from './TopologyIndex';
import { canBeServedOn, claimWait, isReachableFrom } from './volumeBinding';

type Pod = KnownKinds['Pod'];
type Node = KnownKinds['Node'];

/** Every node with what keeps the pod off it; a node without blockers is feasible. */
export type Placement = ReadonlyMap<Node, readonly Blocker[]>;

/**
 * Repeats the scheduler's filters on the snapshot, each on every node, where the scheduler stops at a node's first failing filter.
 *
 * Pods that ask for the same are placed once.
 */
export class SchedulingSimulation {
  readonly #snapshot: ClusterSnapshot;
  readonly #graph: ResourceGraph;
  readonly #topology: TopologyIndex;
  readonly #placements = new Map<string, Placement>();

  constructor(snapshot: ClusterSnapshot, graph: ResourceGraph) {
    this.#snapshot = snapshot;
    this.#graph = graph;
    this.#topology = new TopologyIndex(snapshot);
  }

  /** Whether every node and every pod is known, without which free capacity cannot be told. */
  static isPossible(snapshot: ClusterSnapshot): boolean {
    return ['Node', 'Pod'].every(
      kind => snapshot.readState(kind) === 'complete',
    );
  }

  place(pod: Pod): Placement {
    const signature = signatureOf(pod);
    const known = this.#placements.get(signature);
    if (known) return known;
    const placement = this.#place(pod);
    this.#placements.set(signature, placement);
    return placement;
  }

  loadOf(node: Node): NodeLoad {
    return loadOf(node, this.#graph);
  }

  #place(pod: Pod): Placement {
    const nodes = this.#candidates(pod);
    const filters: NodeFilter[] = [
      node => nodeBlockers(pod, node),
      this.#loadFilter(pod),
      this.#volumeFilter(pod),
      topologySpreadFilter(pod, nodes, this.#topology),
      podAffinityFilter(pod, this.#topology),
    ];
    return new Map(
      nodes.map(node => [node, filters.flatMap(filter => filter(node))]),
    );
  }

  /** A DaemonSet's pod names its node: all others are out of the question. */
  #candidates(pod: Pod): readonly Node[] {
    const names = namedNodes(
      pod.spec?.affinity?.nodeAffinity
        ?.requiredDuringSchedulingIgnoredDuringExecution,
    );
    const nodes = names
      ? names.flatMap(name => this.#snapshot.get('Node', undefined, name) ?? [])
      : this.#snapshot.all('Node');
    return nodes.filter(node => !node.metadata.deletionTimestamp);
  }

  #loadFilter(pod: Pod): NodeFilter {
    const requests = [...podRequests(pod.spec)].filter(([, each]) => each > 0);
    const ports = hostPortsOf(pod);
    return node => {
      const load = this.loadOf(node);
      const blockers: Blocker[] = [];
      for (const port of ports) {
        if (load.isTaken(port)) {
          const detail = `${port.port}/${port.protocol}`;
          blockers.push({ kind: 'hostPort', detail });
        }
      }
      const capacity = load.allocatable.get('pods');
      if (capacity !== undefined && load.podCount >= capacity)
        blockers.push({ kind: 'podCount', detail: String(capacity) });
      for (const [resource, request] of requests) {
        const free = load.free(resource);
        if (request <= free) continue;
        const allocatable = load.allocatable.get(resource) ?? 0;
        blockers.push({
          kind: 'resource',
          detail: resource,
          amounts: { request, free, allocatable },
        });
      }
      return blockers;
    };
  }

  #volumeFilter(pod: Pod): NodeFilter {
    const { namespace } = pod.metadata;
    const claims = claimNamesOf(pod).flatMap(
      name =>
        this.#snapshot.get('PersistentVolumeClaim', namespace, name) ?? [],
    );
    const volumesKnown = ['PersistentVolume', 'StorageClass'].every(
      kind => this.#snapshot.readState(kind) === 'complete',
    );
    return node => {
      const load = this.loadOf(node);
      return claims.flatMap<Blocker>(claim => {
        const detail = claim.metadata.name;
        const { volumeName, accessModes = [] } = claim.spec ?? {};
        if (
          accessModes.includes('ReadWriteOncePod') &&
          load.claims.has(`${namespace}/${detail}`)
        ) {
          return [{ kind: 'claimInUse', detail }];
        }
        if (!volumesKnown) return [];
        const volume = this.#snapshot.get(
          'PersistentVolume',
          undefined,
          volumeName,
        );
        const served = volume
          ? isReachableFrom(volume, node)
          : claimWait(claim, this.#snapshot) === 'binding' ||
            canBeServedOn(claim, node, this.#snapshot);
        return served ? [] : [{ kind: 'volume', detail }];
      });
    };
  }
}

/** Equal for pods that the scheduler cannot tell apart. */
function signatureOf(pod: Pod) {
  const { namespace, labels } = pod.metadata;
  const spec = pod.spec ?? ({} as NonNullable<Pod['spec']>);
  return JSON.stringify([
    namespace,
    labels,
    spec.nodeSelector,
    spec.affinity,
    spec.tolerations,
    spec.topologySpreadConstraints,
    hostPortsOf(pod),
    claimNamesOf(pod),
    [...podRequests(pod.spec)],
  ]);
}
