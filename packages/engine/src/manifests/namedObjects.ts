import { configReferencesOf } from '../detectors/configuration/references';
import { DetectionContext } from '../detectors/Detector';
import { serviceReferences } from '../detectors/references/serviceReferences';
import { ingressBackends } from '../detectors/shared/ingressBackends';
import { FieldEvidence, ObjectReference } from '../findings/Finding';
import { field, referenceTo } from '../findings/evidence';
import { KnownKinds, KubernetesObject } from '../snapshot/objects';

/** An object that a manifest names. */
export interface NamedObject {
  target: ObjectReference;
  /** Whose manifest names it. */
  subject: ObjectReference;
  evidence: FieldEvidence;
}

/** Every object that manifests, or the pods made from them, name and cannot do without. */
export function* namedObjects(context: DetectionContext) {
  const { snapshot } = context;
  for (const pod of snapshot.all('Pod')) yield* namedByPod(pod, context);
  for (const reference of serviceReferences(context)) {
    const { pod, host, name, namespace, setting } = reference;
    yield {
      target: { apiVersion: 'v1', kind: 'Service', namespace, name },
      subject: context.graph.topOwner(pod),
      evidence: field(setting.object, setting.path, host),
    };
  }
  for (const ingress of snapshot.all('Ingress')) yield* namedByIngress(ingress);
  for (const autoscaler of snapshot.all('HorizontalPodAutoscaler')) {
    const { apiVersion, kind, name } = autoscaler.spec?.scaleTargetRef ?? {};
    if (kind && name)
      yield named(autoscaler, 'spec.scaleTargetRef.name', {
        apiVersion,
        kind,
        name,
      });
  }
  for (const set of snapshot.all('StatefulSet')) {
    const name = set.spec?.serviceName;
    if (name)
      yield named(set, 'spec.serviceName', {
        apiVersion: 'v1',
        kind: 'Service',
        name,
      });
  }
}

function* namedByPod(
  pod: KnownKinds['Pod'],
  { graph }: DetectionContext,
): Iterable<NamedObject> {
  const subject = graph.topOwner(pod);
  const { serviceAccountName, volumes = [] } = pod.spec ?? {};
  for (const { kind, name, path } of configReferencesOf(pod))
    yield { ...named(pod, path, { apiVersion: 'v1', kind, name }), subject };
  if (serviceAccountName) {
    const account = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      name: serviceAccountName,
    };
    yield { ...named(pod, 'spec.serviceAccountName', account), subject };
  }
  for (const [index, { persistentVolumeClaim: claim }] of volumes.entries()) {
    if (!claim?.claimName) continue;
    const path = `spec.volumes[${index}].persistentVolumeClaim.claimName`;
    const target = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      name: claim.claimName,
    };
    yield { ...named(pod, path, target), subject };
  }
}

function* namedByIngress(
  ingress: KnownKinds['Ingress'],
): Iterable<NamedObject> {
  for (const { backend, path } of ingressBackends(ingress)) {
    const name = backend.service?.name;
    if (name)
      yield named(ingress, `${path}.service.name`, {
        apiVersion: 'v1',
        kind: 'Service',
        name,
      });
  }
}

/** A named object of the same namespace. */
function named(
  by: Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>,
  path: string,
  target: Omit<ObjectReference, 'namespace'>,
): NamedObject {
  const { namespace } = by.metadata;
  return {
    target: { ...target, ...(namespace ? { namespace } : {}) },
    subject: referenceTo(by),
    evidence: field(by, path, target.name),
  };
}
