import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { append } from '../append';
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
  readonly #byPair = new Map<string, T[]>();
  readonly #others = new Map<string, T[]>();
  readonly #selectorOf: SelectorOf<T>;

  constructor(objects: Iterable<T>, selectorOf: SelectorOf<T>) {
    this.#selectorOf = selectorOf;
    for (const object of objects) {
      const { namespace = '' } = object.metadata;
      const selector = selectorOf(object);
      if (!selector) continue;
      const [pair] = Object.entries(selector.matchLabels ?? {});
      if (pair) append(this.#byPair, pairKey(namespace, ...pair), object);
      else append(this.#others, namespace, object);
    }
  }

  selecting(namespace = '', labels: Labels = {}): T[] {
    const candidates = [
      ...Object.entries(labels).flatMap(
        pair => this.#byPair.get(pairKey(namespace, ...pair)) ?? [],
      ),
      ...(this.#others.get(namespace) ?? []),
    ];
    return candidates.filter(each =>
      matchesSelector(this.#selectorOf(each), labels),
    );
  }
}

function pairKey(namespace: string, key: string, value: string) {
  return `${namespace}|${key}=${value}`;
}
