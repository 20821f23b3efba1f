import type { PodAffinityTerm } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { Labels, matchesSelector } from '../graph/labels';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KnownKinds } from '../snapshot/objects';
import { hasFinished } from './NodeLoad';

type Pod = KnownKinds['Pod'];

/** A term that running pods hold against others, with the domains in which such pods run. */
export interface RepellingTerm {
  topologyKey: string;
  domains: ReadonlySet<string>;
  repels(pod: Pod): boolean;
}

/** Which pods run in which domain of a topology. A count is made once for each selector and topology. */
export class TopologyIndex {
  readonly #snapshot: ClusterSnapshot;
  readonly #counts = new Map<string, ReadonlyMap<string, number>>();
  #repelling?: readonly RepellingTerm[];

  constructor(snapshot: ClusterSnapshot) {
    this.#snapshot = snapshot;
  }

  /** How many placed pods a term matches in each domain of its topology. */
  countsOf(term: PodAffinityTerm, pod: Pod): ReadonlyMap<string, number> {
    return this.counts(
      this.#namespacesOf(term, pod.metadata.namespace),
      selectorOf(term, pod.metadata.labels),
      term.topologyKey,
    );
  }

  counts(
    namespaces: readonly string[],
    selector: LabelSelector | undefined,
    topologyKey: string,
  ): ReadonlyMap<string, number> {
    const key = JSON.stringify([namespaces, selector, topologyKey]);
    const known = this.#counts.get(key);
    if (known) return known;
    const counts = new Map<string, number>();
    for (const namespace of namespaces) {
      for (const pod of this.#snapshot.inNamespace('Pod', namespace)) {
        const domain = this.#domainOf(pod, topologyKey);
        if (domain === undefined || pod.metadata.deletionTimestamp) continue;
        if (!matchesSelector(selector, pod.metadata.labels)) continue;
        counts.set(domain, (counts.get(domain) ?? 0) + 1);
      }
    }
    this.#counts.set(key, counts);
    return counts;
  }

  /** Whether a term matches the very pod that carries it, as in a group that wants to stay together. */
  matchesItself(term: PodAffinityTerm, pod: Pod): boolean {
    const { namespace = '', labels } = pod.metadata;
    return (
      this.#namespacesOf(term, namespace).includes(namespace) &&
      matchesSelector(selectorOf(term, labels), labels)
    );
  }

  /** Required anti-affinity terms of placed pods. */
  repelling(): readonly RepellingTerm[] {
    this.#repelling ??= this.#readRepelling();
    return this.#repelling;
  }

  #readRepelling() {
    const terms = new Map<string, RepellingTerm & { domains: Set<string> }>();
    for (const pod of this.#snapshot.all('Pod')) {
      const required =
        pod.spec?.affinity?.podAntiAffinity
          ?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
      for (const term of required) {
        const domain = this.#domainOf(pod, term.topologyKey);
        if (domain === undefined) continue;
        const namespaces = this.#namespacesOf(term, pod.metadata.namespace);
        const selector = selectorOf(term, pod.metadata.labels);
        const key = JSON.stringify([namespaces, selector, term.topologyKey]);
        const known = terms.get(key);
        if (known) known.domains.add(domain);
        else {
          terms.set(key, {
            topologyKey: term.topologyKey,
            domains: new Set([domain]),
            repels: other =>
              namespaces.includes(other.metadata.namespace ?? '') &&
              matchesSelector(selector, other.metadata.labels),
          });
        }
      }
    }
    return [...terms.values()];
  }

  #domainOf(pod: Pod, topologyKey: string) {
    if (!pod.spec?.nodeName || hasFinished(pod)) return undefined;
    const node = this.#snapshot.get('Node', undefined, pod.spec.nodeName);
    return node?.metadata.labels?.[topologyKey];
  }

  #namespacesOf(term: PodAffinityTerm, own: string | undefined): string[] {
    const named = term.namespaces ?? [];
    if (!term.namespaceSelector)
      return named.length > 0 ? [...named] : [own ?? ''];
    const selected = this.#snapshot
      .all('Namespace')
      .filter(each =>
        matchesSelector(term.namespaceSelector, each.metadata.labels),
      )
      .map(each => each.metadata.name);
    return [...new Set([...named, ...selected])];
  }
}

/** A term's selector, narrowed by the values that the pod itself has for `matchLabelKeys`. */
export function selectorOf(
  term: {
    labelSelector?: LabelSelector;
    matchLabelKeys?: string[];
    mismatchLabelKeys?: string[];
  },
  labels: Labels | undefined,
): LabelSelector | undefined {
  const { labelSelector, matchLabelKeys = [], mismatchLabelKeys = [] } = term;
  if (!labelSelector) return undefined;
  const narrowing = [
    ...matchLabelKeys.map(key => ({ key, operator: 'In' })),
    ...mismatchLabelKeys.map(key => ({ key, operator: 'NotIn' })),
  ].flatMap(each => {
    const value = labels?.[each.key];
    return value === undefined ? [] : [{ ...each, values: [value] }];
  });
  return narrowing.length === 0
    ? labelSelector
    : {
        ...labelSelector,
        matchExpressions: [
          ...(labelSelector.matchExpressions ?? []),
          ...narrowing,
        ],
      };
}
