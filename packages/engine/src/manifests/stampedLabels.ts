import { append } from '../append';
import { LabelIndex } from '../graph/LabelIndex';
import { TEMPLATED_KINDS } from '../graph/workloads';
import { oncePerObject } from '../oncePerObject';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../snapshot/objects';
import { asksForSidecar } from './mayBeInjected';
import { stampedMetadataOf } from './podTemplates';

const PLAIN_KINDS: readonly string[] = [...TEMPLATED_KINDS, 'Pod'];

/** Everything among manifests that stamps pods or is one, of whatever kind and however many versions of it there are, by the labels of the pods. */
export const stampedLabels = oncePerObject((manifests: ClusterSnapshot) =>
  indexOf(everythingIn(manifests)),
);

/** Of these, what has pods that the manifests do not tell all of: of custom resources, of objects that are not judged although somebody wrote them, and where admission adds containers. */
export const uncertainLabels = oncePerObject((manifests: ClusterSnapshot) => {
  const unjudged = new Set(manifests.unjudged);
  return indexOf(
    everythingIn(manifests).filter(
      each =>
        (unjudged.has(each) && !each.metadata.ownerReferences?.length) ||
        !PLAIN_KINDS.includes(each.kind) ||
        isInjected(each, manifests),
    ),
  );
});

function isInjected(object: KubernetesObject, manifests: ClusterSnapshot) {
  const stamped = stampedMetadataOf(object);
  const { namespace } = object.metadata;
  return stamped ? asksForSidecar(stamped, namespace, manifests) : false;
}

function everythingIn(manifests: ClusterSnapshot): KubernetesObject[] {
  return [
    ...manifests.kinds().flatMap<KubernetesObject>(kind => manifests.all(kind)),
    ...manifests.unjudged,
  ];
}

function indexOf(objects: readonly KubernetesObject[]) {
  const byNamespace = new Map<string, KubernetesObject[]>();
  for (const each of objects)
    append(byNamespace, each.metadata.namespace ?? '', each);
  return new LabelIndex(
    namespace => byNamespace.get(namespace) ?? [],
    each => stampedMetadataOf(each)?.labels,
  );
}
