import { append } from '../append';
import { oncePerObject } from '../oncePerObject';
import { ObjectReference } from '../findings/Finding';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KnownKinds, KubernetesObject } from '../snapshot/objects';
import { EventIndex, EventQuery } from './EventIndex';
import { Labels } from './labels';
import { OwnerIndex } from './OwnerIndex';
import { AlikeLabelled, LabelIndex } from './LabelIndex';
import { SelectorIndex } from './SelectorIndex';
import {
  TEMPLATED_KINDS,
  Workload,
  nearestWorkload,
  podTemplateOf,
} from './workloads';

type Pod = KnownKinds['Pod'];
type Owned = Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;

/** A Service without pairs selects nothing, where an empty LabelSelector would select everything. */
function equalitySelector(matchLabels: Labels = {}) {
  return Object.keys(matchLabels).length > 0 ? { matchLabels } : undefined;
}

function templatedIn(snapshot: ClusterSnapshot, namespace: string | undefined) {
  return TEMPLATED_KINDS.flatMap<Workload>(
    kind => snapshot.inNamespace(kind, namespace) as readonly Workload[],
  );
}

function isUnfinished({ status }: Pod) {
  return status?.phase !== 'Succeeded' && status?.phase !== 'Failed';
}

/** How the objects of a snapshot hang together. Every answer comes from an index: asking costs no scan. */
export class ResourceGraph {
  readonly snapshot: ClusterSnapshot;
  readonly #owners: OwnerIndex;
  readonly #events: EventIndex;
  readonly #podLabels: LabelIndex<Pod>;
  readonly #templateLabels: LabelIndex<Workload>;
  readonly #services: SelectorIndex<KnownKinds['Service']>;
  readonly #podsByNode = new Map<string, Pod[]>();
  #workloads: readonly Workload[] | undefined;

  constructor(snapshot: ClusterSnapshot) {
    this.snapshot = snapshot;
    this.#owners = new OwnerIndex(snapshot);
    this.#events = new EventIndex(snapshot);
    this.#services = new SelectorIndex(snapshot.all('Service'), ({ spec }) =>
      equalitySelector(spec?.selector),
    );
    this.#podLabels = new LabelIndex(
      namespace => snapshot.inNamespace('Pod', namespace).filter(isUnfinished),
      pod => pod.metadata.labels,
    );
    this.#templateLabels = new LabelIndex(
      namespace => templatedIn(snapshot, namespace),
      workload => podTemplateOf(workload)?.template.metadata?.labels,
    );
    for (const pod of snapshot.all('Pod')) {
      const node = pod.spec?.nodeName;
      if (!node) continue;
      append(this.#podsByNode, node, pod);
    }
  }

  /** What somebody would change to mend this object: its last controlling owner, or itself. */
  topOwner(object: Owned): ObjectReference {
    return this.#owners.topOwner(object);
  }

  /** Pods that belong to a top owner, of all its revisions. */
  podsOf(owner: ObjectReference): readonly Pod[] {
    return this.#owners.podsOf(owner);
  }

  /** Pods that run, or ran, on a node. */
  podsOn(node: string): readonly Pod[] {
    return this.#podsByNode.get(node) ?? [];
  }

  /** Pods that an equality selector matches in a namespace; finished pods are left out as the endpoints controller does. */
  podsMatching(
    namespace: string | undefined,
    selector: Labels,
  ): readonly Pod[] {
    return this.#podLabels.matching(namespace, selector);
  }

  /**
   * Unfinished pods of a namespace, all or those that an equality selector matches, as runs of those with the same labels: what follows from labels is worked out once
   * for each run.
   */
  alikeLabelledPods(
    namespace: string | undefined,
    selector?: Labels,
  ): readonly AlikeLabelled<Pod>[] {
    return selector
      ? this.#podLabels.alikeMatching(namespace, selector)
      : this.#podLabels.alikeIn(namespace);
  }

  /** Pods that a Service routes to by its selector; none for a Service without one. */
  readonly podsSelectedBy = oncePerObject(
    ({ metadata, spec }: KnownKinds['Service']) =>
      this.podsMatching(metadata.namespace, spec?.selector ?? {}),
  );

  /** Services of the pod's namespace whose selector matches it. */
  servicesSelecting(pod: Pod): readonly KnownKinds['Service'][] {
    const { namespace, labels } = pod.metadata;
    return this.servicesSelectingLabels(namespace, labels);
  }

  /** Services of a namespace whose selector matches pods with these labels. */
  servicesSelectingLabels(
    namespace: string | undefined,
    labels: Labels | undefined,
  ): readonly KnownKinds['Service'][] {
    return this.#services.selecting(namespace, labels);
  }

  /** Every object that stamps pods from a template and is not itself controlled by another that was read. */
  workloads(): readonly Workload[] {
    this.#workloads ??= TEMPLATED_KINDS.flatMap<Workload>(kind =>
      (this.snapshot.all(kind) as readonly Workload[]).filter(
        each => !each.metadata.ownerReferences?.some(owner => owner.controller),
      ),
    );
    return this.#workloads;
  }

  /** Workloads whose pod template carries every pair of a selector, whether or not they have pods now. */
  workloadsStamping(
    namespace: string | undefined,
    selector: Labels,
  ): readonly Workload[] {
    return this.#templateLabels.matching(namespace, selector);
  }

  /** The workload that a selector without pods probably meant. */
  nearestWorkload(namespace: string | undefined, selector: Labels) {
    return nearestWorkload(templatedIn(this.snapshot, namespace), selector);
  }

  /** Events about an object, newest first. */
  eventsOf(
    object: Owned,
    query: EventQuery = {},
  ): readonly KnownKinds['Event'][] {
    return this.#events.of(object, query);
  }
}
