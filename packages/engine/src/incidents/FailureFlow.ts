import { append } from '../append';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { referencesToService } from '../detectors/references/referencesToService';
import { ObjectReference } from '../findings/Finding';
import { referenceTo } from '../findings/evidence';
import { ResourceGraph } from '../graph/ResourceGraph';
import { matchesSelector } from '../graph/labels';
import { podTemplateOf } from '../graph/workloads';
import { oncePerObject } from '../oncePerObject';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KnownKinds, KubernetesObject } from '../snapshot/objects';
import { kindKey } from '../snapshot/resources';
import { addOnUses } from './addOnUses';
import { callersOfServices } from './callersOfServices';
import { referenceKey } from '../findings/referenceKey';

export { referenceKey };

/** An object that selects pods of its namespace. */
interface Selecting {
  object: ObjectReference;
  selector: LabelSelector;
}

/** An object to which a failure spreads. */
export interface Reached {
  object: ObjectReference;
  /** In steps. */
  distance: number;
  /** From where, unless it began there. */
  from?: ObjectReference;
}

/** Far enough for node, workload, Service, Ingress; farther effects are guesses. */
const LONGEST_PATH = 4;

/**
 * Where a failure spreads: from what is used to what uses it.
 *
 * Node to the workloads on it, claim to the workloads that mount it, workload to the Services and disruption budgets that select it and the autoscalers that scale it, Service to the
 * Ingresses that route to it, to the workloads whose configuration names it and to what has the API server call it, quota to the workloads of its namespace, and what
 * objects of add-ons name to these.
 */
export class FailureFlow {
  readonly #snapshot: ClusterSnapshot;
  readonly #graph: ResourceGraph;
  #byClaim: ReadonlyMap<string, readonly ObjectReference[]> | undefined;
  /** By namespace, then by the first pair of the selector. */
  readonly #selecting = new Map<
    string | undefined,
    ReadonlyMap<string, readonly Selecting[]>
  >();
  readonly #ingressesByService = new Map<string, ObjectReference[]>();
  readonly #callersByService: ReadonlyMap<string, readonly ObjectReference[]>;
  readonly #scalersByTarget = new Map<string, ObjectReference[]>();
  readonly #addOnUsers: ReadonlyMap<string, readonly ObjectReference[]>;

  constructor(graph: ResourceGraph) {
    const { snapshot } = graph;
    this.#snapshot = snapshot;
    this.#graph = graph;
    this.#addOnUsers = addOnUses(snapshot);
    this.#callersByService = callersOfServices(snapshot);
    this.#indexIngresses();
    this.#indexScalers();
  }

