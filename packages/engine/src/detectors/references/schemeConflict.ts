import type { ServicePort } from 'kubernetes-types/core/v1';
import { field } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { declaredContainers } from '../shared/containers';
import { servicePort } from '../shared/servicePort';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { ServiceReference, serviceReferencesWhere } from './serviceReferences';

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
};

export const schemeConflict: Detector = {
  id: 'ref.scheme-conflict',
  title: 'Scheme of a URL does not fit the port of the Service',
  tier: 'risk',
  kinds: ['Service', 'Pod'],
  concludesFrom: ['ConfigMap'],
  documentation: {
    speaks:
      'A variable or an argument names a Service by an https URL whose port the Service calls http, or by an http URL whose port it calls https. The application protocol counts first, then the name, then the numbers 80 and 443.',
    silent:
      'Silent for pods with a mesh’s proxy, which may add TLS on the way, and for ports that tell nothing.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol',
    ],
  },

  detect: context => groupSightings(sightings(context)),
};

interface Conflict {
  service: KnownKinds['Service'];
  number: number;
  target: ServicePort;
  served: string;
}

/** Hangs on the reference alone, not on who makes it. */
function conflictOf(
  { namespace, name, scheme = '', port }: ServiceReference,
  { snapshot }: DetectionContext,
): Conflict | undefined {
  if (!(scheme in DEFAULT_PORTS)) return undefined;
  const number = port ?? DEFAULT_PORTS[scheme];
  const service = snapshot.get('Service', namespace, name);
  const target = service && servicePort(service, { number });
  const served = target && schemeOf(target);
  return service && served && served !== scheme
    ? { service, number, target, served }
    : undefined;
}

function* sightings(context: DetectionContext) {
  const { graph } = context;
  const isMeant = (each: ServiceReference) =>
    conflictOf(each, context) !== undefined;
  for (const reference of serviceReferencesWhere(isMeant, context)) {
    const { pod, container, host, scheme, port } = reference;
    const conflict = conflictOf(reference, context);
    if (!conflict || hasProxy(pod)) continue;
    const { service, number, target, served } = conflict;
    const subject = graph.topOwner(pod);
    const index = service.spec?.ports?.indexOf(target) ?? 0;
    yield {
      subject,
      key: host,
      severity: 'low' as const,
      message: `Container ${container} of ${nameOf(subject)} speaks ${scheme} to ${host}:${number}, which the Service calls ${served}`,
      evidence: [
        field(
          reference.setting.object,
          reference.setting.path,
          `${scheme}://${host}${port === undefined ? '' : `:${port}`}`,
        ),
        field(service, `spec.ports[${index}]`, target),
      ],
      affected: affectedPod(pod, { container }),
    };
  }
}

/** What a port says of itself; undefined where it says neither or leads to a port that may differ. */
function schemeOf({ name, port, appProtocol }: ServicePort) {
  const says = (appProtocol ?? name?.split('-')[0])?.toLowerCase();
  if (says !== undefined)
    return says === 'http' || says === 'https' ? says : undefined;
  if (port === 443) return 'https';
  return port === 80 ? 'http' : undefined;
}

function hasProxy(pod: KnownKinds['Pod']) {
  return declaredContainers(pod).some(({ container }) =>
    ['istio-proxy', 'linkerd-proxy'].includes(container.name),
  );
}
