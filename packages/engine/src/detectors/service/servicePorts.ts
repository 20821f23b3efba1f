import type { ServicePort } from 'kubernetes-types/core/v1';
import { field, referenceTo } from '../../findings/evidence';
import { PodPort, declaresPort, podPorts } from '../../network/podPorts';
import { minutes, olderThan, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { FamilyDraft, detectorFamily } from '../detectorFamily';

type Pod = KnownKinds['Pod'];
type Service = KnownKinds['Service'];

const GRACE = seconds(60);
/** While pods of two revisions run side by side, some may lack a port that the others have. */
const MIXED_GRACE = minutes(5);

export const servicePorts = detectorFamily({
  rows: [
    {
      id: 'service.target-port-name-unknown',
      title: 'Service port leads to a port name that the pods lack',
      documentation: {
        speaks:
          'The target port of a Service is a name that none of the selected pods declares with that protocol, for a minute, or that some of them lack, for five.',
      },
    },
    {
      id: 'service.protocol-mismatch',
      title: 'Service port and container port differ in protocol',
      documentation: {
        speaks:
          'The selected pods declare the number of the target port with another protocol only.',
      },
    },
    {
      id: 'service.target-port-undeclared',
      title: 'Service port leads to a port that the pods do not declare',
      tier: 'risk' as const,
      documentation: {
        speaks:
          'The target port of a Service is a number that none of the selected pods declares. A problem where they leave no doubt about what was meant: they declare one port of that protocol and no other Service port leads to it.',
      },
    },
  ],
  tier: 'problem',
  kinds: ['Service', 'Pod'],
  documentation: {
    silent:
      'A number need not be declared: silent where a pod declares no ports or is on the node’s network. Silent for the first minute of a Service.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
    ],
  },

  *read({ snapshot, graph }) {
    for (const service of snapshot.all('Service')) {
      const { spec, metadata } = service;
      if (spec?.type === 'ExternalName' || metadata.deletionTimestamp) continue;
      const pods = graph
        .podsSelectedBy(service)
        .filter(pod => !pod.metadata.deletionTimestamp);
      if (pods.length === 0) continue;
      for (const port of spec?.ports ?? []) {
        const draft =
          typeof targetOf(port) === 'string'
            ? unknownName(service, port, pods)
            : undeclaredNumber(service, port, pods);
        if (!draft) continue;
        if (!olderThan(snapshot, metadata.creationTimestamp, GRACE)) break;
        if (
          draft.severity === 'medium' &&
          !olderThan(snapshot, metadata.creationTimestamp, MIXED_GRACE)
        ) {
          continue;
        }
        yield draft;
      }
    }
  },
});

function unknownName(
  service: Service,
  port: ServicePort,
  pods: readonly Pod[],
): FamilyDraft | undefined {
  const name = targetOf(port);
  const lacking = pods.filter(
    pod => !declaresPort(pod, name, protocolOf(port)),
  );
  if (lacking.length === 0) return undefined;
  const declared = describePorts(lacking[0]);
  return {
    ...draftFor(service, port, lacking),
    detector: 'service.target-port-name-unknown',
    severity: lacking.length === pods.length ? 'high' : 'medium',
    message: `Port ${labelOf(port)} leads to ${protocolOf(port)} port "${name}", which ${lacking.length === pods.length ? 'no selected pod declares' : `${lacking.length} of ${pods.length} selected pods lack`}${declared ? `; they declare ${declared}` : ''}`,
  };
}

function undeclaredNumber(
  service: Service,
  port: ServicePort,
  pods: readonly Pod[],
): FamilyDraft | undefined {
  const number = Number(targetOf(port));
  if (!number) return undefined;
  if (pods.some(pod => declaresPort(pod, number, protocolOf(port))))
    return undefined;
  if (pods.some(pod => pod.spec?.hostNetwork)) return undefined;
  const declared = pods.map(podPorts);
  // Who declares no port says nothing about which ones are open.
  if (declared.some(ports => ports.length === 0)) return undefined;
  const all = declared.flat();
  const sameNumber = all.filter(each => each.number === number);
  const base = draftFor(service, port, pods);
  if (sameNumber.length > 0) {
    return {
      ...base,
      detector: 'service.protocol-mismatch',
      severity: 'high',
      message: `Port ${labelOf(port)} is ${protocolOf(port)}, but the pods declare port ${number} as ${sameNumber[0].protocol}`,
    };
  }
  const isCertain = hasOneCandidate(service, port, all);
  return {
    ...base,
    detector: 'service.target-port-undeclared',
    severity: isCertain ? 'high' : 'medium',
    message: `Port ${labelOf(port)} leads to port ${number}, which no selected pod declares; they declare ${describePorts(pods[0])}`,
    ...(isCertain ? { tier: 'problem' as const } : {}),
  };
}

/** The pods declare exactly one port of the protocol, and no other Service port leads there. */
function hasOneCandidate(
  service: Service,
  port: ServicePort,
  declared: readonly PodPort[],
) {
  const candidates = new Map(
    declared
      .filter(each => each.protocol === protocolOf(port))
      .map(each => [each.number, each]),
  );
  if (candidates.size !== 1) return false;
  const [candidate] = [...candidates.values()];
  return !(service.spec?.ports ?? []).some(
    other =>
      other !== port &&
      [candidate.number, candidate.name].includes(targetOf(other)),
  );
}

function draftFor(
  service: Service,
  port: ServicePort,
  pods: readonly Pod[],
): Pick<FamilyDraft, 'subject' | 'key' | 'evidence' | 'affected'> {
  const index = service.spec?.ports?.indexOf(port) ?? 0;
  return {
    subject: referenceTo(service),
    key: port.name ?? String(port.port),
    evidence: [
      field(service, `spec.ports[${index}]`, port),
      field(
        pods[0],
        'spec.containers',
        (pods[0].spec?.containers ?? []).map(({ name, ports }) => ({
          name,
          ports: ports ?? [],
        })),
      ),
    ],
    affected: pods.map(referenceTo),
  };
}

function targetOf(port: ServicePort): number | string {
  return port.targetPort ?? port.port;
}

function protocolOf(port: ServicePort) {
  return port.protocol ?? 'TCP';
}

function labelOf({ name, port }: ServicePort) {
  return name ? `${name} (${port})` : String(port);
}

function describePorts(pod: Pod) {
  return podPorts(pod)
    .map(
      ({ name, number, protocol }) =>
        `${name ? `"${name}" ` : ''}${number}/${protocol}`,
    )
    .join(', ');
}