  /** The top owners of objects that a finding affects; this is all there is to follow from a subject that is no object, such as a registry. */
  ownersOf(affected: readonly ObjectReference[]): ObjectReference[] {
    const owners = affected.flatMap(({ kind, namespace, name }) => {
      const object = this.#snapshot.get(kind, namespace, name);
      return object ? [this.#graph.topOwner(object)] : [];
    });
    return unique(owners);
  }

  /** By key, the objects that a failure of any origin reaches, nearest first; the origins themselves are no steps away. */
  downstreamOf(...origins: ObjectReference[]): ReadonlyMap<string, Reached> {
    const reached = new Map<string, Reached>(
      origins.map(object => [referenceKey(object), { object, distance: 0 }]),
    );
    let frontier: readonly ObjectReference[] = origins;
    for (
      let distance = 1;
      distance <= LONGEST_PATH && frontier.length > 0;
      distance++
    ) {
      const next: ObjectReference[] = [];
      for (const from of frontier)
        for (const object of this.#usersOf(from)) {
          const key = referenceKey(object);
          if (reached.has(key)) continue;
          reached.set(key, { object, distance, from });
          next.push(object);
        }
      frontier = next;
    }
    return reached;
  }

  #usersOf(reference: ObjectReference): ObjectReference[] {
    return [
      ...this.#next(reference),
      ...(this.#addOnUsers.get(referenceKey(reference)) ?? []),
    ];
  }

  #next(reference: ObjectReference): ObjectReference[] {
    const key = referenceKey(reference);
    switch (reference.kind) {
      case 'Node':
        return this.#owners(this.#graph.podsOn(reference.name));
      case 'PersistentVolumeClaim':
        this.#byClaim ??= this.#usersOfClaims();
        return [...(this.#byClaim.get(key) ?? [])];
      case 'Service':
        return [
          ...(this.#ingressesByService.get(key) ?? []),
          ...this.#consumersOf(reference),
          ...(this.#callersByService.get(key) ?? []),
        ];
      case 'ResourceQuota':
      case 'LimitRange':
        return this.#graph
          .workloads()
          .filter(each => each.metadata.namespace === reference.namespace)
          .map(referenceTo);
      default:
        return [
          ...this.#selectingOf(reference),
          ...(this.#scalersByTarget.get(key) ?? []),
        ];
    }
  }

  #selectingOf(reference: ObjectReference): ObjectReference[] {
    const { kind, namespace, name } = reference;
    const workload = this.#snapshot.get(kind, namespace, name);
    const labels = [
      ...this.#graph.podsOf(reference).map(pod => pod.metadata.labels),
      workload && podTemplateOf(workload as never)?.template.metadata?.labels,
    ];
    const selecting = this.#selectingIn(namespace);
    const found = new Set<ObjectReference>();
    for (const each of labels) {
      for (const [label, value] of Object.entries(each ?? {})) {
        for (const { object, selector } of selecting.get(`${label}=${value}`) ??
          [])
          if (matchesSelector(selector, each)) found.add(object);
      }
    }
    return [...found];
  }

  #owners(pods: readonly KnownKinds['Pod'][]): ObjectReference[] {
    return unique(pods.map(pod => this.#graph.topOwner(pod)));
  }

  #usersOfClaims() {
    const users = new Map<string, ObjectReference[]>();
    for (const pod of this.#snapshot.all('Pod')) {
      for (const volume of pod.spec?.volumes ?? []) {
        const name = volume.persistentVolumeClaim?.claimName;
        if (!name) continue;
        const { namespace } = pod.metadata;
        const claim = { kind: 'PersistentVolumeClaim', namespace, name };
        append(users, referenceKey(claim), this.#graph.topOwner(pod));
      }
    }
    return users;
  }

  #selectingIn(namespace: string | undefined) {
    const known = this.#selecting.get(namespace);
    if (known) return known;
    const selecting = new Map<string, Selecting[]>();
    const add = (
      object: KubernetesObject,
      pairs: Readonly<Record<string, string>> = {},
      selector: LabelSelector = { matchLabels: pairs },
    ) => {
      for (const key in pairs) {
        if (!Object.hasOwn(pairs, key)) continue;
        append(selecting, `${key}=${pairs[key]}`, {
          object: referenceTo(object),
          selector,
        });
        return;
      }
    };
    for (const service of this.#snapshot.inNamespace('Service', namespace))
      add(service, service.spec?.selector);
    for (const budget of this.#snapshot.inNamespace(
      'PodDisruptionBudget',
      namespace,
    ))
      add(budget, budget.spec?.selector?.matchLabels, budget.spec?.selector);
    this.#selecting.set(namespace, selecting);
    return selecting;
  }

  #indexIngresses() {
    for (const ingress of this.#snapshot.all('Ingress')) {
      const { namespace } = ingress.metadata;
      const paths = (ingress.spec?.rules ?? []).flatMap(
        rule => rule.http?.paths ?? [],
      );
      const backends = [
        ingress.spec?.defaultBackend,
        ...paths.map(path => path.backend),
      ];
      for (const name of new Set(backends.map(each => each?.service?.name))) {
        if (!name) continue;
        const key = referenceKey({ kind: 'Service', namespace, name });
        append(this.#ingressesByService, key, referenceTo(ingress));
      }
    }
  }

  #consumersOf(service: ObjectReference): ObjectReference[] {
    if (kindKey(service) !== 'Service') return [];
    const { namespace, name } = service;
    const context = { snapshot: this.#snapshot, graph: this.#graph };
    return referencesToService(namespace, name, context).map(({ pod }) =>
      this.#graph.topOwner(pod),
    );
  }

  #indexScalers() {
    for (const scaler of this.#snapshot.all('HorizontalPodAutoscaler')) {
      const target = scaler.spec?.scaleTargetRef;
      if (!target) continue;
      const { namespace } = scaler.metadata;
      const key = referenceKey({
        kind: target.kind,
        namespace,
        name: target.name,
      });
      append(this.#scalersByTarget, key, referenceTo(scaler));
    }
  }
}

/** The flow in a graph, made once for as long as the graph lives. */
export const failureFlowOf: (graph: ResourceGraph) => FailureFlow =
  oncePerObject(graph => new FailureFlow(graph));

function unique(references: readonly ObjectReference[]) {
  return [
    ...new Map(references.map(each => [referenceKey(each), each])).values(),
  ];
}
