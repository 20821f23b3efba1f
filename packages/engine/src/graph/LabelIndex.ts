import { append } from '../append';
import { entryOf } from '../entryOf';
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
      const byKey = entryOf(this.#byNamespace, object.metadata.namespace ?? '');
      for (const key of Object.keys(labels))
        append(entryOf(byKey, key), labels[key], object);
    }
  }

  matching(namespace: string | undefined, selector: Labels): readonly T[] {
    const byKey = this.#byNamespace.get(namespace ?? '');
    let shortest: readonly T[] | undefined;
    for (const key of Object.keys(selector)) {
      const carrying = byKey?.get(key)?.get(selector[key]);
      if (!carrying) return [];
      if (!shortest || carrying.length < shortest.length) shortest = carrying;
    }
    return (shortest ?? []).filter(object =>
      matchesLabels(selector, this.#labelsOf(object)),
    );
  }
}
