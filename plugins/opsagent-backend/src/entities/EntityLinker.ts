import {
  ClusterSnapshot,
  KnownKinds,
  KubernetesObject,
  ObjectReference,
  ResourceGraph,
  podTemplateOf,
} from '@opsagent/engine';
import { EntitySelectorIndex } from './EntitySelectorIndex';
import { InstanceIndex } from './InstanceIndex';
import { KubernetesEntity } from './KubernetesEntity';
import { MappingRule } from './MappingRule';
import { MappingRules } from './MappingRules';
import { NamespaceIndex } from './NamespaceIndex';
import { RankedLinks, isStronger } from './RankedLinks';
import { APPLICATION } from './instanceOf';
import { objectKey } from './objectKey';

export interface EntityLinkerOptions {
  snapshot: ClusterSnapshot;
  graph: ResourceGraph;
  entities: readonly KubernetesEntity[];
  /** Configured ones. */
  rules?: readonly MappingRule[];
}

type Named = Pick<
  ObjectReference,
  'apiVersion' | 'kind' | 'namespace' | 'name'
>;
type Linked = Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;

/**
 * Which catalog entities the objects of a cluster belong to, several at a time where several are named alike.
 *
 * An object belongs to an entity whose selector matches its own labels, those of its pod template, or those of its pods. Where no labels say so, the first of these decides:
 * a configured rule, the Argo CD application or Helm release that it was deployed with, the namespace that it is in. What serves only objects that are better known
 * follows them: the Service that routes to the pods, the claim they mount, the autoscaler and the disruption budget of the workload, the Ingress in front of the
 * Service. Cluster-scoped objects belong to an entity only by what is said of themselves.
 */
export class EntityLinker {
  readonly #snapshot: ClusterSnapshot;
  readonly #graph: ResourceGraph;
  readonly #links = new RankedLinks();

  constructor(options: EntityLinkerOptions) {
    this.#snapshot = options.snapshot;
    this.#graph = options.graph;
    this.#linkByThemselves(options);
    this.#linkOwnersAndPods();
    this.#linkHelpers();
    this.#linkIngresses();
  }

  /** Entity refs of an object, sorted; empty when it belongs to none. */
  entitiesOf(object: Named): string[] {
    return [...(this.#links.of(objectKey(object))?.entityRefs ?? [])].sort();
  }

  /** How many objects each entity has in this cluster. */
  objectCounts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { entityRefs } of this.#links.all()) {
      for (const ref of entityRefs) counts.set(ref, (counts.get(ref) ?? 0) + 1);
    }
    return counts;
  }

  #linkByThemselves({ entities, rules = [], snapshot }: EntityLinkerOptions) {
    const { cluster } = snapshot;
    const selectors = new EntitySelectorIndex(cluster, entities);
    const mapping = new MappingRules(cluster, rules);
    const applications = objectsOf(snapshot, APPLICATION);
    const instances = new InstanceIndex(cluster, entities, applications);
    const namespaces = new NamespaceIndex(snapshot, entities);
    for (const kind of snapshot.kinds()) {
      if (kind === 'Event') continue;
      for (const object of objectsOf(snapshot, kind)) {
        const { namespace, labels } = object.metadata;
        const template = templateLabels(object);
        const key = objectKey(nameOf(object));
        this.#links.add(key, 'labels', [
          ...selectors.matching(namespace, labels),
          ...(template ? selectors.matching(namespace, template) : []),
        ]);
        this.#links.add(key, 'rule', mapping.matching(object, template));
        this.#links.add(key, 'instance', instances.matching(object));
        this.#links.add(key, 'namespace', namespaces.matching(object));
      }
    }
  }

  #linkOwnersAndPods() {
    const owned = ['Pod', 'ReplicaSet', 'Job'] as const;
    for (const kind of owned) {
      for (const object of this.#snapshot.all(kind)) {
        const owner = this.#graph.topOwner(object);
        if (owner.namespace) this.#follow(owner, nameOf(object));
      }
    }
    for (const kind of owned) {
      for (const object of this.#snapshot.all(kind)) {
        const owner = this.#graph.topOwner(object);
        if (owner.namespace) this.#follow(nameOf(object), owner);
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

  /** What is said of an object itself counts more than what is said as strongly of the objects that it serves. */
  #linkHelper(helper: Linked, served: readonly Named[]) {
    const key = objectKey(nameOf(helper));
    const own = this.#links.of(key);
    for (const each of served) {
      const link = this.#links.of(objectKey(each));
      if (link && (!own || isStronger(link.source, own.source)))
        this.#links.add(key, link.source, link.entityRefs);
    }
  }

  #follow(object: Named, leader: Named) {
    const link = this.#links.of(objectKey(leader));
    if (link) this.#links.add(objectKey(object), link.source, link.entityRefs);
  }
}

function objectsOf(snapshot: ClusterSnapshot, kind: string) {
  return snapshot.all(kind) as readonly KubernetesObject[];
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
