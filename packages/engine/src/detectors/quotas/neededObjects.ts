import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { configReferencesOf } from '../configuration/references';
import {
  ServiceReference,
  serviceReferencesWhere,
} from '../references/serviceReferences';
import { activePods } from '../shared/pods';

/** An object that a workload cannot do without, and who needs it. */
export interface NeededObject {
  kind: 'ConfigMap' | 'Secret' | 'Service' | 'PersistentVolumeClaim';
  namespace: string;
  name: string;
  needer: KnownKinds['Pod'] | KnownKinds['StatefulSet'];
  /** Where it is named. */
  path: string;
  /** The object whose field that is; the needer unless given. */
  source?: Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;
}

/** What pods and StatefulSets of the given namespaces need, whether or not it exists. */
export function* neededObjects(
  namespaces: ReadonlySet<string>,
  context: DetectionContext,
): Iterable<NeededObject> {
  for (const pod of activePods(context)) {
    const { namespace = '' } = pod.metadata;
    if (!namespaces.has(namespace)) continue;
    for (const { kind, name, path } of configReferencesOf(pod))
      yield { kind, namespace, name, needer: pod, path };
    yield* claimsOf(pod, namespace);
  }
  const isMeant = ({ namespace }: ServiceReference) =>
    namespaces.has(namespace);
  for (const reference of serviceReferencesWhere(isMeant, context)) {
    const { namespace, name, pod, setting } = reference;
    const { path, object: source } = setting;
    yield { kind: 'Service', namespace, name, needer: pod, path, source };
  }
  for (const set of context.snapshot.all('StatefulSet')) {
    const { namespace = '' } = set.metadata;
    if (namespaces.has(namespace)) yield* ofStatefulSet(set, namespace);
  }
}

function* claimsOf(
  pod: KnownKinds['Pod'],
  namespace: string,
): Iterable<NeededObject> {
  for (const [index, volume] of (pod.spec?.volumes ?? []).entries()) {
    const name = volume.persistentVolumeClaim?.claimName;
    if (!name) continue;
    yield {
      kind: 'PersistentVolumeClaim',
      namespace,
      name,
      needer: pod,
      path: `spec.volumes[${index}].persistentVolumeClaim.claimName`,
    };
  }
}

/** A pod of a set is only made once its claims are, so a missing claim leaves no pod that could name it. */
function* ofStatefulSet(
  set: KnownKinds['StatefulSet'],
  namespace: string,
): Iterable<NeededObject> {
  const { metadata, spec, status } = set;
  if (metadata.deletionTimestamp) return;
  const base = { namespace, needer: set };
  if (spec?.serviceName)
    yield {
      ...base,
      kind: 'Service',
      name: spec.serviceName,
      path: 'spec.serviceName',
    };
  // Pods are made one after the other: the next one is the first without its claim.
  const next = (spec?.ordinals?.start ?? 0) + (status?.replicas ?? 0);
  if ((status?.replicas ?? 0) >= (spec?.replicas ?? 1)) return;
  for (const [index, claim] of (spec?.volumeClaimTemplates ?? []).entries()) {
    if (!claim.metadata?.name) continue;
    yield {
      ...base,
      kind: 'PersistentVolumeClaim',
      name: `${claim.metadata.name}-${metadata.name}-${next}`,
      path: `spec.volumeClaimTemplates[${index}]`,
    };
  }
}
