import { append } from '../append';
import { ObjectReference } from '../findings/Finding';
import { referenceKey } from '../findings/referenceKey';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../snapshot/objects';
import { kindKey } from '../snapshot/resources';
import { namesMadeElsewhere } from './namesMadeElsewhere';
import { SlipIndex } from './SlipIndex';

/** What a name that leads to nothing among the manifests was probably to mean. */
export interface Meant {
  object: KubernetesObject;
  /** Whether the name is a slip of the pen, and not of another namespace. */
  isSlip: boolean;
}

/** The objects of one kind, by where a wrong name may lead. */
interface Names {
  ofNamespace: Map<string | undefined, SlipIndex>;
  byName: Map<string, KubernetesObject[]>;
}

/** Finds what names among manifests were probably to mean. */
export class Neighbours {
  readonly #manifests: ClusterSnapshot;
  readonly #names = new Map<string, Names>();
  readonly #answers = new Map<string, Meant | undefined>();

  constructor(manifests: ClusterSnapshot) {
    this.#manifests = manifests;
  }

  /** Undefined for a name that leads to its object, that nothing is near to, or that a cluster may well have. */
  meantBy(target: ObjectReference): Meant | undefined {
    const key = referenceKey(target);
    if (!this.#answers.has(key)) this.#answers.set(key, this.#search(target));
    return this.#answers.get(key);
  }

  #search(target: ObjectReference): Meant | undefined {
    const { namespace, name } = target;
    const kind = kindKey(target);
    if (this.#manifests.get(kind, namespace, name)) return undefined;
    if (namesMadeElsewhere(this.#manifests).has(name)) return undefined;
    const { ofNamespace, byName } = this.#namesOf(kind);
    const [slip] = ofNamespace.get(namespace)?.near(name) ?? [];
    const object = this.#manifests.get(kind, namespace, slip);
    if (object) return { object, isSlip: true };
    if (!isStated(namespace)) return undefined;
    const [elsewhere, ...others] = byName.get(name) ?? [];
    return elsewhere && others.length === 0
      ? { object: elsewhere, isSlip: false }
      : undefined;
  }

  #namesOf(kind: string): Names {
    const known = this.#names.get(kind);
    if (known) return known;
    const names: Names = { ofNamespace: new Map(), byName: new Map() };
    for (const object of this.#manifests.all(
      kind,
    ) as readonly KubernetesObject[]) {
      const { namespace, name } = object.metadata;
      const slips = names.ofNamespace.get(namespace) ?? new SlipIndex();
      names.ofNamespace.set(namespace, slips);
      slips.add(name);
      if (isStated(namespace)) append(names.byName, name, object);
    }
    this.#names.set(kind, names);
    return names;
  }
}

/** Manifests without a namespace count as of `default`, and go wherever they are applied. */
function isStated(namespace: string | undefined) {
  return namespace !== undefined && namespace !== 'default';
}
