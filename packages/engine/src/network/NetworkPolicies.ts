import { matchesSelector } from '../graph/labels';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KnownKinds } from '../snapshot/objects';
import { Direction, directionsOf } from './policyRules';

type NetworkPolicy = KnownKinds['NetworkPolicy'];
type Pod = KnownKinds['Pod'];

const indexes = new WeakMap<ClusterSnapshot, NetworkPolicies>();

/** Which policies apply to which pods. Pods with the same labels are answered once. */
export class NetworkPolicies {
  readonly #snapshot: ClusterSnapshot;
  readonly #byLabels = new Map<string, readonly NetworkPolicy[]>();
  readonly #byPod = new WeakMap<Pod, readonly NetworkPolicy[]>();

  /** The index of a snapshot; the same for each who asks. */
  static of(snapshot: ClusterSnapshot): NetworkPolicies {
    const known = indexes.get(snapshot);
    if (known) return known;
    const index = new NetworkPolicies(snapshot);
    indexes.set(snapshot, index);
    return index;
  }

  private constructor(snapshot: ClusterSnapshot) {
    this.#snapshot = snapshot;
  }

  /** Policies that isolate a pod in a direction; without any, everything is allowed. */
  isolating(pod: Pod, direction: Direction): readonly NetworkPolicy[] {
    return this.#selecting(pod).filter(each =>
      directionsOf(each).includes(direction),
    );
  }

  #selecting(pod: Pod): readonly NetworkPolicy[] {
    const known = this.#byPod.get(pod);
    if (known) return known;
    const selecting = this.#selectingLabels(pod);
    this.#byPod.set(pod, selecting);
    return selecting;
  }

  #selectingLabels({ metadata }: Pod): readonly NetworkPolicy[] {
    const { namespace, labels = {} } = metadata;
    const policies = this.#snapshot.inNamespace('NetworkPolicy', namespace);
    if (policies.length === 0) return policies;
    const key = JSON.stringify([namespace, labels]);
    const known = this.#byLabels.get(key);
    if (known) return known;
    // An empty selector, and so one that is left out, selects every pod of the namespace.
    const selecting = policies.filter(({ spec }) =>
      matchesSelector(spec?.podSelector ?? {}, labels),
    );
    this.#byLabels.set(key, selecting);
    return selecting;
  }
}
