import { field, referenceTo } from '../../findings/evidence';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { Detector } from '../Detector';
import { isSystemNamespace } from '../shared/namespaces';

const INTERNAL =
  /internal|scheme|load-balancer-type$|inbound-cidrs|source-ranges/i;
const INTERNAL_VALUE = /^(?:true|internal|private|0\.0\.0\.0\/0)$/i;

/** Names under which the doors that are meant to stand open are known. */
const DOOR = /ingress|gateway|traefik|contour|envoy|\bkong\b|haproxy|istio/i;

/** Services that let the outside in past Ingresses and Gateways. */
export const serviceExposed: Detector = {
  id: 'security.service-exposed',
  title: 'Service is open to the outside',
  tier: 'hygiene',
  kinds: ['Service'],
  documentation: {
    speaks:
      'A Service is of type NodePort, or of type LoadBalancer without `loadBalancerSourceRanges` (low), or takes traffic for `externalIPs`, which anybody who may write Services can claim (medium).',
    silent:
      'Load balancers that annotations make internal, Services of ingress controllers and gateways, which are there to be open, system namespaces, and Services that a controller owns.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types',
      'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#denyserviceexternalips',
    ],
  },
  *detect({ snapshot }) {
    for (const service of snapshot.all('Service')) {
      const { metadata, spec } = service;
      if (metadata.deletionTimestamp || isDoor(service)) continue;
      if (spec?.externalIPs?.length) {
        yield {
          subject: referenceTo(service),
          key: 'externalIPs',
          severity: 'medium',
          message: `The Service takes traffic for ${spec.externalIPs.join(', ')}`,
          evidence: [field(service, 'spec.externalIPs', spec.externalIPs)],
        };
      }
      const { type } = spec ?? {};
      const isOpen =
        type === 'NodePort' ||
        (type === 'LoadBalancer' &&
          !spec?.loadBalancerSourceRanges?.length &&
          !isInternal(metadata.annotations));
      if (!isOpen) continue;
      yield {
        subject: referenceTo(service),
        key: type,
        severity: 'low',
        message:
          type === 'NodePort'
            ? 'The Service opens a port of every node'
            : 'The load balancer of the Service lets every address in',
        evidence: [field(service, 'spec.type', type)],
      };
    }
  },
};

function isDoor({ metadata, spec }: KnownKinds['Service']) {
  const { namespace, name, labels = {}, ownerReferences = [] } = metadata;
  return (
    isSystemNamespace(namespace) ||
    ownerReferences.some(each => each.controller) ||
    DOOR.test(name) ||
    DOOR.test(namespace ?? '') ||
    [...Object.values(labels), ...Object.values(spec?.selector ?? {})].some(
      value => DOOR.test(value),
    )
  );
}

function isInternal(annotations: KubernetesObject['metadata']['annotations']) {
  return Object.entries(annotations ?? {}).some(
    ([key, value]) =>
      INTERNAL.test(key) &&
      (/source-ranges|inbound-cidrs/i.test(key)
        ? !/0\.0\.0\.0\/0/.test(value)
        : INTERNAL_VALUE.test(value)),
  );
}
