import {
  ClusterSnapshot,
  KnownKinds,
  KubernetesObject,
  ObjectReference,
  ResourceGraph,
  podTemplateOf,
} from '@opsagent/engine';
import { EntitySelectorIndex } from './EntitySelectorIndex';
import { KubernetesEntity } from './KubernetesEntity';
import { objectKey } from './objectKey';

export interface EntityLinkerOptions {
  snapshot: ClusterSnapshot;
  graph: ResourceGraph;
  entities: Iterable<KubernetesEntity>;
}

type Named = Pick<
  ObjectReference,
  'apiVersion' | 'kind' | 'namespace' | 'name'
>;
type Linked = Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;

const NONE: ReadonlySet<string> = new Set();

/**
 * Which catalog entities the objects of a cluster belong to.
 *
 * An object belongs to an entity whose selector matches its own labels, those of its pod template, or those of its pods. What serves only such objects belongs
 * with them, unless its own labels say otherwise: the Service that routes to the pods, the claim they mount, the autoscaler and the disruption budget
 * of the workload, the Ingress in front of the Service. Cluster-scoped objects belong to an entity only by their own labels.
 */
export class EntityLinker {
  readonly #snapshot: ClusterSnapshot;
  readonly #graph: ResourceGraph;
  readonly #index: EntitySelectorIndex;
  readonly #links = new Map<string, Set<string>>();

  constructor({ snapshot, graph, entities }: EntityLinkerOptions) {
    this.#snapshot = snapshot;
    this.#graph = graph;
    this.#index = new EntitySelectorIndex(snapshot.cluster, entities);
    this.#linkByLabels();
    this.#linkOwnersAndPods();
    this.#linkHelpers();
    this.#linkIngresses();
  }

  /** Entity refs of an object, sorted; empty when it belongs to none. */
  entitiesOf(object: Named): string[] {
    return [...this.#of(object)].sort();
  }

  /** How many objects each entity has in this cluster. */
  objectCounts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const refs of this.#links.values()) {
      for (const ref of refs) counts.set(ref, (counts.get(ref) ?? 0) + 1);
    }
    return counts;
  }

  #linkByLabels() {
    for (const kind of this.#snapshot.kinds()) {
      if (kind === 'Event') continue;
      for (const object of this.#snapshot.all(kind) as KubernetesObject[]) {
        const { namespace, labels } = object.metadata;
        const template = templateLabels(object);
        this.#link(nameOf(object), this.#index.matching(namespace, labels));
        if (template) {
          this.#link(nameOf(object), this.#index.matching(namespace, template));
        }
      }
    }
  }

  #linkOwnersAndPods() {
    const owned = ['Pod', 'ReplicaSet', 'Job'] as const;
    for (const kind of owned) {
      for (const object of this.#snapshot.all(kind)) {
        const owner = this.#graph.topOwner(object);
        if (owner.namespace) this.#link(owner, this.#of(nameOf(object)));
      }
    }
    for (const kind of owned) {
      for (const object of this.#snapshot.all(kind)) {
        const owner = this.#graph.topOwner(object);
        if (owner.namespace) this.#link(nameOf(object), this.#of(owner));
      }
    }
  }

  #linkHelpers() {
    for (const service of this.#snapshot.all('Service')) {
      const { namespace } = service.metadata;
      const selector = service.spec?.selector ?? {};
      this.#linkHelper(service, [
        ...this.#graph.podsSelectedBy(service).map(nameOf),
        ...this.#graph.workloadsStamping(namespace, selector).map(nameOf),
      ]);
    }
    const mounts = claimsByPods(this.#snapshot.all('Pod'));
    for (const claim of this.#snapshot.all('PersistentVolumeClaim')) {
      const { namespace, name } = claim.metadata;
      this.#linkHelper(claim, mounts.get(`${namespace}/${name}`) ?? []);
    }
    for (const scaler of this.#snapshot.all('HorizontalPodAutoscaler')) {
      const target = scaler.spec?.scaleTargetRef;
      const { namespace } = scaler.metadata;
      if (target) this.#linkHelper(scaler, [{ ...target, namespace }]);
    }
    for (const budget of this.#snapshot.all('PodDisruptionBudget')) {
      const selector = budget.spec?.selector?.matchLabels ?? {};
      const { namespace } = budget.metadata;
      this.#linkHelper(
        budget,
        this.#graph.podsMatching(namespace, selector).map(nameOf),
      );
    }
  }

  #linkIngresses() {
    for (const ingress of this.#snapshot.all('Ingress')) {
      const { namespace } = ingress.metadata;
      const backends = [
        ingress.spec?.defaultBackend,
        ...(ingress.spec?.rules ?? []).flatMap(rule =>
          (rule.http?.paths ?? []).map(path => path.backend),
        ),
      ];
      this.#linkHelper(
        ingress,
        backends.flatMap(backend =>
          backend?.service
            ? [{ kind: 'Service', namespace, name: backend.service.name }]
            : [],
        ),
      );
    }
  }

  /** An object with labels of its own has said where it belongs. */
  #linkHelper(helper: Linked, served: readonly Named[]) {
    const name = nameOf(helper);
    if (this.#of(name).size > 0) return;
    for (const each of served) this.#link(name, this.#of(each));
  }

  #of(object: Named): ReadonlySet<string> {
    return this.#links.get(objectKey(object)) ?? NONE;
  }

  #link(object: Named, refs: Iterable<string>) {
    const key = objectKey(object);
    const links = this.#links.get(key) ?? new Set();
    for (const ref of refs) links.add(ref);
    if (links.size > 0) this.#links.set(key, links);
  }
}

function nameOf({ apiVersion, kind, metadata }: Linked): Named {
  const { namespace, name } = metadata;
  return { apiVersion, kind, namespace, name };
}

function templateLabels(object: KubernetesObject) {
  return podTemplateOf(object as unknown as KnownKinds['Deployment'])?.template
    .metadata?.labels;
}

function claimsByPods(pods: readonly KnownKinds['Pod'][]) {
  const claims = new Map<string, Named[]>();
  for (const pod of pods) {
    for (const volume of pod.spec?.volumes ?? []) {
      const claim = volume.persistentVolumeClaim?.claimName;
      if (!claim) continue;
      const key = `${pod.metadata.namespace}/${claim}`;
      claims.set(key, [...(claims.get(key) ?? []), nameOf(pod)]);
    }
  }
  return claims;
}
