import { field, referenceTo } from '../../findings/evidence';
import { KubernetesObject } from '../../snapshot/objects';
import { fieldsOf, listOf, textOf } from '../../snapshot/untyped';
import { DetectionContext, Detector } from '../Detector';
import { declaredContainers } from '../shared/containers';
import { nameOf } from '../shared/sightings';
import { ISTIO_KINDS, PROXY } from './istioKinds';
import { MeshHosts, serviceOf } from './MeshHosts';
import { strictAuthentication } from './PeerAuthentications';
import { settledObjects } from './settledObjects';

/** How a client connects that does not show the mesh's certificate. */
const FOREIGN_MODES: readonly unknown[] = ['DISABLE', 'SIMPLE', 'MUTUAL'];

/** Clients that are told to connect otherwise than the server takes. */
export const mtlsConflict: Detector = {
  id: 'istio.mtls-conflict',
  title: 'Clients are told not to use the mutual TLS that the pods demand',
  tier: 'problem',
  kinds: [
    ISTIO_KINDS.destinationRule,
    ISTIO_KINDS.peerAuthentication,
    'Service',
    'Pod',
  ],
  documentation: {
    speaks:
      'A DestinationRule makes clients connect to a Service without the mesh’s mutual TLS, and a PeerAuthentication makes all its pods demand it: their proxies refuse each connection.',
    silent: 'Pods without the proxy, and rules that differ by port or subset.',
    sources: [
      'https://istio.io/latest/docs/ops/common-problems/network-issues/#503-errors-after-setting-destination-rule',
      'https://istio.io/latest/docs/concepts/security/#peer-authentication',
    ],
  },

  *detect(context) {
    const rules = settledObjects(context.snapshot, ISTIO_KINDS.destinationRule);
    for (const rule of rules) {
      const mode = clientMode(rule);
      const found = mode && demandOf(rule, context);
      if (!found) continue;
      const { service, authentication } = found;
      yield {
        subject: referenceTo(rule),
        key: nameOf(referenceTo(service)),
        severity: 'high',
        message: `${nameOf(referenceTo(rule))} makes clients connect to ${nameOf(referenceTo(service))} with TLS mode ${mode}, but ${nameOf(referenceTo(authentication))} makes its pods demand mutual TLS`,
        evidence: [
          field(rule, 'spec.trafficPolicy.tls.mode', mode),
          field(
            authentication,
            'spec.mtls.mode',
            fieldsOf(fieldsOf(authentication.spec).mtls).mode,
          ),
        ],
      };
    }
  },
};

/** The mode that a rule sets for all ports and subsets of its host, if it is none of the mesh. */
function clientMode({ spec }: KubernetesObject): string | undefined {
  const { trafficPolicy, subsets, workloadSelector } = fieldsOf(spec);
  const { tls, portLevelSettings } = fieldsOf(trafficPolicy);
  const differs =
    workloadSelector !== undefined ||
    listOf(portLevelSettings).length > 0 ||
    listOf(subsets).some(each => each.trafficPolicy !== undefined);
  const { mode } = fieldsOf(tls);
  return !differs && FOREIGN_MODES.includes(mode) ? textOf(mode) : undefined;
}

/** The Service that a rule is for and what makes all its pods demand mutual TLS. */
function demandOf(
  { metadata, spec }: KubernetesObject,
  { snapshot, graph }: DetectionContext,
) {
  const host = textOf(fieldsOf(spec).host) ?? '';
  const name = serviceOf(MeshHosts.fullName(host, metadata.namespace));
  const service = name && snapshot.get('Service', name.namespace, name.name);
  if (!service) return undefined;
  const pods = graph.podsSelectedBy(service);
  const demands = pods.map(pod =>
    declaredContainers(pod).some(each => each.container.name === PROXY)
      ? strictAuthentication(pod, snapshot)
      : undefined,
  );
  const [authentication] = demands;
  return authentication && !demands.includes(undefined)
    ? { service, authentication }
    : undefined;
}
