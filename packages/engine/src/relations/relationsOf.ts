import { serviceReferencesOf } from '../detectors/references/serviceReferences';
import { NamedSources } from '../detectors/shared/NamedSources';
import { referenceTo } from '../findings/evidence';
import { ObjectReference } from '../findings/Finding';
import { referenceKey } from '../findings/referenceKey';
import { ResourceGraph } from '../graph/ResourceGraph';
import { podTemplateOf, Workload } from '../graph/workloads';
import { failureFlowOf } from '../incidents/FailureFlow';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KnownKinds, KubernetesObject } from '../snapshot/objects';

type Pod = KnownKinds['Pod'];

/** How one object hangs together with another. */
export type RelationKind =
  /** The other is its top owner. */
  | 'owned by'
  /** The other is one of its pods. */
  | 'has pod'
  | 'runs on'
  /** The other is a ConfigMap, Secret, claim or ServiceAccount that its pods are made with. */
  | 'uses'
  /** The other is a Service that its configuration names. */
  | 'calls'
  /** The other selects, routes to, scales, mounts or calls it: its failure may spread there. */
  | 'is used by';

/** One object that another hangs together with. */
export interface Relation {
  relation: RelationKind;
  object: ObjectReference;
  /** Whether the other exists; unknown where its kind was not read completely. */
  state: 'present' | 'absent' | 'unknown';
}

interface RelationContext {
  snapshot: ClusterSnapshot;
  graph: ResourceGraph;
}

const MOST_PODS = 50;

/** What an object hangs together with: what owns it, what it is made of and uses, and, at one step, what uses it. Of many pods the first fifty. */
export function relationsOf(
  object: KubernetesObject,
  context: RelationContext,
): Relation[] {
  const { snapshot, graph } = context;
  const self = referenceTo(object);
  const owner = graph.topOwner(object);
  const pods =
    object.kind === 'Pod' ? [object as Pod] : podsOf(object, context);
  const related: readonly [RelationKind, ObjectReference][] = [
    ['owned by', owner],
    ...pods
      .slice(0, MOST_PODS)
      .map(
        pod => ['has pod', referenceTo(pod)] as [RelationKind, typeof owner],
      ),
    ...nodesOf(object),
    ...usesOf(object, pods[0]),
    ...callsOf(pods[0], context),
    ...usersOf([self, owner], context),
  ];
  return unique(
    related.filter(([, other]) => referenceKey(other) !== referenceKey(self)),
  ).map(([relation, other]) => ({
    relation,
    object: other,
    state: snapshot.lookup(other.kind, other.namespace, other.name).state,
  }));
}

function podsOf(
  object: KubernetesObject,
  { graph }: RelationContext,
): readonly Pod[] {
  if (object.kind === 'Service')
    return graph.podsSelectedBy(object as KnownKinds['Service']);
  return object.kind === 'Node'
    ? graph.podsOn(object.metadata.name)
    : graph.podsOf(referenceTo(object));
}

function nodesOf(object: KubernetesObject): [RelationKind, ObjectReference][] {
  const name = (object as Pod).spec?.nodeName;
  return object.kind === 'Pod' && name
    ? [['runs on', { apiVersion: 'v1', kind: 'Node', name }]]
    : [];
}

function usesOf(
  object: KubernetesObject,
  pod: Pod | undefined,
): [RelationKind, ObjectReference][] {
  if (object.kind === 'Node' || object.kind === 'Service') return [];
  const { namespace } = object.metadata;
  const spec =
    podTemplateOf(object as unknown as Workload)?.template.spec ?? pod?.spec;
  const names: readonly [kind: string, name: string | undefined][] = [
    ...new NamedSources(spec).sources.map(
      ({ kind, name }) => [kind, name] as [string, string],
    ),
    ...(spec?.volumes ?? []).map(
      each =>
        ['PersistentVolumeClaim', each.persistentVolumeClaim?.claimName] as [
          string,
          string | undefined,
        ],
    ),
    ['ServiceAccount', spec?.serviceAccountName],
  ];
  return names.flatMap(([kind, name]) =>
    name ? [['uses', { apiVersion: 'v1', kind, namespace, name }]] : [],
  );
}

function callsOf(
  pod: Pod | undefined,
  context: RelationContext,
): [RelationKind, ObjectReference][] {
  if (!pod) return [];
  return serviceReferencesOf(pod, context).map(({ namespace, name }) => [
    'calls',
    { apiVersion: 'v1', kind: 'Service', namespace, name },
  ]);
}

function usersOf(
  origins: readonly ObjectReference[],
  { graph }: RelationContext,
): [RelationKind, ObjectReference][] {
  const reached = failureFlowOf(graph).downstreamOf(...origins);
  return [...reached.values()]
    .filter(({ distance }) => distance === 1)
    .map(({ object }) => ['is used by', object]);
}

function unique(related: readonly [RelationKind, ObjectReference][]) {
  return [
    ...new Map(
      related.map(each => [`${each[0]} ${referenceKey(each[1])}`, each]),
    ).values(),
  ];
}
