import { matchesLabels } from '../../graph/labels';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { fieldsOf, labelsOf, textOf } from '../../snapshot/untyped';
import { ISTIO_KINDS, ROOT_NAMESPACE } from './istioKinds';

/**
 * The PeerAuthentication by which a pod of the mesh takes only mutual TLS, if so: the one that selects it, else that of its namespace, else that of the mesh; of
 * several the oldest. Undefined also where it holds for some ports only, or may be overridden by one that was not read.
 *
 * @see https://istio.io/latest/docs/concepts/security/#peer-authentication
 */
export function strictAuthentication(
  pod: KnownKinds['Pod'],
  snapshot: ClusterSnapshot,
): KubernetesObject | undefined {
  const { namespace, labels } = pod.metadata;
  const { peerAuthentication } = ISTIO_KINDS;
  if (snapshot.readState(peerAuthentication, namespace) !== 'complete')
    return undefined;
  const own = snapshot.inNamespace(peerAuthentication, namespace);
  const levels = [
    own.filter(
      each => hasSelector(each) && matchesLabels(selectorOf(each), labels),
    ),
    own.filter(each => !hasSelector(each)),
    snapshot
      .inNamespace(peerAuthentication, ROOT_NAMESPACE)
      .filter(each => !hasSelector(each)),
  ];
  for (const level of levels) {
    const [decisive] = [...level].sort(byAge);
    if (!decisive) continue;
    const { mtls, portLevelMtls } = fieldsOf(decisive.spec);
    if (Object.keys(fieldsOf(portLevelMtls)).length > 0) return undefined;
    const mode = textOf(fieldsOf(mtls).mode) ?? 'UNSET';
    if (mode !== 'UNSET') return mode === 'STRICT' ? decisive : undefined;
  }
  return undefined;
}

function selectorOf({ spec }: KubernetesObject) {
  return labelsOf(fieldsOf(fieldsOf(spec).selector).matchLabels);
}

function hasSelector(authentication: KubernetesObject) {
  return Object.keys(selectorOf(authentication)).length > 0;
}

function byAge(one: KubernetesObject, other: KubernetesObject) {
  const time = ({ metadata }: KubernetesObject) =>
    Date.parse(metadata.creationTimestamp ?? '') || 0;
  return time(one) - time(other);
}
