import { absence, field, referenceTo } from '../../findings/evidence';
import { KubernetesObject } from '../../snapshot/objects';
import { fieldsOf, textOf } from '../../snapshot/untyped';
import { DraftCollector } from '../DraftCollector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { nameOf } from '../shared/sightings';
import { MeshHost, MeshHosts } from './MeshHosts';
import { Destination, destinationsOf } from './destinations';
import { ISTIO_KINDS } from './istioKinds';
import { settledObjects } from './settledObjects';

/** Rules of the mesh for hosts that do not exist, or for ports that they do not have. */
export const routeDestinations = detectorFamily({
  rows: [
    {
      id: 'istio.destination-host-missing',
      title: 'Istio rule names a host that does not exist',
      documentation: {
        speaks:
          'A destination of a VirtualService, or the host of a DestinationRule, is neither a Service nor a host of a ServiceEntry. A DestinationRule alone harms nobody, so it is a risk only.',
        silent:
          'Hosts with wildcards, and meshes that span several clusters, whose Services may be elsewhere.',
      },
    },
    {
      id: 'istio.destination-port-missing',
      title:
        'VirtualService sends traffic to a port that the host does not have',
      documentation: {
        speaks:
          'A destination names a port that its Service or ServiceEntry does not have.',
        silent:
          'A destination without a port: Istio takes the only port of the host, or the one that was called.',
      },
    },
  ],
  tier: 'problem',
  kinds: [ISTIO_KINDS.virtualService, 'Service'],
  concludesFrom: [
    ISTIO_KINDS.serviceEntry,
    ISTIO_KINDS.destinationRule,
    'Secret',
  ],
  documentation: {
    sources: [
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination',
    ],
  },

  read({ snapshot }) {
    const hosts = new MeshHosts(snapshot);
    const collected = new DraftCollector();
    for (const route of settledObjects(snapshot, ISTIO_KINDS.virtualService)) {
      for (const destination of destinationsOf(route)) {
        const host = hosts.lookup(destination.host, route.metadata.namespace);
        const fault =
          host.state === 'absent'
            ? hostMissing(route, destination, host)
            : portMissing(route, destination, host);
        if (fault) collected.add(fault);
      }
    }
    for (const rule of settledObjects(snapshot, ISTIO_KINDS.destinationRule)) {
      const host = textOf(fieldsOf(rule.spec).host) ?? '*';
      const found = hosts.lookup(host, rule.metadata.namespace);
      if (found.state !== 'absent') continue;
      const value = { host, path: 'spec.host', value: host };
      collected.add({
        ...hostMissing(rule, value, found),
        severity: 'low',
        tier: 'risk',
      });
    }
    return collected.drafts();
  },
});

function hostMissing(
  rule: KubernetesObject,
  use: Pick<Destination, 'host' | 'path'> & {
    value: unknown;
    isUsed?: boolean;
  },
  found: MeshHost & { state: 'absent' },
): FamilyDraft {
  const { namespace, name, isService } = found;
  const missing = isService
    ? { apiVersion: 'v1', kind: 'Service', namespace, name }
    : { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', name };
  return {
    detector: 'istio.destination-host-missing',
    subject: referenceTo(rule),
    key: use.host,
    severity: use.isUsed === false ? 'low' : 'high',
    message: `${nameOf(referenceTo(rule))} is about host ${use.host}, but ${
      isService ? `${nameOf(missing)} does not exist` : 'no ServiceEntry has it'
    }`,
    evidence: [field(rule, use.path, use.value), absence(missing)],
  };
}

function portMissing(
  route: KubernetesObject,
  { host, port, isUsed, path, value }: Destination,
  found: MeshHost,
): FamilyDraft | undefined {
  if (port === undefined) return undefined;
  if (found.state !== 'service' && found.state !== 'entry') return undefined;
  if (found.ports.length === 0 || found.ports.includes(port)) return undefined;
  return {
    detector: 'istio.destination-port-missing',
    subject: referenceTo(route),
    key: `${host}:${port}`,
    severity: isUsed ? 'high' : 'low',
    message: `${nameOf(referenceTo(route))} sends traffic to port ${port} of ${host}, which has ${found.ports.join(', ')}`,
    evidence: [
      field(route, path, value),
      ...(found.state === 'service'
        ? [field(found.service, 'spec.ports', found.service.spec?.ports)]
        : []),
    ],
  };
}
