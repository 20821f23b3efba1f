import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { append } from '../append';
import { KubernetesObject } from '../snapshot/objects';
import { Labels, matchesSelector } from './labels';

type Selecting = Pick<KubernetesObject, 'metadata'> & {
  spec?: { selector?: LabelSelector };
};

/**
 * Finds what selects given labels with a LabelSelector, such as disruption budgets: each object is filed under one of the values that it demands, and only those
 * that demand none stand under their namespace.
 */
export class LabelSelectorIndex<T extends Selecting> {
  readonly #byPair = new Map<string, T[]>();
  readonly #others = new Map<string, T[]>();

  constructor(objects: Iterable<T>) {
    for (const object of objects) {
      const { namespace = '' } = object.metadata;
      const { matchLabels = {} } = object.spec?.selector ?? {};
      const [pair] = Object.entries(matchLabels);
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
      matchesSelector(each.spec?.selector, labels),
    );
  }
}

function pairKey(namespace: string, key: string, value: string) {
  return `${namespace}|${key}=${value}`;
}
