import { ObjectReference } from '../findings/Finding';
import { ResourceGraph } from '../graph/ResourceGraph';
import { oncePerObject } from '../oncePerObject';
import { kindKey } from '../snapshot/resources';

/** Numbers the subjects of one snapshot, since scores only count and compare them. */
export class SubjectNumbers {
  #next = 0;
  /** By kind, namespace and name. */
  readonly #known = new Map<string, Map<string, Map<string, number>>>();
  /** Lists of subjects share their references, which saves most of them the names. */
  readonly #byReference = new Map<ObjectReference, number>();

  /** The same for each reference to one object. */
  of(subject: ObjectReference): number {
    const known = this.#byReference.get(subject);
    if (known !== undefined) return known;
    const number = this.ofNamed(kindKey(subject), subject);
    this.#byReference.set(subject, number);
    return number;
  }

  /** For an object of a kind as a snapshot files it. */
  ofNamed(
    kind: string,
    { namespace = '', name }: Pick<ObjectReference, 'namespace' | 'name'>,
  ): number {
    const byName = mapAt(mapAt(this.#known, kind), namespace);
    let number = byName.get(name);
    if (number === undefined) {
      number = this.#next;
      this.#next += 1;
      byName.set(name, number);
    }
    return number;
  }
}

/** The numbers that the scores of one snapshot share. */
export const subjectNumbersOf = oncePerObject<ResourceGraph, SubjectNumbers>(
  () => new SubjectNumbers(),
);

function mapAt<V>(maps: Map<string, Map<string, V>>, key: string) {
  let map = maps.get(key);
  if (!map) {
    map = new Map();
    maps.set(key, map);
  }
  return map;
}
