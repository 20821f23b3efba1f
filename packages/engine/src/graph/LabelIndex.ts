import { append } from '../append';
import { KubernetesObject } from '../snapshot/objects';
import { Labels, matchesLabels } from './labels';

type Labelled = Pick<KubernetesObject, 'metadata'>;

/** The labels an object is found by; its own unless said otherwise. */
type LabelsOf<T> = (object: T) => Labels | undefined;

/** Finds objects by equality selector without scanning a namespace: only those that carry one of the pairs are looked at. */
export class LabelIndex<T extends Labelled> {
  readonly #byPair = new Map<string, T[]>();

  readonly #labelsOf: LabelsOf<T>;

  constructor(
    objects: Iterable<T>,
    labelsOf: LabelsOf<T> = each => each.metadata.labels,
  ) {
    this.#labelsOf = labelsOf;
    for (const object of objects) {
      const { namespace } = object.metadata;
      for (const [key, value] of Object.entries(labelsOf(object) ?? {})) {
        const pair = pairKey(namespace, key, value);
        append(this.#byPair, pair, object);
      }
    }
  }

  matching(namespace: string | undefined, selector: Labels): readonly T[] {
    const lists = Object.entries(selector).map(
      ([key, value]) => this.#byPair.get(pairKey(namespace, key, value)) ?? [],
    );
    if (lists.length === 0) return [];
    const shortest = lists.reduce((a, b) => (b.length < a.length ? b : a));
    return shortest.filter(object =>
      matchesLabels(selector, this.#labelsOf(object)),
    );
  }
}

function pairKey(namespace: string | undefined, key: string, value: string) {
  return `${namespace ?? ''}|${key}=${value}`;
}
