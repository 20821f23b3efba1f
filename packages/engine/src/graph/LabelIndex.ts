import { append } from '../append';
import { KubernetesObject } from '../snapshot/objects';
import { Labels, matchesLabels } from './labels';

type Labelled = Pick<KubernetesObject, 'metadata'>;

/** The labels an object is found by; its own unless said otherwise. */
type LabelsOf<T> = (object: T) => Labels | undefined;

/** Finds objects by equality selector without scanning a namespace: only those that carry one of the pairs are looked at. */
export class LabelIndex<T extends Labelled> {
  readonly #byNamespace = new Map<string, Map<string, Map<string, T[]>>>();

  readonly #labelsOf: LabelsOf<T>;

  constructor(
    objects: Iterable<T>,
    labelsOf: LabelsOf<T> = each => each.metadata.labels,
  ) {
    this.#labelsOf = labelsOf;
    for (const object of objects) {
      const labels = labelsOf(object);
      if (!labels) continue;
      const byKey = entry(this.#byNamespace, object.metadata.namespace ?? '');
      for (const [key, value] of Object.entries(labels))
        append(entry(byKey, key), value, object);
    }
  }

  matching(namespace: string | undefined, selector: Labels): readonly T[] {
    const byKey = this.#byNamespace.get(namespace ?? '');
    const lists = Object.entries(selector).map(
      ([key, value]) => byKey?.get(key)?.get(value) ?? [],
    );
    if (lists.length === 0) return [];
    const shortest = lists.reduce((a, b) => (b.length < a.length ? b : a));
    return shortest.filter(object =>
      matchesLabels(selector, this.#labelsOf(object)),
    );
  }
}

/** The map that a map keeps under a key, which begins empty. */
function entry<V>(maps: Map<string, Map<string, V>>, key: string) {
  const known = maps.get(key);
  if (known) return known;
  const begun = new Map<string, V>();
  maps.set(key, begun);
  return begun;
}
