import { Evidence } from '../../findings/Finding';
import { absence, field, referenceTo } from '../../findings/evidence';
import { olderThan, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { kindKey } from '../../snapshot/resources';
import { DetectionContext } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { detectorFamily } from '../detectorFamily';
import {
  BackendUse,
  ingressBackends,
  isAnnotationBackend,
} from '../shared/ingressBackends';
import { nameOf } from '../shared/sightings';
import { servicePort } from '../shared/servicePort';

const GRACE = seconds(60);

interface Fault {
  detector: string;
  key: string;
  severity: 'high' | 'medium';
  message: string;
  evidence: Evidence[];
}

export const brokenBackends = detectorFamily({
  rows: [
    {
      id: 'ingress.backend-service-missing',
      title: 'Ingress routes to a Service that does not exist',
      documentation: {
        speaks:
          'A rule or the default backend of an Ingress that is older than a minute names a Service that does not exist.',
      },
    },
    {
      id: 'ingress.backend-port-missing',
      title: 'Ingress routes to a port that the Service does not have',
      documentation: {
        speaks:
          'A backend names a port, by number or by name, that its Service does not have.',
      },
    },
    {
      id: 'ingress.backend-resource-missing',
      title: 'Ingress routes to an object that does not exist',
      documentation: {
        speaks:
          'A backend names an object of another kind, of which the snapshot knows objects or a complete read, and which does not exist.',
      },
    },
  ],
  tier: 'problem',
  kinds: ['Ingress'],
  concludesFrom: ['Service'],
  documentation: {
    silent:
      'Silent for backends that only stand for annotations, and for the ports of Services that lead out of the cluster.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource',
    ],
  },

  read(context) {
    const { snapshot } = context;
    const collected = new DraftCollector();
    for (const ingress of snapshot.all('Ingress')) {
      const { deletionTimestamp, creationTimestamp } = ingress.metadata;
      if (deletionTimestamp) continue;
      if (!olderThan(snapshot, creationTimestamp, GRACE)) continue;
      for (const use of ingressBackends(ingress)) {
        const fault =
          serviceFault(ingress, use, context) ??
          resourceFault(ingress, use, context);
        if (!fault) continue;
        collected.add({
          ...fault,
          subject: referenceTo(ingress),
          evidence: [field(ingress, use.path, use.backend), ...fault.evidence],
        });
      }
    }
    return collected.drafts();
  },
});

function serviceFault(
  ingress: KnownKinds['Ingress'],
  { backend }: BackendUse,
  { snapshot }: DetectionContext,
): Fault | undefined {
  const { name, port } = backend.service ?? {};
  if (!name || isAnnotationBackend(ingress, backend)) return undefined;
  const { namespace } = ingress.metadata;
  const reference = { apiVersion: 'v1', kind: 'Service', namespace, name };
  const service = snapshot.lookup('Service', namespace, name);
  if (service.state === 'absent') {
    return {
      detector: 'ingress.backend-service-missing',
      key: name,
      severity: 'high',
      message: `${nameOf(referenceTo(ingress))} routes to ${nameOf(reference)}, which does not exist`,
      evidence: [absence(reference)],
    };
  }
  if (service.state === 'unknown') return undefined;
  const { type, ports = [] } = service.object.spec ?? {};
  const label = port?.number ?? port?.name;
  if (type === 'ExternalName' || label === undefined) return undefined;
  if (servicePort(service.object, port ?? {})) return undefined;
  return {
    detector: 'ingress.backend-port-missing',
    key: `${name}:${label}`,
    severity: 'high',
    message: `${nameOf(referenceTo(ingress))} routes to port ${label} of ${nameOf(reference)}, which has ${describePorts(ports)}`,
    evidence: [field(service.object, 'spec.ports', ports)],
  };
}

/** Only kinds of which the snapshot knows something: a kind that nobody read is not missing. */
function resourceFault(
  ingress: KnownKinds['Ingress'],
  { backend }: BackendUse,
  { snapshot }: DetectionContext,
): Fault | undefined {
  const { apiGroup, kind, name } = backend.resource ?? {};
  if (!kind || !name) return undefined;
  const key = kindKey({
    apiVersion: apiGroup ? `${apiGroup}/v1` : 'v1',
    kind,
  });
  const { namespace } = ingress.metadata;
  if (!snapshot.kinds().includes(key)) return undefined;
  if (snapshot.lookup(key, namespace, name).state !== 'absent')
    return undefined;
  const reference = { kind, namespace, name };
  return {
    detector: 'ingress.backend-resource-missing',
    key: `${kind}/${name}`,
    severity: 'medium',
    message: `${nameOf(referenceTo(ingress))} routes to ${nameOf(reference)}, which does not exist`,
    evidence: [absence(reference)],
  };
}

function describePorts(ports: readonly { name?: string; port: number }[]) {
  return ports.length === 0
    ? 'no ports'
    : ports
        .map(({ name, port }) => (name ? `${name} (${port})` : String(port)))
        .join(', ');
}
