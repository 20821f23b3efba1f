import { LabelSelector, matchesSelector } from '@opsagent/engine';
import { KubernetesEntity } from './KubernetesEntity';
import { parseLabelSelector } from './labelSelector';

interface Candidate {
  entityRef: string;
  namespace?: string;
  selector: LabelSelector;
}

type Labels = Readonly<Record<string, string>>;

/** Entities of one cluster by what their selectors ask for, so that an object is compared with few of them. */
export class EntitySelectorIndex {
  readonly #byPair = new Map<string, Candidate[]>();
  readonly #withoutPair: Candidate[] = [];

  constructor(cluster: string, entities: Iterable<KubernetesEntity>) {
    for (const entity of entities) {
      if (entity.cluster && entity.cluster !== cluster) continue;
      const selector = parseLabelSelector(entity.selector);
      if (selector) this.#add({ ...entity, selector });
    }
  }

  /** Entities whose selector matches labels that an object of the namespace carries. */
  matching(namespace: string | undefined, labels: Labels = {}): string[] {
    const candidates = Object.entries(labels).flatMap(
      ([key, value]) => this.#byPair.get(`${key}=${value}`) ?? [],
    );
    return [...candidates, ...this.#withoutPair]
      .filter(
        each =>
          (!each.namespace || each.namespace === namespace) &&
          matchesSelector(each.selector, labels),
      )
      .map(each => each.entityRef);
  }

  #add(candidate: Candidate) {
    const pair = candidate.selector.matchExpressions?.find(
      each => each.operator === 'In' && each.values?.length === 1,
    );
    if (!pair) {
      this.#withoutPair.push(candidate);
      return;
    }
    const key = `${pair.key}=${pair.values?.[0]}`;
    this.#byPair.set(key, [...(this.#byPair.get(key) ?? []), candidate]);
  }
}
