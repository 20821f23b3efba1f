import type { ServicePort } from 'kubernetes-types/core/v1';
import { Evidence } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { podPortNumber } from '../../network/podPorts';
import { KnownKinds } from '../../snapshot/objects';
import { Detector } from '../Detector';
import { declaredContainers } from '../shared/containers';
import { nameOf } from '../shared/sightings';

type Pod = KnownKinds['Pod'];

/** Whether what a port is called means TLS; names of protocols that do both are left out. */
const MEANS_TLS: ReadonlyMap<string, boolean> = new Map([
  ['https', true],
  ['wss', true],
  ['kubernetes.io/wss', true],
  ['http', false],
  ['h2c', false],
  ['kubernetes.io/h2c', false],
  ['ws', false],
  ['kubernetes.io/ws', false],
]);

export const appProtocol: Detector = {
  id: 'service.app-protocol-conflict',
  title: 'Service port and container differ in protocol',
  tier: 'risk',
  kinds: ['Service', 'Pod'],
  documentation: {
    speaks:
      'The appProtocol of a Service port, or else the first word of its name, says TLS and the container’s port name or probe says plain HTTP, or the other way round. Meshes and ingress controllers go by it.',
    silent:
      'Silent for names that are no known protocol, and for Services of type LoadBalancer, where the balancer may end TLS.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol',
    ],
  },

  *detect({ snapshot, graph }) {
    for (const service of snapshot.all('Service')) {
      const { spec, metadata } = service;
      if (spec?.type === 'ExternalName' || spec?.type === 'LoadBalancer')
        continue;
      if (metadata.deletionTimestamp) continue;
      const ports = spec?.ports ?? [];
      for (let index = 0; index < ports.length; index++) {
        const port = ports[index];
        const saysTls = protocolOf(port.appProtocol ?? wordOf(port.name));
        if (saysTls === undefined) continue;
        const [pod] = graph.podsSelectedBy(service);
        const target = pod && contradiction(pod, port, saysTls);
        if (!target) continue;
        yield {
          subject: referenceTo(service),
          key: port.name ?? String(port.port),
          severity: hasProxy(pod) ? 'medium' : 'low',
          message: `Port ${port.name ?? port.port} of ${nameOf(referenceTo(service))} says ${saysTls ? 'TLS' : 'plain HTTP'}, but ${target.words} says ${saysTls ? 'plain HTTP' : 'TLS'}`,
          evidence: [
            field(service, `spec.ports[${index}]`, port),
            target.evidence,
          ],
        };
      }
    }
  },
};

/** The port's name in the container counts unless a probe of the port, which must fit, says how it is asked. */
function contradiction(
  pod: Pod,
  port: ServicePort,
  saysTls: boolean,
): { words: string; evidence: Evidence } | undefined {
  const target = port.targetPort ?? port.port;
  const number = podPortNumber(pod, target, port.protocol ?? 'TCP');
  for (const { container, path } of declaredContainers(pod)) {
    const index = (container.ports ?? []).findIndex(
      each => each.containerPort === number,
    );
    const declared = container.ports?.[index];
    for (const probe of ['readinessProbe', 'livenessProbe'] as const) {
      const request = container[probe]?.httpGet;
      const isOfPort =
        request !== undefined &&
        (request.port === number ||
          (declared?.name !== undefined && request.port === declared.name));
      if (!isOfPort) continue;
      const scheme = request.scheme ?? 'HTTP';
      return (scheme === 'HTTPS') === saysTls
        ? undefined
        : {
            words: `the ${probe} of container ${container.name}`,
            evidence: field(pod, `${path}.${probe}.httpGet.scheme`, scheme),
          };
    }
    const named = protocolOf(wordOf(declared?.name));
    if (named !== undefined && named !== saysTls)
      return {
        words: `container port ${declared?.name}`,
        evidence: field(pod, `${path}.ports[${index}].name`, declared?.name),
      };
  }
  return undefined;
}

function protocolOf(name: string | undefined) {
  if (!name) return undefined;
  return MEANS_TLS.get(name) ?? MEANS_TLS.get(name.toLowerCase());
}

function wordOf(name: string | undefined) {
  const end = name?.indexOf('-') ?? -1;
  return end < 0 ? name : name?.slice(0, end);
}

function hasProxy(pod: Pod) {
  return declaredContainers(pod).some(({ container }) =>
    ['istio-proxy', 'linkerd-proxy'].includes(container.name),
  );
}
