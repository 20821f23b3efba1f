import { field, referenceTo } from '../../findings/evidence';
import { podPorts } from '../../network/podPorts';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { complaintsAbout } from '../references/consumerTrouble';
import { referencesToService } from '../references/referencesToService';
import { ServiceReference } from '../references/serviceReferences';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';

type Service = KnownKinds['Service'];

export const headlessPortRemap: Detector = {
  id: 'service.headless-port-remap',
  title: 'Headless Service does not translate the port that is used',
  tier: 'risk',
  kinds: ['Service', 'Pod'],
  concludesFrom: ['ConfigMap'],
  documentation: {
    speaks:
      'The configuration of a workload names a headless Service with a port of the Service that has another target port, and no pod behind it declares the port that is used: a headless Service leads straight to the pods. A problem where a log tells that the connection fails.',
    silent:
      'Silent where pods declare no ports. Clients that look up SRV records get the target port and write no number.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#headless-services',
    ],
  },

  detect: context => groupSightings(sightings(context)),
};

function* sightings(context: DetectionContext) {
  for (const service of context.snapshot.all('Service')) {
    if (service.spec?.clusterIP !== 'None') continue;
    const { namespace, name } = service.metadata;
    for (const reference of referencesToService(namespace, name, context))
      yield* sightingsOf(service, reference, context);
  }
}

function* sightingsOf(
  service: Service,
  reference: ServiceReference,
  context: DetectionContext,
) {
  const { pod, container, host, port } = reference;
  const index = remapIn(service, reference, context);
  if (index === undefined) return;
  const complaints = complaintsAbout(reference, context);
  const isProblem = complaints.length > 0;
  const { targetPort } = service.spec?.ports?.[index] ?? {};
  yield {
    subject: referenceTo(service),
    key: String(port),
    tier: isProblem ? ('problem' as const) : ('risk' as const),
    severity: isProblem ? ('high' as const) : ('medium' as const),
    message: `Container ${container} of ${nameOf(context.graph.topOwner(pod))} connects to ${host}:${port}, but ${nameOf(referenceTo(service))} is headless and its pods listen on ${targetPort}`,
    evidence: [
      field(service, `spec.ports[${index}]`, service.spec?.ports?.[index]),
      field(service, 'spec.clusterIP', 'None'),
      field(
        reference.setting.object,
        reference.setting.path,
        `${host}:${port}`,
      ),
      ...complaints,
    ],
    affected: affectedPod(pod, { container }),
  };
}

/** The position of the port that is used and would have to be translated. */
function remapIn(
  service: Service,
  { port }: ServiceReference,
  { graph }: DetectionContext,
): number | undefined {
  if (port === undefined) return undefined;
  const ports = service.spec?.ports ?? [];
  const index = ports.findIndex(each => each.port === port);
  const target = ports[index]?.targetPort;
  if (typeof target !== 'number' || target === port) return undefined;
  const declared = graph.podsSelectedBy(service).map(podPorts);
  const isTold = declared.length > 0 && declared.every(each => each.length > 0);
  return isTold && !declared.flat().some(each => each.number === port)
    ? index
    : undefined;
}
