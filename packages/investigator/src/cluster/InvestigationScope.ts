import { ClusterSnapshot, ObjectReference } from '@opsagent/engine';
import { IncidentCase } from '../IncidentCase';
import { objectsOfIncident } from '../objectsOfIncident';
import { namespacesOfPods } from './namespacesOfPods';

/** Where the control plane, DNS and the network of a cluster run as a rule. */
const SYSTEM_NAMESPACE = 'kube-system';

/** Causes whose proof stands there, whoever suffers. */
const SYSTEM_CAUSES = new Set([
  'apiserver-slow',
  'cni-broken',
  'controllers-down',
  'dns-down',
  'scheduler-down',
  'service-proxy-broken',
]);

/** What a run may look at: some namespaces, such as those that an incident touches, and what belongs to no namespace; or a cluster as a whole. */
export class InvestigationScope {
  /** Undefined for the whole cluster. */
  readonly namespaces: ReadonlySet<string> | undefined;
  /** Nodes the namespaces of whose pods belong to it, once these are known: see `withPodsOn`. */
  readonly nodes: ReadonlySet<string>;
  /** Namespaces of such pods that there was no room for. */
  readonly #leftOut: number;

  static ofCluster(): InvestigationScope {
    return new InvestigationScope(undefined);
  }

  /**
   * What an incident touches and what stands around it: of a node that it is about or that causes it, the namespaces of its pods, as soon as these are known; of the cluster's own
   * services, the namespace in which they run. It is for those who may read the cluster itself: it may reach what is of no entity of the incident.
   */
  static aroundIncident(incident: IncidentCase): InvestigationScope {
    const { namespaces = [] } = InvestigationScope.ofIncident(incident);
    const isOfSystem = incident.causes.some(({ cause }) =>
      SYSTEM_CAUSES.has(cause),
    );
    const subjects = [
      incident.subject,
      ...incident.causes.map(each => each.subject),
    ];
    return new InvestigationScope(
      [...namespaces, ...(isOfSystem ? [SYSTEM_NAMESPACE] : [])],
      {
        nodes: subjects.flatMap(({ kind, name }) =>
          kind === 'Node' && name ? [name] : [],
        ),
      },
    );
  }

  /** Exactly what an incident touches. */
  static ofIncident(incident: IncidentCase): InvestigationScope {
    return new InvestigationScope(
      objectsOfIncident(incident).flatMap(({ kind, namespace, name }) => {
        if (namespace) return [namespace];
        return kind === 'Namespace' && name ? [name] : [];
      }),
    );
  }

  constructor(
    namespaces: Iterable<string> | undefined,
    {
      leftOut = 0,
      nodes = [],
    }: { nodes?: Iterable<string>; leftOut?: number } = {},
  ) {
    this.namespaces = namespaces && new Set(namespaces);
    this.nodes = new Set(nodes);
    this.#leftOut = leftOut;
  }

  /**
   * The same with the namespaces of the pods that a snapshot shows on its nodes.
   *
   * @param most - how many namespaces may come in addition, those with pods that are not well first; all unless given
   */
  withPodsOn(snapshot: ClusterSnapshot, most = Infinity): InvestigationScope {
    const { namespaces, nodes } = this;
    if (!namespaces || nodes.size === 0) return this;
    const further = namespacesOfPods(snapshot, nodes).filter(
      each => !namespaces.has(each),
    );
    return new InvestigationScope([...namespaces, ...further.slice(0, most)], {
      nodes,
      leftOut: Math.max(0, further.length - most),
    });
  }

  /** Whether objects of a namespace may be looked at; those without one always. */
  includes(namespace: string | undefined): boolean {
    return !namespace || !this.namespaces || this.namespaces.has(namespace);
  }

  /** Whether an object may be looked at: a Namespace is in itself. */
  includesObject({
    kind,
    namespace,
    name,
  }: Pick<ObjectReference, 'kind' | 'namespace' | 'name'>): boolean {
    return this.includes(kind === 'Namespace' ? name : namespace);
  }

  /** For people and models. */
  describe(): string {
    if (!this.namespaces) return 'the whole cluster';
    const names = [...this.namespaces].sort();
    const cut =
      this.#leftOut > 0
        ? `, but not ${this.#leftOut} more with pods on Node ${[...this.nodes].join(', ')}`
        : '';
    if (names.length === 0) return `what belongs to no namespace${cut}`;
    return `${names.length > 1 ? 'the namespaces' : 'the namespace'} ${names.join(', ')} and what belongs to no namespace${cut}`;
  }
}
