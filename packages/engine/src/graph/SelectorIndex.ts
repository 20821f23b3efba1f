import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { append } from '../append';
import { entryOf } from '../entryOf';
import { KubernetesObject } from '../snapshot/objects';
import { Labels, matchesSelector } from './labels';

type Selecting = Pick<KubernetesObject, 'metadata'>;

/** What an object selects by; undefined for one that selects nothing. */
type SelectorOf<T> = (object: T) => LabelSelector | undefined;

/**
 * Finds what selects given labels: each object is filed under one of the pairs that it demands, so only those that can match are looked at. Objects that demand none
 * stand under their namespace.
 */
export class SelectorIndex<T extends Selecting> {
  /** By namespace, key and value; maps within maps, so that asking builds no key. */
  readonly #byPair = new Map<string, Map<string, Map<string, T[]>>>();
  readonly #others = new Map<string, T[]>();
  readonly #selectorOf: SelectorOf<T>;

  constructor(objects: Iterable<T>, selectorOf: SelectorOf<T>) {
    this.#selectorOf = selectorOf;
    for (const object of objects) {
      const { namespace = '' } = object.metadata;
      const selector = selectorOf(object);
      if (!selector) continue;
      const pairs = selector.matchLabels ?? {};
      const [key] = Object.keys(pairs);
      if (key === undefined) append(this.#others, namespace, object);
      else {
        const byKey = entryOf(this.#byPair, namespace);
        append(entryOf(byKey, key), pairs[key], object);
      }
    }
  }

  selecting(namespace = '', labels: Labels = {}): T[] {
    const found: T[] = [];
    const byKey = this.#byPair.get(namespace);
    if (byKey)
      for (const key of Object.keys(labels))
        this.#addMatching(found, byKey.get(key)?.get(labels[key]), labels);
    this.#addMatching(found, this.#others.get(namespace), labels);
    return found;
  }

  #addMatching(
    found: T[],
    candidates: readonly T[] | undefined,
    labels: Labels,
  ) {
    if (!candidates) return;
    for (const each of candidates)
      if (matchesSelector(this.#selectorOf(each), labels)) found.push(each);
  }
}
