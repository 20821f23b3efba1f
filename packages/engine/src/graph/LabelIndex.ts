import { append } from '../append';
import { Labels, areSameLabels, matchesLabels } from './labels';

/** Objects that follow each other and carry the same labels, as most pods of one controller do. */
export interface AlikeLabelled<T> {
  readonly labels: Labels;
  readonly objects: readonly T[];
}

type Run<T> = AlikeLabelled<T> & { readonly objects: T[] };

interface Namespace<T> {
  readonly runs: readonly Run<T>[];
  /** By key and value; a key is indexed when a selector first asks for it. */
  readonly byKey: Map<string, ReadonlyMap<string, readonly Run<T>[]>>;
}

const UNLABELLED: Labels = {};
const NONE: readonly never[] = [];

/** Finds objects by equality selector without scanning a namespace: only those that carry one of the pairs are looked at, and of those with the same labels one. */
export class LabelIndex<T> {
  readonly #namespaces = new Map<string, Namespace<T>>();
  readonly #objectsIn: (namespace: string) => Iterable<T>;
  readonly #labelsOf: (object: T) => Labels | undefined;

  constructor(
    objectsIn: (namespace: string) => Iterable<T>,
    labelsOf: (object: T) => Labels | undefined,
  ) {
    this.#objectsIn = objectsIn;
    this.#labelsOf = labelsOf;
  }

  matching(namespace: string | undefined, selector: Labels): readonly T[] {
    const alike = this.alikeMatching(namespace, selector);
    if (alike.length === 1) return alike[0].objects;
    return alike.flatMap(each => each.objects);
  }

  /** All of a namespace, as runs of objects with the same labels. */
  alikeIn(namespace: string | undefined): readonly AlikeLabelled<T>[] {
    return this.#in(namespace ?? '').runs;
  }

  /** Those that match, as runs of objects with the same labels. */
  alikeMatching(
    namespace: string | undefined,
    selector: Labels,
  ): readonly AlikeLabelled<T>[] {
    const within = this.#in(namespace ?? '');
    let fewest: readonly Run<T>[] | undefined;
    for (const key of Object.keys(selector)) {
      const carrying = runsByValue(within, key).get(selector[key]);
      if (!carrying) return NONE;
      if (!fewest || carrying.length < fewest.length) fewest = carrying;
      if (fewest.length === 1) break;
    }
    return (fewest ?? NONE).filter(({ labels }) =>
      matchesLabels(selector, labels),
    );
  }

  #in(namespace: string): Namespace<T> {
    const known = this.#namespaces.get(namespace);
    if (known) return known;
    const runs = this.#runsOf(this.#objectsIn(namespace));
    const begun = { runs, byKey: new Map() };
    this.#namespaces.set(namespace, begun);
    return begun;
  }

  #runsOf(objects: Iterable<T>): readonly Run<T>[] {
    const runs: Run<T>[] = [];
    let last: Run<T> | undefined;
    for (const object of objects) {
      const labels = this.#labelsOf(object) ?? UNLABELLED;
      if (last && areSameLabels(last.labels, labels)) {
        last.objects.push(object);
        continue;
      }
      last = { labels, objects: [object] };
      runs.push(last);
    }
    return runs;
  }
}

function runsByValue<T>({ runs, byKey }: Namespace<T>, key: string) {
  const known = byKey.get(key);
  if (known) return known;
  const byValue = new Map<string, Run<T>[]>();
  for (const run of runs)
    if (Object.hasOwn(run.labels, key)) append(byValue, run.labels[key], run);
  byKey.set(key, byValue);
  return byValue;
}
