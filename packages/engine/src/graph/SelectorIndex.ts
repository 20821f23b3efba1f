import { append } from '../append';
import { KubernetesObject } from '../snapshot/objects';
import { Labels, matchesLabels } from './labels';

type Selecting = Pick<KubernetesObject, 'metadata'> & {
  spec?: { selector?: Labels };
};

/** Finds what selects given labels: each object is filed under one pair of its selector, so only those that can match are looked at. */
export class SelectorIndex<T extends Selecting> {
  readonly #byPair = new Map<string, T[]>();

  constructor(objects: Iterable<T>) {
    for (const object of objects) {
      const [pair] = Object.entries(object.spec?.selector ?? {});
      if (!pair) continue;
      const key = pairKey(object.metadata.namespace, ...pair);
      append(this.#byPair, key, object);
    }
  }

  selecting(namespace: string | undefined, labels: Labels = {}): T[] {
    return Object.entries(labels)
      .flatMap(pair => this.#byPair.get(pairKey(namespace, ...pair)) ?? [])
      .filter(each => matchesLabels(each.spec?.selector ?? {}, labels));
  }
}

function pairKey(namespace: string | undefined, key: string, value: string) {
  return `${namespace ?? ''}|${key}=${value}`;
}
