import { append } from '../append';
import { ObjectReference } from '../findings/Finding';
import { referenceTo } from '../findings/evidence';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KnownKinds, KubernetesObject } from '../snapshot/objects';
import { kindKey } from '../snapshot/resources';

type Pod = KnownKinds['Pod'];
type Owned = Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;

/** Longer chains than any controller makes; a cycle in bad data ends here. */
const LONGEST_CHAIN = 8;

/** Who controls whom, after `ownerReferences` with `controller: true`. */
export class OwnerIndex {
  readonly #snapshot: ClusterSnapshot;
  readonly #topOwners = new Map<object, ObjectReference>();
  /** By controller: what it controls in its namespace shares the way up, and the answer. */
  readonly #throughController = new Map<object, ObjectReference>();
  readonly #keys = new WeakMap<ObjectReference, string>();
  readonly #podsByOwner = new Map<string, Pod[]>();

  constructor(snapshot: ClusterSnapshot) {
    this.#snapshot = snapshot;
    for (const pod of snapshot.all('Pod')) {
      append(this.#podsByOwner, this.#keyOf(this.topOwner(pod)), pod);
    }
  }

  /**
   * The last owner in the chain: the Deployment of a Pod, the CronJob of a Job's Pod, the Node of a mirror Pod, or the object itself. A custom resource that owns
   * the object counts even when its kind was not read.
   */
  topOwner(object: Owned): ObjectReference {
    const known = this.#topOwners.get(object);
    if (known) return known;
    const owner = this.#throughItsController(object) ?? this.#follow(object);
    this.#topOwners.set(object, owner);
    return owner;
  }

  /** Pods whose top owner is the given object. */
  podsOf(owner: ObjectReference): readonly Pod[] {
    return this.#podsByOwner.get(this.#keyOf(owner)) ?? [];
  }

  #throughItsController(object: Owned): ObjectReference | undefined {
    const reference = controllerOf(object);
    if (!reference) return undefined;
    const { namespace } = object.metadata;
    const controller = this.#snapshot.get(
      kindKey(reference),
      namespace,
      reference.name,
    );
    if (!controller || controller.metadata.namespace !== namespace)
      return undefined;
    const known = this.#throughController.get(controller);
    if (known) return known;
    const owner = this.#follow(object);
    this.#throughController.set(controller, owner);
    return owner;
  }

  #keyOf(owner: ObjectReference): string {
    const known = this.#keys.get(owner);
    if (known) return known;
    const { kind, namespace = '', name } = owner;
    const key = `${kind}/${namespace}/${name}`;
    this.#keys.set(owner, key);
    return key;
  }

  #follow(object: Owned): ObjectReference {
    let current = object;
    for (let step = 0; step < LONGEST_CHAIN; step++) {
      const controller = controllerOf(current);
      if (!controller) break;
      const kind = kindKey(controller);
      const { namespace } = object.metadata;
      const owner =
        this.#snapshot.get(kind, namespace, controller.name) ??
        this.#snapshot.get(kind, undefined, controller.name);
      if (!owner) return this.#unreadOwner(current, controller, namespace);
      current = owner;
    }
    return referenceTo(current);
  }

  /** A ReplicaSet that was not read is named after its Deployment and the pod template's hash. */
  #unreadOwner(
    owned: Owned,
    controller: { apiVersion: string; kind: string; name: string },
    namespace: string | undefined,
  ): ObjectReference {
    const { apiVersion, kind, name } = controller;
    const hash = owned.metadata.labels?.['pod-template-hash'];
    if (kind === 'ReplicaSet' && hash && name.endsWith(`-${hash}`)) {
      const owner = name.slice(0, -hash.length - 1);
      const found = this.#snapshot.lookup('Deployment', namespace, owner);
      if (found.state === 'present') return referenceTo(found.object);
      if (found.state === 'unknown')
        return {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          ...(namespace ? { namespace } : {}),
          name: owner,
        };
    }
    const scope = kind === 'Node' || !namespace ? {} : { namespace };
    return { apiVersion, kind, ...scope, name };
  }
}

function controllerOf({ metadata }: Owned) {
  return metadata.ownerReferences?.find(
    // A cluster's text is untrusted: who has no kind or name cannot be spoken of.
    reference => reference.controller && reference.kind && reference.name,
  );
}
