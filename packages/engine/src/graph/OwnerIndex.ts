import type { OwnerReference } from 'kubernetes-types/meta/v1';
import { entryOf } from '../entryOf';
import { ObjectReference } from '../findings/Finding';
import { referenceTo } from '../findings/evidence';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KnownKinds, KubernetesObject } from '../snapshot/objects';
import { kindKey } from '../snapshot/resources';

type Pod = KnownKinds['Pod'];
type Owned = Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;

type Controller = Pick<OwnerReference, 'apiVersion' | 'kind' | 'name'>;

/** Longer chains than any controller makes; a cycle in bad data ends here. */
const LONGEST_CHAIN = 8;

/** Who controls whom, after `ownerReferences` with `controller: true`. */
export class OwnerIndex {
  readonly #snapshot: ClusterSnapshot;
  readonly #topOwners = new Map<object, ObjectReference>();
  /** By controller: what it controls in its namespace shares the way up, and the answer. */
  readonly #throughController = new Map<object, ObjectReference>();
  /** What a controller made mostly stands together, so that it is looked up once. */
  #last:
    | { controller: Controller; namespace?: string; owner: ObjectReference }
    | undefined;
  /** By kind, namespace and name; maps within maps, so that asking builds no key. */
  readonly #podsByOwner = new Map<string, Map<string, Map<string, Pod[]>>>();

  constructor(snapshot: ClusterSnapshot) {
    this.#snapshot = snapshot;
    let last: { owner: ObjectReference; pods: Pod[] } | undefined;
    for (const pod of snapshot.all('Pod')) {
      const owner = this.topOwner(pod);
      if (last?.owner !== owner) last = { owner, pods: this.#listOf(owner) };
      last.pods.push(pod);
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
  podsOf({ kind, namespace = '', name }: ObjectReference): readonly Pod[] {
    return this.#podsByOwner.get(kind)?.get(namespace)?.get(name) ?? [];
  }

  #listOf({ kind, namespace = '', name }: ObjectReference): Pod[] {
    const byName = entryOf(entryOf(this.#podsByOwner, kind), namespace);
    const known = byName.get(name);
    if (known) return known;
    const begun: Pod[] = [];
    byName.set(name, begun);
    return begun;
  }

  #throughItsController(object: Owned): ObjectReference | undefined {
    const reference = controllerOf(object);
    if (!reference) return undefined;
    const { namespace } = object.metadata;
    const last = this.#last;
    if (
      last &&
      last.controller.name === reference.name &&
      last.controller.kind === reference.kind &&
      last.controller.apiVersion === reference.apiVersion &&
      last.namespace === namespace
    )
      return last.owner;
    const controller = this.#snapshot.get(
      kindKey(reference),
      namespace,
      reference.name,
    );
    if (!controller || controller.metadata.namespace !== namespace)
      return undefined;
    const owner =
      this.#throughController.get(controller) ?? this.#follow(object);
    this.#throughController.set(controller, owner);
    this.#last = { controller: reference, namespace, owner };
    return owner;
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
    controller: Controller,
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

function controllerOf({ metadata }: Owned): Controller | undefined {
  const { ownerReferences } = metadata;
  // Asked of every object, most of which have one owner or none.
  if (ownerReferences?.length === 1)
    return isController(ownerReferences[0]) ? ownerReferences[0] : undefined;
  return ownerReferences?.find(isController);
}

/** A cluster's text is untrusted: who has no kind or name cannot be spoken of. */
function isController({ controller, kind, name }: OwnerReference) {
  return Boolean(controller && kind && name);
}
